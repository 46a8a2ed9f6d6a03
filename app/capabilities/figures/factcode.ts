import { type CellFlag, cellFlags, type MissingReason, missingReasons } from '#app/plain/cell.ts'

const states: ReadonlyMap<MissingReason, number> = new Map(
  missingReasons.map((reason, index) => [reason, index + 1]),
)

/** Smallint in the tables: 0 where a value is present, else the position of the reason plus 1. */
export function encodeState(reason: MissingReason | undefined): number {
  return reason === undefined ? 0 : states.get(reason)!
}

/** The reason behind a state; undefined where a value is present. */
export function decodeState(state: number): MissingReason | undefined {
  return missingReasons[state - 1]
}

/** Bits in the order of `cellFlags`. */
export function encodeFlags(flags: readonly CellFlag[]): number {
  let bits = 0
  for (const flag of flags) bits |= 1 << cellFlags.indexOf(flag)
  return bits
}
