import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  type AuditAction,
  demand,
  describeChanges,
  listScopeUses,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { createPlaceAliases } from '../aliases.server.ts'
import { isSameName, tidyName } from '../history/change.ts'
import { insertPlaces, lockPlaces, type PlaceUses } from '../history/making.server.ts'
import { lineageOf, type Place } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { readPlaceStates } from '../placeStates.server.ts'
import { placeAliases, placeKeys, placeLinks, placeSuccessions, places } from '../places.table.ts'
import type { PlaceFields } from './placeForm.ts'
import type { ListedPlace } from './placeListForm.ts'

type States = Awaited<ReturnType<typeof readPlaceStates>>

async function record(
  writer: Writer,
  actor: Actor,
  before: States,
  action: AuditAction,
  thing: string,
  now: Date,
) {
  await recordAudit(writer, actor, {
    action,
    thing,
    details: describeChanges(before, await readPlaceStates(writer)),
    at: now,
  })
}

const lineagesOf = (all: readonly Place[], list: readonly Place[]) => ({
  places: list.map((place) => lineageOf(all, place)),
})

/** A town with parts has somewhere to book what no office can assign. */
async function ensureUnassigned(writer: Writer, parent: Place | undefined): Promise<void> {
  if (!parent || (parent.kind !== 'town' && parent.kind !== 'county')) return
  const all = await listPlaces(writer)
  if (all.some((place) => place.kind === 'unassigned' && place.parentId === parent.id)) return
  const name = 'nicht zuordenbar'
  await insertPlaces(writer, [{ name, kind: 'unassigned', parentId: parent.id }], undefined)
}

export type Added = { readonly keys: readonly string[] } | { readonly refused: 'no-parent' | 'name-taken' }

/** Creates one place; its key is made from its name and stays. */
export async function addPlace(writer: Writer, actor: Actor, fields: PlaceFields, now: Date): Promise<Added> {
  await lockPlaces(writer)
  const all = await listPlaces(writer)
  const parent = all.find(({ key }) => key === fields.parent)
  demand(actor, 'places.edit', parent ? lineagesOf(all, [parent]) : wholeTenant)
  if (fields.parent !== undefined && !parent) return { refused: 'no-parent' }
  const isTwin = (place: Place) =>
    place.parentId === parent?.id && place.validTo === undefined && isSameName(place.name, fields.name)
  if (all.some(isTwin)) return { refused: 'name-taken' }
  const before = await readPlaceStates(writer)
  const planned = { ...fields, parentId: parent?.id }
  const created = await insertPlaces(writer, [planned], undefined)
  if (fields.kind === 'area' || fields.kind === 'town') await ensureUnassigned(writer, parent)
  await record(writer, actor, before, 'places.create', `place ${created[0]!.key}`, now)
  return { keys: created.map(({ key }) => key) }
}

/** Creates the places of a list with their keys (`system`: whose keys they are), all or none. */
export async function addPlaces(
  writer: Writer,
  actor: Actor,
  order: { readonly list: readonly ListedPlace[]; readonly system: string },
  now: Date,
): Promise<Added> {
  demand(actor, 'places.edit', wholeTenant)
  await lockPlaces(writer)
  const living = new Map(
    (await listPlaces(writer)).flatMap(({ key, id, validTo }) =>
      validTo === undefined ? [[key, id] as const] : [],
    ),
  )
  // Only a throw takes back what was stored, so who is refused must be known before anything is.
  if (order.list.some(({ parentKey }) => parentKey !== undefined && !living.has(parentKey)))
    return { refused: 'no-parent' }
  const before = await readPlaceStates(writer)
  const keys: string[] = []
  const made = new Map<string, number>()
  const parents = new Set<number>()
  for (const { line, name, kind, parent, parentKey, key } of order.list) {
    const parentId = parentKey === undefined ? made.get(parent) : living.get(parentKey)
    if (parentId === undefined) throw new Error(`Line ${line} stands under a place that no line before names`)
    const [created] = await insertPlaces(writer, [{ name, kind, parentId }], undefined)
    made.set(name, created!.id)
    if (kind !== 'quarter') parents.add(parentId)
    if (key !== undefined)
      await writer.db
        .insert(placeKeys)
        .values({ tenantId: writer.tenant, system: order.system, key, placeId: created!.id })
    keys.push(created!.key)
  }
  const all = await listPlaces(writer)
  for (const place of all) if (parents.has(place.id)) await ensureUnassigned(writer, place)
  await record(writer, actor, before, 'places.create', 'places', now)
  return { keys }
}

