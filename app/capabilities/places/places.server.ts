import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
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
import { lineageOf, type Place, type PlaceKind } from './place.ts'
import { readBoundaryStates, readPlaceStates } from './placeStates.server.ts'
import { placeAliases, placeLinks, places } from './places.table.ts'

export { listFirstPlaces } from './firstPlaces.ts'

/** The hierarchy that areas, sums and profiles follow. */
const planning = 'planning'

const columns = {
  id: places.id,
  key: places.key,
  name: places.name,
  kind: places.kind,
  parentId: placeLinks.parentId,
  ags: places.ags,
  tileColumn: places.tileColumn,
  tileRow: places.tileRow,
}

function placesWithParent(reader: Reader) {
  return reader.db
    .select(columns)
    .from(places)
    .leftJoin(
      placeLinks,
      and(
        eq(placeLinks.tenantId, places.tenantId),
        eq(placeLinks.placeId, places.id),
        eq(placeLinks.hierarchy, planning),
      ),
    )
    .$dynamic()
}

type PlaceRow = {
  id: number
  key: string
  name: string
  kind: PlaceKind
  parentId: number | null
  ags: string | null
  tileColumn: number | null
  tileRow: number | null
}

function toPlace(row: PlaceRow): Place {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    kind: row.kind,
    parentId: row.parentId ?? undefined,
    ags: row.ags ?? undefined,
    tile:
      row.tileColumn === null || row.tileRow === null
        ? undefined
        : { column: row.tileColumn, row: row.tileRow },
  }
}

/** All places of the tenant in their own order: state, town, areas (about as they lie), "nicht zuordenbar". */
export async function listPlaces(reader: Reader): Promise<Place[]> {
  const rows = await placesWithParent(reader)
    .where(eq(places.tenantId, reader.tenant))
    .orderBy(asc(places.position))
  return rows.map(toPlace)
}

/** One place by the key that stands in its address. */
export async function findPlace(reader: Reader, key: string): Promise<Place | undefined> {
  const [row] = await placesWithParent(reader).where(
    and(eq(places.tenantId, reader.tenant), eq(places.key, key)),
  )
  return row && toPlace(row)
}

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

/** Spellings of places in offices' files beside key and name, by place id. */
export async function listPlaceAliases(reader: Reader): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader.db
    .select({ alias: placeAliases.alias, placeId: placeAliases.placeId })
    .from(placeAliases)
    .where(eq(placeAliases.tenantId, reader.tenant))
    .orderBy(asc(placeAliases.alias))
  const byPlace = new Map<number, string[]>()
  for (const { alias, placeId } of rows) byPlace.set(placeId, [...(byPlace.get(placeId) ?? []), alias])
  return byPlace
}

export type NewPlace = {
  readonly key: string
  readonly name: string
  readonly kind: PlaceKind
  /** Key of the place above, created before or in the same list; undefined for the highest. */
  readonly parent: string | undefined
  readonly ags: string | undefined
  readonly tile: Place['tile']
  readonly aliases: readonly string[]
  readonly invented: boolean
}

/**
 * Creates places in the order of the list with their place in the hierarchy and their other spellings; one that exists under its
 * key takes the new values. Throws if a parent isn't known. Answers the ids by key.
 */
export async function createPlaces(
  writer: Writer,
  actor: Actor,
  list: readonly NewPlace[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  demand(actor, 'places.edit', { places: lineagesOfNew(await listPlaces(writer), list) })
  if (list.length === 0) return new Map()
  const tenantId = writer.tenant
  const before = await readPlaceStates(writer)
  await writer.db
    .insert(places)
    .values(
      list.map(({ key, name, kind, ags, tile, invented }, position) => ({
        tenantId,
        key,
        name,
        kind,
        ags,
        position,
        tileColumn: tile?.column,
        tileRow: tile?.row,
        invented,
      })),
    )
    .onConflictDoUpdate({
      target: [places.tenantId, places.key],
      set: {
        name: sql`excluded.name`,
        kind: sql`excluded.kind`,
        ags: sql`excluded.ags`,
        position: sql`excluded.position`,
        tileColumn: sql`excluded.tile_column`,
        tileRow: sql`excluded.tile_row`,
        invented: sql`excluded.invented`,
      },
    })
  const ids = new Map((await listPlaces(writer)).map((place) => [place.key, place.id]))
  await createLinks(writer, list, ids)
  await createPlaceAliases(
    writer,
    list.flatMap((place) => place.aliases.map((alias) => ({ alias, placeId: ids.get(place.key)! }))),
  )
  await recordAudit(writer, actor, {
    action: 'places.create',
    thing: 'places',
    details: describeChanges(before, await readPlaceStates(writer)),
    at: now,
  })
  return ids
}

/** Where the places of the list will lie, and where those lie now that exist already. */
function lineagesOfNew(known: readonly Place[], list: readonly NewPlace[]): string[][] {
  const former = new Map(known.map((place) => [place.key, [...lineageOf(known, place)]]))
  const planned = new Map(former)
  for (const { key, parent } of list) planned.set(key, [key, ...(planned.get(parent ?? '') ?? [])])
  return list.flatMap(({ key }) => [planned.get(key)!, ...(former.has(key) ? [former.get(key)!] : [])])
}

async function createLinks(
  writer: Writer,
  list: readonly NewPlace[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const links = list.flatMap((place) => {
    if (place.parent === undefined) return []
    const parentId = ids.get(place.parent)
    if (parentId === undefined)
      throw new Error(`The place ${place.key} names the unknown parent ${place.parent}`)
    return { tenantId: writer.tenant, hierarchy: planning, placeId: ids.get(place.key)!, parentId }
  })
  if (links.length === 0) return
  await writer.db
    .insert(placeLinks)
    .values(links)
    .onConflictDoUpdate({
      target: [placeLinks.tenantId, placeLinks.hierarchy, placeLinks.placeId],
      set: { parentId: sql`excluded.parent_id` },
    })
}

/**
 * Remembers spellings for the next delivery; a spelling belongs to one place, the latest confirmation holds.
 * Part of the command that confirmed them, which writes the audit entry.
 */
export async function createPlaceAliases(
  writer: Writer,
  aliases: readonly { readonly alias: string; readonly placeId: number }[],
): Promise<void> {
  const latest = new Map(aliases.map(({ alias, placeId }) => [alias.trim(), placeId]))
  const rows = [...latest]
    .filter(([alias]) => alias !== '')
    .map(([alias, placeId]) => ({ tenantId: writer.tenant, alias, placeId }))
  if (rows.length === 0) return
  await writer.db
    .insert(placeAliases)
    .values(rows)
    .onConflictDoUpdate({
      target: [placeAliases.tenantId, placeAliases.alias],
      set: { placeId: sql`excluded.place_id` },
    })
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
