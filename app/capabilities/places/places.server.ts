import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Action, may, type Thing } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { lineageOf, type Place } from './place.ts'
import { listPlaces } from './placeList.server.ts'

export { createPlaceAliases, listPlaceAliases, listPlaceKeys } from './aliases.server.ts'
export { getBoundaries, importBoundaries } from './boundaries/stored.server.ts'
export { createPlaces, type NewPlace } from './createPlaces.server.ts'
export { listFirstPlaces } from './firstPlaces.ts'
export { listPlaceChanges, listSuccessions } from './history/history.server.ts'
export { listPlaceEvents } from './keeping/placesPage.server.ts'
export { findPlace, listPlaces } from './placeList.server.ts'
export { listShownPoints } from './points/locator.server.ts'
export { importPoints } from './points/pointFile.server.ts'
export { openAddressBook } from './streets/asking.server.ts'

/**
 * The places for which this person may do this, in the order of `listPlaces`, with what else the thing concerns (`thing`: field,
 * organisation). Signed-out visitors get those of public actions only.
 */
export async function listPlacesInScope(
  reader: Reader,
  actor: Actor | undefined,
  action: Action,
  thing: Thing,
): Promise<Place[]> {
  const all = await listPlaces(reader)
  return all.filter((place) => may(actor, action, { ...thing, places: [lineageOf(all, place)] }))
}
