import { normaliseName } from '../reading/names.ts'
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
}

type Target = {
  readonly row: number
  readonly column: number
  /** What each row of the sheet is called; several spellings are possible. */
  readonly names: readonly (readonly string[])[]
}

/** The row of the sheet that each line names in its first field, if that is what the first fields are. */
function rowsByName(block: readonly (readonly string[])[], names: Target['names']) {
  const known = new Map(
    names.flatMap((spellings, row) => spellings.map((name) => [normaliseName(name), row])),
  )
  const rows = block.map(([first = '']) => (first === '' ? undefined : known.get(normaliseName(first))))
  const found = rows.filter((row) => row !== undefined).length
  // One name among many numbers is no column of names.
  return found > 0 && found * 2 >= block.length && block.every((line) => line.length > 1) ? rows : undefined
}

/** Puts a block into the sheet from one cell on. Lines that begin with the name of a place go to its row, whatever their order. */
export function pasteBlock(cells: SheetCells, block: readonly (readonly string[])[], at: Target): Pasted {
  const named = rowsByName(block, at.names)
  const result = cells.map((row) => [...row])
  let taken = 0
  let outside = 0
  const unknown: string[] = []
  block.forEach((line, index) => {
    const row = named ? named[index] : at.row + index
    const fields = named ? line.slice(1) : line
    if (named && row === undefined && line[0]) unknown.push(line[0])
    fields.forEach((text, offset) => {
      const column = at.column + offset
      if (row === undefined || result[row]?.[column] === undefined) outside += text === '' ? 0 : 1
      else if (result[row]![column] !== text) {
        result[row]![column] = text
        taken += 1
      }
    })
  })
  return { cells: result, taken, outside, byName: named !== undefined, unknown }
}
