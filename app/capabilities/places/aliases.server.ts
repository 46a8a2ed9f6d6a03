import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { placeAliases, placeKeys } from './places.table.ts'

/** Stands in `place_aliases.source` for all sources. */
export const everySource = ''

/**
 * Spellings of places in the files of one source (its key) beside key and name, by place id. What was confirmed for the
 * source itself goes before what holds for all.
 */
export async function listPlaceAliases(
  reader: Reader,
  source: string,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader.db
    .select({ alias: placeAliases.alias, placeId: placeAliases.placeId })
    .from(placeAliases)
    .where(and(eq(placeAliases.tenantId, reader.tenant), inArray(placeAliases.source, [everySource, source])))
    .orderBy(asc(placeAliases.source), asc(placeAliases.alias))
  const places = new Map(rows.map(({ alias, placeId }) => [alias, placeId]))
  const byPlace = Map.groupBy([...places].toSorted(byText), ([, placeId]) => placeId)
  return new Map([...byPlace].map(([placeId, pairs]) => [placeId, pairs.map(([alias]) => alias)]))
}

const byText = ([one]: readonly [string, number], [other]: readonly [string, number]) =>
  one < other ? -1 : 1

export type PlaceAlias = { readonly source: string; readonly alias: string; readonly placeId: number }

/** Every spelling with the source it belongs to ('' for all), for those who keep them. */
export async function listAllPlaceAliases(reader: Reader): Promise<PlaceAlias[]> {
  const { source, alias, placeId } = placeAliases
  return reader.db
    .select({ source, alias, placeId })
    .from(placeAliases)
    .where(eq(placeAliases.tenantId, reader.tenant))
    .orderBy(asc(alias), asc(source))
}

/**
 * Remembers spellings for the next delivery; within a source a spelling belongs to one place, the latest confirmation holds.
 * Part of the command that confirmed them, which writes the audit entry.
 */
export async function createPlaceAliases(
  writer: Writer,
  aliases: readonly { readonly alias: string; readonly placeId: number }[],
  source: string,
): Promise<void> {
  const latest = new Map(aliases.map(({ alias, placeId }) => [alias.trim(), placeId]))
  const rows = [...latest]
    .filter(([alias]) => alias !== '')
    .map(([alias, placeId]) => ({ tenantId: writer.tenant, source, alias, placeId }))
  if (rows.length === 0) return
  await writer.db
    .insert(placeAliases)
    .values(rows)
    .onConflictDoUpdate({
      target: [placeAliases.tenantId, placeAliases.source, placeAliases.alias],
      set: { placeId: sql`excluded.place_id` },
    })
}

export type PlaceKey = { readonly system: string; readonly key: string }

/** Keys that offices give places beside the official one, by place id. A key can have gone over to a successor. */
export async function listPlaceKeys(reader: Reader): Promise<ReadonlyMap<number, readonly PlaceKey[]>> {
  const { system, key, placeId } = placeKeys
  const rows = await reader.db
    .select({ system, key, placeId })
    .from(placeKeys)
    .where(eq(placeKeys.tenantId, reader.tenant))
    .orderBy(asc(system), asc(key))
  const byPlace = Map.groupBy(rows, (row) => row.placeId)
  return new Map(
    [...byPlace].map(([id, list]) => [id, list.map((row) => ({ system: row.system, key: row.key }))]),
  )
}
