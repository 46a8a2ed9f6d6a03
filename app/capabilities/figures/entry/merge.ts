import type { SheetCells } from './sheet.ts'

/** A cell that two people (or two windows) changed in different ways since the same state. Counts from 0. */
export type MergeConflict = { readonly row: number; readonly column: number; readonly theirs: string }

const same = (one: string, other: string) => one.trim() === other.trim()

/**
 * Joins two changes of the same state cell by cell: what only one changed is taken over. Where both did in different ways,
 * `cells` keeps the own one and `conflicts` names the other.
 */
export function mergeCells(
  base: SheetCells,
  own: SheetCells,
  theirs: SheetCells,
): { readonly cells: string[][]; readonly conflicts: readonly MergeConflict[] } {
  const conflicts: MergeConflict[] = []
  const cells = own.map((texts, row) =>
    texts.map((mine, column) => {
      const before = base[row]?.[column] ?? ''
      const other = theirs[row]?.[column] ?? ''
      if (same(mine, before)) return other
      if (!same(other, before) && !same(other, mine)) conflicts.push({ row, column, theirs: other })
      return mine
    }),
  )
  return { cells, conflicts }
}
