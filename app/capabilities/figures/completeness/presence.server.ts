import { inArray, sql } from 'drizzle-orm'
import type { PlaceKind } from '#app/capabilities/places/place.ts'
import type { Period } from '#app/plain/period.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { encodeState } from '../factcode.ts'
import type { Counts } from './presence.ts'

/** Kinds of places that a series may be expected for; "nicht zuordenbar" and the state come as they come. */
const expectedKinds = ['county', 'town', 'area', 'quarter'] as const satisfies readonly PlaceKind[]

/** An office that writes "comes later" has not delivered yet; any other sign is an answer. */
const absent = [encodeState('not-delivered'), encodeState('not-yet')]

/** A place exists in a period if it exists on its last day. */
const existed = (day: ReturnType<typeof sql>) =>
  sql`(p.valid_from is null or p.valid_from <= ${day}) and (p.valid_to is null or p.valid_to >= ${day})`

type CountRow = { series_id: number; period_id: number; kind: PlaceKind; places: number }

/**
 * For how many places each series has entries in each period, by the places' kind: counted along the primary key of the facts, for
 * one source and the periods that are shown. Key: "series period".
 */
export async function countPresence(
  reader: Reader,
  seriesIds: readonly number[],
  periodIds: readonly number[],
): Promise<ReadonlyMap<string, Counts>> {
  if (seriesIds.length === 0 || periodIds.length === 0) return new Map()
  const rows = await rowsOf<CountRow>(
    reader,
    sql`select h.series_id, h.period_id, p.kind, count(*)::int as places
        from (
          select distinct f.series_id, f.period_id, f.place_id
          from facts f
          join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
          where f.tenant_id = ${reader.tenant} and ${inArray(sql`f.series_id`, [...seriesIds])}
            and ${inArray(sql`f.period_id`, [...periodIds])} and f.state not in (${absent[0]}, ${absent[1]})
        ) h
        join places p on p.tenant_id = ${reader.tenant} and p.id = h.place_id and ${inArray(sql`p.kind`, [...expectedKinds])}
        join periods t on t.tenant_id = ${reader.tenant} and t.id = h.period_id and ${existed(sql`t.end_date`)}
        group by 1, 2, 3`,
  )
  const found = new Map<string, Record<string, number>>()
  for (const row of rows) {
    const key = `${row.series_id} ${row.period_id}`
    const counts = found.get(key) ?? {}
    counts[row.kind] = row.places
    found.set(key, counts)
  }
  return found
}

/** For which kinds of places each series has ever come, in whatever period. */
export async function listKindsEver(
  reader: Reader,
  seriesIds: readonly number[],
): Promise<ReadonlyMap<number, readonly PlaceKind[]>> {
  if (seriesIds.length === 0) return new Map()
  const rows = await rowsOf<{ series_id: number; kind: PlaceKind }>(
    reader,
    sql`select s.id as series_id, p.kind
        from series s
        cross join (select distinct kind from places
                    where tenant_id = ${reader.tenant} and ${inArray(sql`kind`, [...expectedKinds])}) p
        where s.tenant_id = ${reader.tenant} and ${inArray(sql`s.id`, [...seriesIds])} and exists (
          select from facts f
          join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
          join places o on o.tenant_id = f.tenant_id and o.id = f.place_id and o.kind = p.kind
          where f.tenant_id = s.tenant_id and f.series_id = s.id and f.state not in (${absent[0]}, ${absent[1]}))`,
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.series_id)].map(([id, list]) => [id, list.map(({ kind }) => kind)]),
  )
}

/** How many places of each kind there were on these days (ISO dates). */
export async function countPlaces(
  reader: Reader,
  days: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  const rows = await rowsOf<{ day: string; kind: PlaceKind; places: number }>(
    reader,
    sql`select w.day::text as day, p.kind, count(*)::int as places
        from unnest(${sql.param([...new Set(days)])}::date[]) as w (day)
        join places p on p.tenant_id = ${reader.tenant} and ${inArray(sql`p.kind`, [...expectedKinds])}
          and ${existed(sql`w.day`)}
        group by 1, 2`,
  )
  return new Map(
    [...Map.groupBy(rows, ({ day }) => day)].map(([day, list]) => [
      day,
      Object.fromEntries(list.map(({ kind, places }) => [kind, places])),
    ]),
  )
}

export type PlaceRow = {
  readonly placeId: number
  readonly name: string
  readonly kind: PlaceKind
  /** By period: whether there is an entry; undefined where the place did not exist. */
  readonly there: ReadonlyMap<number, boolean>
}

/** For each place whether one series has an entry in each period: the look behind a cell of the matrix. */
export async function listPlacePresence(
  reader: Reader,
  seriesId: number,
  periodIds: readonly number[],
): Promise<PlaceRow[]> {
  if (periodIds.length === 0) return []
  const rows = await rowsOf<{ id: number; name: string; kind: PlaceKind; period_id: number; there: boolean }>(
    reader,
    sql`select p.id, p.name, p.kind, t.id as period_id, exists (
          select from facts f
          join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
          where f.tenant_id = ${reader.tenant} and f.series_id = ${seriesId} and f.period_id = t.id
            and f.place_id = p.id and f.state not in (${absent[0]}, ${absent[1]})) as there
        from places p
        join periods t on t.tenant_id = p.tenant_id and ${inArray(sql`t.id`, [...periodIds])} and ${existed(sql`t.end_date`)}
        where p.tenant_id = ${reader.tenant} and ${inArray(sql`p.kind`, [...expectedKinds])}
        order by p.position, p.id`,
  )
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((list) => ({
    placeId: list[0]!.id,
    name: list[0]!.name,
    kind: list[0]!.kind,
    there: new Map(list.map(({ period_id: period, there }) => [period, there])),
  }))
}

/** The newest period of each source that a released delivery holds figures for, and when its last delivery came (ISO date). */
export async function listNewest(
  reader: Reader,
): Promise<
  ReadonlyMap<number, { readonly newest: Period | undefined; readonly receivedOn: string | undefined }>
> {
  const periods = await rowsOf<{
    source_id: number
    kind: Period['kind']
    key: string
    start: string
    end: string
  }>(
    reader,
    sql`select distinct on (s.source_id) s.source_id, n.kind, n.key, n.start_date::text as start, n.end_date::text as end
        from series s
        cross join lateral (
          select t.kind, t.key, t.start_date, t.end_date from periods t
          where t.tenant_id = s.tenant_id and t.kind = s.period_kind and exists (
            select from facts f
            join deliveries d on d.tenant_id = f.tenant_id and d.id = f.delivery_id and d.state = 'released'
            where f.tenant_id = s.tenant_id and f.series_id = s.id and f.period_id = t.id
              and f.state not in (${absent[0]}, ${absent[1]}))
          order by t.end_date desc limit 1) n
        where s.tenant_id = ${reader.tenant}
        order by s.source_id, n.end_date desc`,
  )
  const received = await rowsOf<{ source_id: number; received_on: string }>(
    reader,
    sql`select source_id, max(received_on)::text as received_on from deliveries
        where tenant_id = ${reader.tenant} and state = 'released' group by 1`,
  )
  const days = new Map(received.map((row) => [row.source_id, row.received_on]))
  const newest = new Map(periods.map(({ source_id: id, ...period }) => [id, period]))
  return new Map(
    [...new Set([...days.keys(), ...newest.keys()])].map((id) => [
      id,
      { newest: newest.get(id), receivedOn: days.get(id) },
    ]),
  )
}