export type Changed =
  | { readonly done: 'changed' | 'unchanged' }
  | { readonly refused: 'gone' | 'begins-by-change' }

/** Corrects what is known of a place; a name that was right until a day is changed by `renamePlace`. */
export async function changePlace(
  writer: Writer,
  actor: Actor,
  order: { readonly key: string; readonly fields: PlaceFields },
  now: Date,
): Promise<Changed> {
  const { key, fields } = order
  await lockPlaces(writer)
  const all = await listPlaces(writer)
  const place = all.find((one) => one.key === key)
  if (!place) return { refused: 'gone' }
  demand(actor, 'places.edit', lineagesOf(all, [place]))
  const before = await readPlaceStates(writer)
  const { name, ags, tile, validFrom } = fields
  const values = {
    name,
    ags: ags ?? null,
    tileColumn: tile?.column ?? null,
    tileRow: tile?.row ?? null,
    validFrom: validFrom ?? null,
  }
  const isSame =
    place.name === name &&
    place.ags === ags &&
    place.validFrom === validFrom &&
    place.tile?.column === tile?.column &&
    place.tile?.row === tile?.row
  if (isSame) return { done: 'unchanged' }
  if (place.validFrom !== validFrom && (await beginsByChange(writer, place)))
    return { refused: 'begins-by-change' }
  await writer.db
    .update(places)
    .set(values)
    .where(and(eq(places.tenantId, writer.tenant), eq(places.id, place.id)))
  await record(writer, actor, before, 'places.change', `place ${key}`, now)
  return { done: 'changed' }
}

/** A place that came out of a split or merger begins on the day of that. */
async function beginsByChange(writer: Writer, place: Place): Promise<boolean> {
  const [row] = await writer.db
    .select({ id: placeSuccessions.changeId })
    .from(placeSuccessions)
    .where(and(eq(placeSuccessions.tenantId, writer.tenant), eq(placeSuccessions.successorId, place.id)))
    .limit(1)
  return row !== undefined
}

export type Removed =
  | { readonly done: 'removed' }
  | { readonly refused: 'gone' }
  | { readonly refused: 'used'; readonly by: 'figures' | 'targets' | 'parts' | 'rights' | 'history' }

/** Removes a place that was made by mistake: nothing may refer to it. */
export async function removePlace(
  writer: Writer,
  actor: Actor,
  key: string,
  usesOf: PlaceUses,
  now: Date,
): Promise<Removed> {
  await lockPlaces(writer)
  const all = await listPlaces(writer)
  const place = all.find((one) => one.key === key)
  if (!place) return { refused: 'gone' }
  demand(actor, 'places.edit', lineagesOf(all, [place]))
  const use = (await usesOf(writer)).get(place.id)
  const rights = (await listScopeUses(writer, 'places')).get(key)
  if ((use?.figures ?? 0) > 0) return { refused: 'used', by: 'figures' }
  if ((use?.targets ?? 0) > 0) return { refused: 'used', by: 'targets' }
  if (rights && rights.rights + rights.invitations + rights.groups > 0)
    return { refused: 'used', by: 'rights' }
  const isBelow = ({ parentId, formerParents }: Place) =>
    parentId === place.id || (formerParents?.some((former) => former.parentId === place.id) ?? false)
  if (all.some(isBelow)) return { refused: 'used', by: 'parts' }
  const hasHistory = place.validTo !== undefined || place.formerParents || place.formerNames
  if (hasHistory || (await beginsByChange(writer, place))) return { refused: 'used', by: 'history' }
  const before = await readPlaceStates(writer)
  for (const table of [placeAliases, placeKeys, placeLinks])
    await writer.db.delete(table).where(and(eq(table.tenantId, writer.tenant), eq(table.placeId, place.id)))
  await writer.db.delete(places).where(and(eq(places.tenantId, writer.tenant), eq(places.id, place.id)))
  await record(writer, actor, before, 'places.remove', `place ${key}`, now)
  return { done: 'removed' }
}

