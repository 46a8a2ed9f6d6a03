import { createHash } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { placeAliases, placeLinks, places } from './places.table.ts'

type State = Readonly<Record<string, unknown>>

/** Everything about the tenant's places but their boundaries, by key: what the audit trail compares before and after. */
export async function readPlaceStates(reader: Reader): Promise<ReadonlyMap<string, State>> {
  const { tenantId, id, key, name, kind, ags, position, tileColumn, tileRow, invented } = places
  const rows = await reader.db
    .select({ id, key, name, kind, ags, position, tileColumn, tileRow, invented })
    .from(places)
    .where(eq(tenantId, reader.tenant))
  const keys = new Map(rows.map((row) => [row.id, row.key]))
  const links = await reader.db
    .select({
      placeId: placeLinks.placeId,
      hierarchy: placeLinks.hierarchy,
      parentId: placeLinks.parentId,
    })
    .from(placeLinks)
    .where(eq(placeLinks.tenantId, reader.tenant))
  const aliases = await reader.db
    .select({ placeId: placeAliases.placeId, alias: placeAliases.alias })
    .from(placeAliases)
    .where(eq(placeAliases.tenantId, reader.tenant))
  const parents = Map.groupBy(links, ({ placeId }) => placeId)
  const names = Map.groupBy(aliases, ({ placeId }) => placeId)
  return new Map(
    rows.map(({ id: placeId, key: own, ...fields }) => [
      own,
      {
        ...fields,
        parent: Object.fromEntries(
          (parents.get(placeId) ?? []).map(({ hierarchy, parentId }) => [hierarchy, keys.get(parentId)]),
        ),
        aliases: (names.get(placeId) ?? []).map(({ alias }) => alias).toSorted(),
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
