import { holdsIn, parentOn } from '#app/capabilities/places/validity.ts'
import type { FamilyPeriod, FamilyPlace } from './family.ts'

/** What is the sum of what, in the periods of one day. */
export type Hierarchy = {
  readonly parent: ReadonlyMap<number, number>
  /** Places that make up a place; "nicht zuordenbar" is there only where it was delivered. */
  readonly children: ReadonlyMap<number, readonly number[]>
}

/**
 * The hierarchy of each period, by its id. It must be that of its time: an area that began later would be an unknown part
 * of an earlier sum, behind which the engine would take a small count to be safe that everybody can subtract.
 */
export function formHierarchies(
  places: readonly FamilyPlace[],
  periods: readonly FamilyPeriod[],
): ReadonlyMap<number, Hierarchy> {
  const byDay = new Map<string, Hierarchy>()
  return new Map(
    periods.map((period) => {
      const known = byDay.get(period.end) ?? formHierarchy(places, period)
      byDay.set(period.end, known)
      return [period.id, known]
    }),
  )
}

function formHierarchy(places: readonly FamilyPlace[], period: FamilyPeriod): Hierarchy {
  const parents = new Map<number, number>()
  const children = new Map<number, number[]>()
  const there = places.filter((place) => holdsIn(place, period))
  const kinds = new Map(there.map((place) => [place.id, place.kind]))
  for (const place of there) {
    const parent = parentOn(place, period.end)
    // A state has other towns, of which nothing is known here: its figures are no sum of ours.
    if (parent === undefined || kinds.get(parent) === 'state' || !kinds.has(parent)) continue
    parents.set(place.id, parent)
    const siblings = children.get(parent) ?? []
    children.set(parent, siblings)
    if (place.kind !== 'unassigned') siblings.push(place.id)
  }
  return { parent: parents, children }
}
