import { type CellFlag, cellFlags, type MissingReason, missingReasons } from '#app/plain/cell.ts'

/** Smallint in the tables: 0 where a value is present, else the position of the reason plus 1. */
export function encodeState(reason: MissingReason | undefined): number {
  return reason === undefined ? 0 : missingReasons.indexOf(reason) + 1
}

/** Bits in the order of `cellFlags`. */
export function encodeFlags(flags: readonly CellFlag[]): number {
  return flags.reduce((bits, flag) => bits | (1 << cellFlags.indexOf(flag)), 0)
}
