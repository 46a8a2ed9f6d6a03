import { and, eq, isNotNull } from 'drizzle-orm'
import type { Geometry } from 'geojson'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  type Action,
  demand,
  describeChanges,
  may,
  recordAudit,
  type Thing,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { lineageOf, type Place } from './place.ts'
import { listPlaces } from './placeList.server.ts'
import { readBoundaryStates } from './placeStates.server.ts'
import { places } from './places.table.ts'

export { createPlaceAliases, listPlaceAliases, listPlaceKeys } from './aliases.server.ts'
export { createPlaces, type NewPlace } from './createPlaces.server.ts'
export { listFirstPlaces } from './firstPlaces.ts'
export { listPlaceChanges, listSuccessions } from './history/history.server.ts'
export { listPlaceEvents } from './keeping/placesPage.server.ts'
export { findPlace, listPlaces } from './placeList.server.ts'

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

/** Drawn boundaries (degrees, WGS 84) by place id; places without one are not in it. */
export async function getBoundaries(reader: Reader): Promise<ReadonlyMap<number, Geometry>> {
  const rows = await reader.db
    .select({ id: places.id, boundary: places.boundary })
    .from(places)
    .where(and(eq(places.tenantId, reader.tenant), isNotNull(places.boundary)))
  return new Map(rows.flatMap((row) => (row.boundary ? [[row.id, row.boundary] as const] : [])))
}

/** Sets the drawn boundaries of places by key, as `readBoundaries` has checked them. Answers how many were set. */
export async function changeBoundaries(
  writer: Writer,
  actor: Actor,
  boundaries: ReadonlyMap<string, Geometry>,
  now: Date,
): Promise<number> {
  const all = await listPlaces(writer)
  const changed = all.filter((place) => boundaries.has(place.key))
  demand(actor, 'places.edit', { places: changed.map((place) => lineageOf(all, place)) })
  const before = await readBoundaryStates(writer)
  for (const [key, boundary] of boundaries) {
    await writer.db
      .update(places)
      .set({ boundary })
      .where(and(eq(places.tenantId, writer.tenant), eq(places.key, key)))
  }
  await recordAudit(writer, actor, {
    action: 'places.boundaries',
    thing: 'places',
    details: describeChanges(before, await readBoundaryStates(writer)),
    at: now,
  })
  return boundaries.size
}
