import { cellText, isEmptyCell, type SourceCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord } from './names.ts'
import { readValue } from './value.ts'

export type Header = {
  readonly headerRows: readonly number[]
  readonly firstDataRow: number
  /** Per column, from the top line down; '' where nothing stands. */
  readonly lines: readonly (readonly string[])[]
  /** Lines above the table that stand alone. */
  readonly titles: readonly string[]
}

const searchedRows = 60
const maximalHeaderLines = 4

/** Whether a cell reads as a figure or one of the statistical signs, in whatever notation. */
export function isValueLike(cell: SourceCell | undefined): boolean {
  if (cell === undefined || isEmptyCell(cell)) return false
  if (typeof cell === 'object') {
    if (cell.kind === 'text') return isValueLike(cell.text)
    return cell.kind === 'number' || cell.kind === 'error' || cell.kind === 'uncomputed'
  }
  const value = readValue(cell, undefined, true)
  return value.kind === 'number' || value.kind === 'sign' || value.kind === 'ambiguous'
}

function isNumber(cell: SourceCell | undefined): boolean {
  return isValueLike(cell) && /\d/.test(cellText(cell))
}

/** "1 | 2 | 3 | 4" under a header: numbers of the columns, as statistical tables have them. */
function isNumbering(row: SourceRow): boolean {
  const texts = row.cells.map(cellText).filter((text) => text.trim() !== '')
  return (
    texts.length > 2 &&
    texts.every((text, index) => Number(text) === Number(texts[0]) + index && Number(texts[0]) <= 1)
  )
}

function risesByOne(texts: readonly string[]): boolean {
  const years = texts.map((text) => Number.parseInt(text, 10))
  return years.length > 1 && years.every((year, index) => index === 0 || year > years[index - 1]!)
}

function isDataRow(row: SourceRow, catalogue: Catalogue): boolean {
  const filled = row.cells.filter((cell) => !isEmptyCell(cell))
  const numbers = filled.filter(isNumber).map(cellText)
  if (isNumbering(row)) return false
  const names = filled.filter((cell) => !isNumber(cell)).map(cellText)
  const namesPlace = names.some((name) => !isTotalWord(name) && catalogue.places.find(name) !== undefined)
  // A row of a place with nothing but signs ("Pelkum | . | x") is one of data, too, and one that begins with a place and goes
  // on with something that is none ("Stadtmitte | acht"): its unreadable value must be an error at its cell, not a header.
  if (numbers.length === 0) {
    const isPlace = (name: string) => !isTotalWord(name) && catalogue.places.find(name) !== undefined
    const beginsWithPlace = names.length > 1 && isPlace(names[0]!) && !names.every(isPlace)
    return beginsWithPlace || (namesPlace && filled.some(isValueLike))
  }
  const otherThanPeriods = numbers.filter((text) => !catalogue.isPeriod(text))
  if (otherThanPeriods.length > 0) return filled.length > 1
  if (numbers.length > 1 && risesByOne(numbers)) return false
  return namesPlace
}

/** Upper lines of a header in a text file have a name only above the first column of its group. */
function fillRight(texts: readonly string[], below: readonly string[]): string[] {
  let carried = ''
  return texts.map((text, index) => {
    if (text !== '') carried = text
    return text === '' && below[index] !== '' ? carried : text
  })
}

function linesOf(rows: readonly SourceRow[], width: number): string[][] {
  const texts = rows.map(({ cells }) =>
    Array.from({ length: width }, (_, index) => cellText(cells[index]).trim()),
  )
  const filled = texts.map((line, index) => {
    const lower = texts.slice(index + 1)
    const below = line.map(
      (_, column) => lower.map((other) => other[column]).find((text) => text !== '') ?? '',
    )
    return lower.length > 0 ? fillRight(line, below) : line
  })
  return Array.from({ length: width }, (_, column) => filled.map((line) => line[column]!))
}

/** Where the header ends and the data begin, and what stands above each column. */
export function findHeader(sample: SheetSample, catalogue: Catalogue): Header {
  const width = sample.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const rows = sample.rows.slice(0, searchedRows)
  const first = rows.findIndex((row) => isDataRow(row, catalogue))
  const above = (first < 0 ? rows.slice(0, 1) : rows.slice(0, first)).filter((row) => !isNumbering(row))
  const isTitle = (row: SourceRow) =>
    new Set(row.cells.map(cellText).filter((text) => text.trim() !== '')).size === 1
  const table = above.slice(-maximalHeaderLines)
  // Lines that stand alone above the table proper are titles; one between header lines belongs to the header.
  const begin = table.findIndex((row) => !isTitle(row))
  const header = begin < 0 ? [] : table.slice(begin)
  const titles = above.filter((row) => !header.includes(row))
  const groups = titles.slice(-1).filter((row) => row.cells.some((cell) => typeof cell === 'object'))
  return {
    headerRows: header.map(({ row }) => row),
    firstDataRow: first < 0 ? (rows[1]?.row ?? 1) : rows[first]!.row,
    lines: linesOf([...groups, ...header], width),
    titles: titles.flatMap((row) =>
      row.cells
        .map(cellText)
        .filter((text) => text.trim() !== '')
        .slice(0, 1),
    ),
  }
}
