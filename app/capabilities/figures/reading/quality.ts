import type { CellFlag } from '#app/plain/cell.ts'
import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'

/**
 * What stands beside a value. One letter each: quality signs of GENESIS-Online; `e` (final) says nothing more. An estimate
 * is no provisional value that a final one follows, but one of limited meaning.
 */
const flagWords: ReadonlyMap<string, CellFlag> = new Map([
  ['vorläufig', 'provisional'],
  ['v', 'provisional'],
  ['p', 'provisional'],
  ['revidiert', 'revised'],
  ['berichtigt', 'revised'],
  ['r', 'revised'],
  ['geschätzt', 'limited'],
  ['s', 'limited'],
  ['()', 'limited'],
  ['( )', 'limited'],
  ['eingeschränkt', 'limited'],
  ['bruch', 'break'],
  ['b', 'break'],
  ['provisional', 'provisional'],
  ['revised', 'revised'],
  ['limited', 'limited'],
  ['break', 'break'],
])

/** What a word or letter in lower case says. */
export const flagOf = (text: string): CellFlag | undefined => flagWords.get(text)

/** Signs that stand in place of a value (Statistisches Bundesamt, Zeichenerklärung). */
const replacing: ReadonlySet<string> = new Set(['-', '–', '.', '...', '…', '/', 'x', 'X'])

/**
 * The row with the sign of its quality column as value where that says why there is none. A number beside such a sign
 * contradicts it: both together are no value, and so a problem at the cell.
 */
export function withQualitySign(row: SourceRow, value: number, quality: number): SourceRow {
  const sign = cellText(row.cells[quality - 1]).trim()
  if (!replacing.has(sign)) return row
  const written = cellText(row.cells[value - 1]).trim()
  if (written === sign) return row
  const cells = [...row.cells]
  while (cells.length < value) cells.push('')
  cells[value - 1] = written === '' || /^0(?:[.,]0+)?$/.test(written) ? sign : `${written} ${sign}`
  return { ...row, cells }
}
