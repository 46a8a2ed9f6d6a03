import { and, eq, isNotNull } from 'drizzle-orm'
import type { Geometry } from 'geojson'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, describeChanges, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'

import { listNamedPlaces } from '../files/places.server.ts'
import { lineageOf } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { readBoundaryStates } from '../placeStates.server.ts'
import { places } from '../places.table.ts'
import { readAreaFile } from './areaFile.server.ts'
import type { AreaFileRefusal } from './areaFile.ts'
import { type AreaProblem, readAreas } from './areas.ts'

/** Drawn boundaries (degrees, WGS 84) by place id; places without one are not in it. */
export async function getBoundaries(reader: Reader): Promise<ReadonlyMap<number, Geometry>> {
  const rows = await reader.db
    .select({ id: places.id, boundary: places.boundary })
    .from(places)
    .where(and(eq(places.tenantId, reader.tenant), isNotNull(places.boundary)))
  return new Map(rows.flatMap((row) => (row.boundary ? [[row.id, row.boundary] as const] : [])))
}

/** Sets the drawn boundaries of places by key, as `readAreas` has checked them. Answers how many were set. */
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

export type BoundariesImported =
  | { readonly areas: number }
  | {
      readonly refused: AreaFileRefusal | 'faulty'
      readonly problems: readonly AreaProblem[]
      /** Areas of the file that are no place here, or could be several. */
      readonly unknown: readonly string[]
    }

/** Takes a file of boundaries over without anybody looking at it first: all of it, or nothing where something is to be asked. */
export async function importBoundaries(
  writer: Writer,
  actor: Actor,
  bytes: Uint8Array,
  now: Date,
): Promise<BoundariesImported> {
  const content = await readAreaFile(bytes)
  if ('refused' in content) return { refused: content, problems: [], unknown: [] }
  const named = (await listNamedPlaces(writer, germanDay(now))).filter(({ kind }) => kind !== 'unassigned')
  const { areas, boundaries, problems } = readAreas(content, named, { names: {} })
  if (boundaries.size === 0) {
    const unknown = areas.filter(({ match }) => match.kind !== 'same').map(({ name }) => name)
    return { refused: 'faulty', problems, unknown }
  }
  const keys = new Map(named.map(({ id, key }) => [id, key]))
  const byKey = [...boundaries].map(([id, boundary]) => [keys.get(id)!, boundary] as const)
  return { areas: await changeBoundaries(writer, actor, new Map(byKey), now) }
}
