/**
 * A cell as it stands in an office's file. Plain text is a string (all of a CSV, most of a workbook), so that a
 * million rows need no objects; what only a workbook knows about a cell is kept beside its value.
 */
export type SourceCell = string | TypedCell

export type TypedCell =
  /** `decimal` as shown: 0.82 in a percent format is "82" with `percent`. */
  | {
      readonly kind: 'number'
      readonly decimal: string
      readonly percent: boolean
      readonly formula: boolean
    }
  | { readonly kind: 'date'; readonly iso: string; readonly formula: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly formula: true }
  /** "#DIV/0!" and its like. */
  | { readonly kind: 'error'; readonly text: string }
  /** A formula whose result the file doesn't hold. */
  | { readonly kind: 'uncomputed' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Covered by a merged cell that begins elsewhere; `of` is what stands there. */
  | { readonly kind: 'spread'; readonly of: SourceCell }

/** `row` counts from 1 as the office sees it; `cells[0]` is column A. */
export type SourceRow = {
  readonly row: number
  readonly cells: readonly SourceCell[]
  readonly hidden?: true
}

/** The text a person reads in this cell; '' where it is empty. */
export function cellText(cell: SourceCell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  switch (cell.kind) {
    case 'number':
      return cell.decimal.replace('.', ',') + (cell.percent ? ' %' : '')
    case 'date':
      return germanDate(cell.iso)
    case 'text':
    case 'error':
      return cell.text
    case 'uncomputed':
      return ''
    case 'boolean':
      return cell.value ? 'WAHR' : 'FALSCH'
    case 'spread':
      return cellText(cell.of)
  }
}

/** The cell with at most so many letters of its text. */
export function shortenCell(cell: SourceCell, letters: number): SourceCell {
  if (typeof cell === 'string') return cell.length > letters ? cell.slice(0, letters) : cell
  if (cell.kind === 'spread') return { ...cell, of: shortenCell(cell.of, letters) }
  const isLong = (cell.kind === 'text' || cell.kind === 'error') && cell.text.length > letters
  return isLong ? { ...cell, text: cell.text.slice(0, letters) } : cell
}

function germanDate(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${day}.${month}.${year}`
}

export function isEmptyCell(cell: SourceCell | undefined): boolean {
  if (cell === undefined || cell === '') return true
  if (typeof cell === 'string') return cell.trim() === ''
  if (cell.kind === 'text') return cell.text.trim() === ''
  return cell.kind === 'spread' && isEmptyCell(cell.of)
}

/** Spreadsheet letters of a column that counts from 1: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** "BC12" as column 55 and row 12; undefined where it is no reference. */
export function parseReference(reference: string): { column: number; row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  let column = 0
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64
  return { column, row: Number(match[2]) }
}
