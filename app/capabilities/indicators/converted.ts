import {
  deriveDisclosed,
  mapDisclosed,
  nothingReleased,
} from '#app/capabilities/confidentiality/disclosed.ts'
import type { Place, Succession } from '#app/capabilities/places/place.ts'
import { convertCells, portionsOf } from '#app/capabilities/places/succession.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import type { Plan } from './plan.ts'
import type { ReleasedFigures } from './results.ts'

/** What is known of former places. */
export type Past = {
  readonly places: ReadonlyMap<number, Place>
  readonly successions: readonly Succession[]
  /** Whether a series adds up over places, so that its figures can be shared out. */
  readonly addsUp: (series: string) => boolean
}

type Wanted = {
  readonly plan: Plan
  readonly figures: ReleasedFigures
  readonly past: Past
  readonly place: Place
  readonly year: number
  /** The last day of the year's period. */
  readonly day: string
}

/**
 * What an indicator would have been for a place before it began: each input is put together from the figures of the former
 * places by their shares, then the formula is computed as always (of a rate numerator and denominator each). Undefined where
 * that isn't known, or where something is needed that doesn't add up. It uses released figures only.
 */
export function convertIndicator(wanted: Wanted): Disclosed<Cell> | undefined {
  const { plan, figures, past, place, year, day } = wanted
  if (place.validFrom === undefined || day >= place.validFrom) return undefined
  const portions = portionsOf(place, day, past.places, past.successions)
  if (!portions) return undefined
  const nothing = nothingReleased()
  const inputs = plan.slots.map((slot) => {
    if (slot.place !== undefined) return figures.find(slot, slot.place, year) ?? nothing
    if (!past.addsUp(slot.series)) return nothing
    const parts = portions.map(({ placeId }) => {
      const key = past.places.get(placeId)?.key
      return (key === undefined ? undefined : figures.find(slot, key, year)) ?? nothing
    })
    return deriveDisclosed(parts, (cells) =>
      convertCells(cells.map((cell, index) => ({ share: portions[index]!.share, cell }))),
    )
  })
  const cell = mapDisclosed(deriveDisclosed(inputs, plan.compute), (resolved) => resolved.cell)
  return 'value' in cell ? cell : undefined
}
