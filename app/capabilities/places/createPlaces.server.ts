import { sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, describeChanges, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { createPlaceAliases, everySource } from './aliases.server.ts'
import { lineageOf, type Place, type PlaceKind } from './place.ts'
import { listPlaces } from './placeList.server.ts'
import { readPlaceStates } from './placeStates.server.ts'
import { placeLinks, places, planning, sinceEver } from './places.table.ts'

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
    everySource,
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
    const placeId = ids.get(place.key)!
    return { tenantId: writer.tenant, hierarchy: planning, placeId, parentId, validFrom: sinceEver }
  })
  if (links.length === 0) return
  await writer.db
    .insert(placeLinks)
    .values(links)
    .onConflictDoUpdate({
      target: [placeLinks.tenantId, placeLinks.hierarchy, placeLinks.placeId, placeLinks.validFrom],
      set: { parentId: sql`excluded.parent_id` },
    })
}
