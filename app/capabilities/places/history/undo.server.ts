import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChanges,
  listScopeUses,
  recordAudit,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { lineageOf, type Place, type PlaceChange } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { readPlaceStates } from '../placeStates.server.ts'
import {
  placeAliases,
  placeChanges,
  placeKeys,
  placeLinks,
  placeSuccessions,
  places,
} from '../places.table.ts'
import { listPlaceChanges, listSuccessions } from './history.server.ts'
import { lockPlaces, type PlaceUses, takeParentBack } from './making.server.ts'

export type Undone =
  | { readonly done: 'undone' }
  | { readonly refused: 'gone' }
  /** Something was built on it: figures, targets or rights of a new place, or a later change. */
  | { readonly refused: 'built-on'; readonly place: string }

type Situation = {
  readonly all: readonly Place[]
  readonly change: PlaceChange
  /** Places that began with the change, or the place that was renamed or moved. */
  readonly results: readonly Place[]
  readonly formers: readonly Place[]
}

async function look(reader: Reader, changeId: number): Promise<Situation | undefined> {
  const change = (await listPlaceChanges(reader)).find(({ id }) => id === changeId)
  if (!change) return undefined
  const all = await listPlaces(reader)
  const successions = (await listSuccessions(reader)).filter((one) => one.changeId === changeId)
  const ids = (pick: 'formerId' | 'successorId') => new Set(successions.map((one) => one[pick]))
  const of = (set: ReadonlySet<number>) => all.filter(({ id }) => set.has(id))
  return {
    all,
    change,
    results: change.placeId === undefined ? of(ids('successorId')) : of(new Set([change.placeId])),
    formers: of(ids('formerId')),
  }
}

/** The first place with which somebody has gone on since. */
async function findBuiltOn(
  reader: Reader,
  situation: Situation,
  usesOf: PlaceUses,
): Promise<Place | undefined> {
  const { change, results } = situation
  const later = (await listPlaceChanges(reader)).filter(
    (one) =>
      one.happenedOn > change.happenedOn || (one.happenedOn === change.happenedOn && one.id > change.id),
  )
  const successions = await listSuccessions(reader)
  const goesOn = ({ id }: Place) =>
    later.some((one) => one.placeId === id) ||
    successions.some((one) => one.formerId === id && one.changeId !== change.id)
  const gone = results.find(goesOn)
  if (gone || change.kind === 'renamed') return gone
  const uses = await usesOf(reader)
  if (change.kind === 'moved')
    return results.find(({ id }) => (uses.get(id)?.lastDay ?? '') >= change.happenedOn)
  const rights = await listScopeUses(reader, 'places')
  const isUsed = ({ id, key }: Place) => {
    const use = uses.get(id)
    const limited = rights.get(key)
    return (
      (use?.figures ?? 0) + (use?.targets ?? 0) > 0 ||
      (limited !== undefined && limited.rights + limited.invitations + limited.groups > 0)
    )
  }
  const newcomers = situation.all.filter(
    (place) =>
      place.validFrom !== undefined &&
      place.validFrom >= change.happenedOn &&
      !results.includes(place) &&
      results.some(({ id }) => id === place.parentId),
  )
  return results.find(isUsed) ?? newcomers[0]
}

/** Whether a change can be taken back, and why not; for the page that offers it. */
export async function canUndo(reader: Reader, changeId: number, usesOf: PlaceUses): Promise<boolean> {
  const found = await look(reader, changeId)
  return found !== undefined && (await findBuiltOn(reader, found, usesOf)) === undefined
}

/** Takes a change back as if it had not been, as long as nobody has built on it. */
export async function undoChange(
  writer: Writer,
  actor: Actor,
  changeId: number,
  usesOf: PlaceUses,
  now: Date,
): Promise<Undone> {
  await lockPlaces(writer)
  const found = await look(writer, changeId)
  if (!found) return { refused: 'gone' }
  const { all, change, results, formers } = found
  const concerned = [...results, ...formers]
  demand(actor, 'places.edit', { places: concerned.map((place) => lineageOf(all, place)) })
  const obstacle = await findBuiltOn(writer, found, usesOf)
  if (obstacle) return { refused: 'built-on', place: obstacle.name }
  const before = await readPlaceStates(writer)
  if (change.kind === 'renamed') await takeNameBack(writer, change)
  else if (change.kind === 'moved') await takeParentBack(writer, change.placeId!, change.happenedOn)
  else await takePlacesBack(writer, found)
  const ofChange = and(eq(placeChanges.tenantId, writer.tenant), eq(placeChanges.id, changeId))
  await writer.db.delete(placeChanges).where(ofChange)
  await recordAudit(writer, actor, {
    action: 'places.undo',
    thing: `place ${concerned[0]?.key ?? ''}`,
    details: { ...describeChanges(before, await readPlaceStates(writer)), change: change.kind },
    at: now,
  })
  return { done: 'undone' }
}

async function takeNameBack(writer: Writer, change: PlaceChange): Promise<void> {
  await writer.db
    .update(places)
    .set({ name: change.formerName! })
    .where(and(eq(places.tenantId, writer.tenant), eq(places.id, change.placeId!)))
}

async function takePlacesBack(writer: Writer, { all, change, results, formers }: Situation): Promise<void> {
  const { tenant } = writer
  const gone = results.map(({ id }) => id)
  for (const child of all.filter(({ parentId }) => parentId !== undefined && gone.includes(parentId)))
    await takeParentBack(writer, child.id, change.happenedOn)
  await writer.db
    .delete(placeSuccessions)
    .where(and(eq(placeSuccessions.tenantId, tenant), eq(placeSuccessions.changeId, change.id)))
  for (const table of [placeAliases, placeKeys, placeLinks])
    await writer.db.delete(table).where(and(eq(table.tenantId, tenant), inArray(table.placeId, gone)))
  await writer.db.delete(places).where(and(eq(places.tenantId, tenant), inArray(places.id, gone)))
  const former = formers.map(({ id }) => id)
  await writer.db
    .update(places)
    .set({ validTo: null })
    .where(and(eq(places.tenantId, tenant), inArray(places.id, former)))
}
