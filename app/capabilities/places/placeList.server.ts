import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import type { Place, PlaceKind } from './place.ts'
import { placeChanges, placeLinks, places, planning } from './places.table.ts'

type Former<T> = (T & { readonly until: string })[] | null

/** Dates of former parents and names; hardly any place has some. */
const formerParents = sql<Former<{ parentId: number }>>`(
  select json_agg(json_build_object('parentId', l.parent_id, 'until', l.valid_to) order by l.valid_to)
  from ${placeLinks} l
  where l.tenant_id = ${places.tenantId} and l.hierarchy = ${planning} and l.place_id = ${places.id}
    and l.valid_to is not null)`
const formerNames = sql<Former<{ name: string }>>`(
  select json_agg(json_build_object('name', c.former_name, 'until', c.happened_on - 1) order by c.happened_on)
  from ${placeChanges} c
  where c.tenant_id = ${places.tenantId} and c.place_id = ${places.id} and c.kind = 'renamed')`

const columns = {
  id: places.id,
  key: places.key,
  name: places.name,
  kind: places.kind,
  parentId: placeLinks.parentId,
  ags: places.ags,
  tileColumn: places.tileColumn,
  tileRow: places.tileRow,
  validFrom: places.validFrom,
  validTo: places.validTo,
  formerParents,
  formerNames,
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
        isNull(placeLinks.validTo),
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
  validFrom: string | null
  validTo: string | null
  formerParents: Former<{ parentId: number }>
  formerNames: Former<{ name: string }>
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
    ...(row.validFrom !== null && { validFrom: row.validFrom }),
    ...(row.validTo !== null && { validTo: row.validTo }),
    ...(row.formerParents && { formerParents: row.formerParents }),
    ...(row.formerNames && { formerNames: row.formerNames }),
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
