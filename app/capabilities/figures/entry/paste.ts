import { normaliseName } from '../reading/names.ts'
import type { ColumnNames } from './columnNames.ts'
import { readEntered } from './entered.ts'
import { type HeadingProblem, readPastedHeadings } from './pasteHeadings.ts'
import type { SheetCells } from './sheet.ts'

/**
 * A piece of a spreadsheet as programmes put it on the clipboard: lines of fields between tabs; a field with a tab, a quote or
 * a line end in it stands in quotes.
 */
export function parseBlock(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y
  const plain = /[^\t\n]*/y
  const rows: string[][] = [[]]
  let at = 0
  while (at <= source.length) {
    quoted.lastIndex = at
    plain.lastIndex = at
    const inQuotes = quoted.exec(source)
    const field = inQuotes ?? plain.exec(source)!
    rows.at(-1)!.push((inQuotes ? inQuotes[1]!.replaceAll('""', '"') : field[0]).trim())
    at += field[0].length
    if (source[at] === '\n') rows.push([])
    at += 1
  }
  return rows
}

export type Pasted = {
  readonly cells: string[][]
  /** Cells that got a new text. */
  readonly taken: number
  /** Fields that had no cell: beyond the edge of the sheet, or in lines of a place that isn't in it. */
  readonly outside: number
  /** Names of places that the lines were put to; then the order of the lines doesn't matter. */
  readonly byName: boolean
  /** Names in the first field that no row of the sheet has. */
  readonly unknown: readonly string[]
  /** Whether the columns were found by their headings; or why nothing was pasted. */
  readonly headings: 'none' | 'followed' | HeadingProblem
}

type Target = {
  readonly row: number
  readonly column: number
  /** What each row of the sheet is called; several spellings are possible. */
  readonly names: readonly (readonly string[])[]
  readonly columns: readonly ColumnNames[]
}

type Block = readonly (readonly string[])[]

const isFigure = (text: string) =>
  ['value', 'missing'].includes(readEntered(text, { kind: 'score', unit: 'score' }).kind)

/** The row of the sheet that each line names in its first field, if that is what the first fields are. */
function findRows(block: Block, names: Target['names']) {
  const known = new Map(
    names.flatMap((spellings, row) => spellings.map((name) => [normaliseName(name), row])),
  )
  const rowOf = (name: string) => (name === '' ? undefined : known.get(normaliseName(name)))
  const rows = block.map(([first = '']) => rowOf(first))
  // Lines above the first name may be headings and count for nothing, except those that begin with a figure or a sign.
  const begin = rows.findIndex((row) => row !== undefined)
  const body = block.filter(([first = ''], line) => line >= begin || isFigure(first))
  const found = rows.filter((row) => row !== undefined).length
  // One name among many numbers is no column of names.
  const named = found > 0 && found * 2 >= body.length && body.every((line) => line.length > 1)
  return { rows: named ? rows : undefined, rowOf }
}

/**
 * Puts a block into the sheet from one cell on. Lines that begin with the name of a place go to its row, columns under headings
 * to the columns of these names, whatever their order. Where headings don't fit, the sheet stays as it is.
 */
export function pasteBlock(cells: SheetCells, block: Block, at: Target): Pasted {
  const { rows: named, rowOf } = findRows(block, at.names)
  const result = cells.map((row) => [...row])
  const byName = named !== undefined
  const isPlace = (text: string) => rowOf(text) !== undefined
  const headings = readPastedHeadings({ block, named: byName, isPlace }, at.columns)
  if (headings && 'kind' in headings)
    return { cells: result, taken: 0, outside: 0, byName, unknown: [], headings }
  const lines = headings?.lines ?? 0
  let taken = 0
  let outside = 0
  const unknown: string[] = []
  block.slice(lines).forEach((line, index) => {
    const row = named ? named[index + lines] : at.row + index
    const fields = named ? line.slice(1) : line
    if (named && row === undefined && line[0]) unknown.push(line[0])
    fields.forEach((text, offset) => {
      const column = headings ? headings.columns[offset] : at.column + offset
      if (row === undefined || column === undefined || result[row]?.[column] === undefined)
        outside += text === '' ? 0 : 1
      else if (result[row]![column] !== text) {
        result[row]![column] = text
        taken += 1
      }
    })
  })
  return { cells: result, taken, outside, byName, unknown, headings: headings ? 'followed' : 'none' }
}
