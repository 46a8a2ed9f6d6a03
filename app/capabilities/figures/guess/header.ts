import { cellText, isEmptyCell, type SourceCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import { isTotalWord } from '../reading/names.ts'
import { readValue } from '../reading/value.ts'
import type { Surroundings } from './surroundings.ts'
import { plainText } from './words.ts'

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

export function isNumber(cell: SourceCell | undefined): boolean {
  return isValueLike(cell) && /\d/.test(cellText(cell))
}

/** How many different texts stand in a row; a title merged over all columns counts once. */
export function distinctTexts(row: SourceRow): readonly string[] {
  return [...new Set(row.cells.map((cell) => plainText(cellText(cell))).filter((text) => text !== ''))]
}

/** "1 | 2 | 3 | 4" under a header: numbers of the columns, as statistical tables have them. */
function isNumbering(row: SourceRow): boolean {
  const texts = row.cells.map(cellText).filter((text) => text.trim() !== '')
  return (
    texts.length > 2 &&
    texts.every((text, index) => Number(text) === Number(texts[0]) + index && Number(texts[0]) <= 1)
  )
}

function rises(texts: readonly string[]): boolean {
  const years = texts.map((text) => Number.parseInt(text, 10))
  return years.length > 1 && years.every((year, index) => index === 0 || year > years[index - 1]!)
}

/** Whether values stand in this row. `above`: the rows before it. */
export function isDataRow(row: SourceRow, above: readonly SourceRow[], around: Surroundings): boolean {
  const filled = row.cells.filter((cell) => !isEmptyCell(cell))
  const numbers = filled.filter(isNumber).map(cellText)
  if (isNumbering(row)) return false
  const names = filled.filter((cell) => !isNumber(cell)).map(cellText)
  const { places } = around.catalogue
  const isPlace = (name: string) => !isTotalWord(name) && places.find(name) !== undefined
  const namesPlace = names.some(isPlace)
  // A row of a place with nothing but signs ("Pelkum | . | x") is one of data, too, and one that begins with a place and goes
  // on with something that is none ("Stadtmitte | acht"): its unreadable value must be an error at its cell, not a header.
  if (numbers.length === 0) {
    const beginsWithPlace = names.length > 1 && isPlace(names[0]!) && !names.every(isPlace)
    return beginsWithPlace || (namesPlace && filled.some(isValueLike))
  }
  const otherThanPeriods = numbers.filter((text) => !around.isPeriod(text))
  if (otherThanPeriods.length > 0) return filled.length > 1
  // "2006 | - | ." is a year in which there is nothing, no header: left out, it would take the rows below with it.
  const [first, ...others] = filled
  if (isNumber(first) && others.some((cell) => !isNumber(cell)) && others.every(isValueLike)) return true
  const begin = names[0] === undefined || isTotalWord(names[0]) ? undefined : places.find(names[0])
  if (begin && begin.place !== places.root && row.cells.findIndex((cell) => !isEmptyCell(cell)) === 0)
    return true
  if (numbers.length > 1 && rises(numbers)) return false
  return namesPlace || standsUnderText(row, above)
}

/** Whether something that could be a year stands under a text: then it is a value ("2018" children). */
function standsUnderText(row: SourceRow, above: readonly SourceRow[]): boolean {
  if (isEmptyCell(row.cells[0]) || isNumber(row.cells[0])) return false
  return row.cells.every((cell, index) => {
    if (index === 0 || !isNumber(cell)) return true
    const upper = above.findLast((other) => !isEmptyCell(other.cells[index]))?.cells[index]
    return upper !== undefined && !isNumber(upper) && !(typeof upper === 'object' && upper.kind === 'spread')
  })
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
    Array.from({ length: width }, (_, index) => plainText(cellText(cells[index]))),
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

/** What stands above the data of one table; `text` and `data` are its rows. */
export function readHeader(text: readonly SourceRow[], data: readonly SourceRow[]): Header {
  const width = [...text, ...data].reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const above = text.slice(-searchedRows).filter((row) => !isNumbering(row))
  const isTitle = (row: SourceRow) => distinctTexts(row).length === 1
  const table = above.slice(-maximalHeaderLines)
  // Lines that stand alone above the table proper are titles; one between header lines belongs to the header.
  const begin = table.findIndex((row) => !isTitle(row))
  const header = begin < 0 ? [] : table.slice(begin)
  const titles = above.filter((row) => !header.includes(row))
  const groups = titles.slice(-1).filter((row) => row.cells.some((cell) => typeof cell === 'object'))
  return {
    headerRows: header.map(({ row }) => row),
    firstDataRow: data[0]?.row ?? (text.at(-1)?.row ?? 0) + 1,
    lines: linesOf([...(header.length > 0 ? groups : []), ...header], width),
    titles: titles.flatMap((row) => distinctTexts(row).slice(0, 1)),
  }
}
