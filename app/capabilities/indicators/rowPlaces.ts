import type { Place } from '#app/capabilities/places/place.ts'

/**
 * The places that an indicator is shown for: the town (or county) first, then its social areas in their order; in a county
 * its towns before the areas. The state and "nicht zuordenbar" are no rows.
 */
export function listRowPlaces(places: readonly Place[]): readonly Place[] {
  const byId = new Map(places.map((place) => [place.id, place]))
  const isTown = (place: Place) => place.kind === 'town' || place.kind === 'county'
  const top = places.find((place) => {
    const parent = place.parentId === undefined ? undefined : byId.get(place.parentId)
    return isTown(place) && !(parent && isTown(parent))
  })
  if (!top) return []
  const towns = places.filter((place) => place !== top && isTown(place))
  return [top, ...towns, ...places.filter((place) => place.kind === 'area')]
}
