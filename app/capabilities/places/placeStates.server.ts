import { createHash } from 'node:crypto'
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { placeAliases, placeKeys, placeLinks, places } from './places.table.ts'

type State = Readonly<Record<string, unknown>>

/** Everything about the tenant's places but their boundaries, by key: what the audit trail compares before and after. */
export async function readPlaceStates(reader: Reader): Promise<ReadonlyMap<string, State>> {
  const { tenantId, id, key, name, kind, ags, position, tileColumn, tileRow, invented } = places
  const { validFrom, validTo } = places
  const rows = await reader.db
    .select({ id, key, name, kind, ags, position, validFrom, validTo, tileColumn, tileRow, invented })
    .from(places)
    .where(eq(tenantId, reader.tenant))
  const placeOf = new Map(rows.map((row) => [row.id, row.key]))
  const links = await reader.db
    .select()
    .from(placeLinks)
    .where(eq(placeLinks.tenantId, reader.tenant))
    .orderBy(asc(placeLinks.validFrom))
  const aliases = await reader.db.select().from(placeAliases).where(eq(placeAliases.tenantId, reader.tenant))
  const keys = await reader.db.select().from(placeKeys).where(eq(placeKeys.tenantId, reader.tenant))
  const parents = Map.groupBy(links, ({ placeId }) => placeId)
  const names = Map.groupBy(aliases, ({ placeId }) => placeId)
  const keysOf = Map.groupBy(keys, ({ placeId }) => placeId)
  return new Map(
    rows.map(({ id: placeId, key: own, ...fields }) => [
      own,
      {
        ...fields,
        parent: Object.fromEntries(
          (parents.get(placeId) ?? []).map((link) => [
            link.validTo === null ? link.hierarchy : `${link.hierarchy} ${link.validTo}`,
            placeOf.get(link.parentId),
          ]),
        ),
        aliases: (names.get(placeId) ?? [])
          .map(({ source, alias }) => (source === '' ? alias : `${alias} (${source})`))
          .toSorted(),
        keys: (keysOf.get(placeId) ?? []).map((one) => `${one.system}: ${one.key}`).toSorted(),
      },
    ]),
  )
}

/** SHA-256 of each place's boundary, by key: the trail says that one changed, not each of its thousand corners. */
export async function readBoundaryStates(reader: Reader): Promise<ReadonlyMap<string, State>> {
  const rows = await reader.db
    .select({ key: places.key, boundary: places.boundary })
    .from(places)
    .where(and(eq(places.tenantId, reader.tenant), isNotNull(places.boundary)))
  const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
  return new Map(rows.map(({ key, boundary }) => [key, { boundary: hash(boundary) }]))
}