export type Named =
  | { readonly done: 'changed' }
  | { readonly refused: 'gone' | 'no-text' | 'taken'; readonly place?: string }

/** A spelling or key of a place, added or taken away. */
export type Naming = {
  readonly key: string
  readonly kind: 'alias' | 'key'
  readonly text: string
  /** Of a spelling: key of the source, '' for all. Of a key: whose key it is. */
  readonly of: string
}

async function findNamed(writer: Writer, actor: Actor, key: string) {
  await lockPlaces(writer)
  const all = await listPlaces(writer)
  const place = all.find((one) => one.key === key)
  if (place) demand(actor, 'places.edit', lineagesOf(all, [place]))
  return { all, place }
}

/** Adds a spelling or a key. A spelling belongs to one place within a source, a key to one living place within its system. */
export async function addNaming(writer: Writer, actor: Actor, naming: Naming, now: Date): Promise<Named> {
  const [text, of] = [tidyName(naming.text), tidyName(naming.of)]
  const { all, place } = await findNamed(writer, actor, naming.key)
  if (!place) return { refused: 'gone' }
  if (text === '' || text.length > 200 || of.length > 100 || (naming.kind === 'key' && of === ''))
    return { refused: 'no-text' }
  const before = await readPlaceStates(writer)
  const tenantId = writer.tenant
  const table = naming.kind === 'alias' ? placeAliases : placeKeys
  const known =
    naming.kind === 'alias'
      ? await writer.db
          .select({ placeId: placeAliases.placeId })
          .from(table)
          .where(
            and(
              eq(placeAliases.tenantId, tenantId),
              eq(placeAliases.source, of),
              eq(placeAliases.alias, text),
            ),
          )
      : await writer.db
          .select({ placeId: placeKeys.placeId })
          .from(table)
          .innerJoin(
            places,
            and(
              eq(places.tenantId, placeKeys.tenantId),
              eq(places.id, placeKeys.placeId),
              isNull(places.validTo),
            ),
          )
          .where(and(eq(placeKeys.tenantId, tenantId), eq(placeKeys.system, of), eq(placeKeys.key, text)))
  const other = known.find(({ placeId }) => placeId !== place.id)
  if (other) return { refused: 'taken', place: all.find(({ id }) => id === other.placeId)?.name ?? '' }
  if (naming.kind === 'alias') await createPlaceAliases(writer, [{ alias: text, placeId: place.id }], of)
  else
    await writer.db
      .insert(placeKeys)
      .values({ tenantId, system: of, key: text, placeId: place.id })
      .onConflictDoNothing()
  await record(writer, actor, before, 'places.change', `place ${place.key}`, now)
  return { done: 'changed' }
}

/** Takes a spelling or key away; one that isn't there is gone already. */
export async function removeNaming(writer: Writer, actor: Actor, naming: Naming, now: Date): Promise<Named> {
  const { place } = await findNamed(writer, actor, naming.key)
  if (!place) return { refused: 'gone' }
  const before = await readPlaceStates(writer)
  const tenantId = writer.tenant
  if (naming.kind === 'alias')
    await writer.db
      .delete(placeAliases)
      .where(
        and(
          eq(placeAliases.tenantId, tenantId),
          eq(placeAliases.placeId, place.id),
          eq(placeAliases.alias, naming.text),
          eq(placeAliases.source, naming.of),
        ),
      )
  else
    await writer.db
      .delete(placeKeys)
      .where(
        and(
          eq(placeKeys.tenantId, tenantId),
          eq(placeKeys.placeId, place.id),
          eq(placeKeys.key, naming.text),
          eq(placeKeys.system, naming.of),
        ),
      )
  await record(writer, actor, before, 'places.change', `place ${place.key}`, now)
  return { done: 'changed' }
}
