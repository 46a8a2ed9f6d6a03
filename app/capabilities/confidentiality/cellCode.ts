import { type Cell, type CellFlag, cellFlags, missing, missingReasons, present } from '#app/plain/cell.ts'

/**
 * A cell as the database keeps it: `state` 0 with a value, else the position of the reason in `missingReasons` plus 1;
 * `flags` are bits in the order of `cellFlags`. A missing cell has no value, whatever its reason.
 */
export type CellCode = { readonly value: string | null; readonly state: number; readonly flags: number }

export function encodeCell(cell: Cell): CellCode {
  const flags = cellFlags.reduce((bits, flag, i) => (cell.flags.includes(flag) ? bits | (1 << i) : bits), 0)
  return 'value' in cell
    ? { value: String(cell.value), state: 0, flags }
    : { value: null, state: missingReasons.indexOf(cell.missing) + 1, flags }
}

/** Throws on a code that no version of this software has written. */
export function decodeCell(code: CellCode): Cell {
  const flags: CellFlag[] = cellFlags.filter((_, i) => (code.flags & (1 << i)) !== 0)
  if (code.state === 0 && code.value !== null) return present(Number(code.value), flags)
  const reason = missingReasons[code.state - 1]
  if (reason === undefined) throw new RangeError(`unknown state ${code.state} of a cell`)
  return missing(reason, flags)
}
