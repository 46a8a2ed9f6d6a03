import type { PlaceUse } from './placereader.ts'
import type { Convention } from './value.ts'

/** What is learned while a file is read: how names were matched, and which decimal mark each column proves. */
export class Learned {
  readonly placesUsed = new Map<string, PlaceUse>()
  /** Per value column: what its cells prove about decimals, and whether a cell needed to know. */
  readonly proved = new Map<number, Convention>()
  readonly askedConvention = new Set<number>()
}
