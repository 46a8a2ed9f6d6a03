import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand } from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { lineageOf, type Place } from '../place.ts'
import { readPlaceStates } from '../placeStates.server.ts'
import { placeSuccessions, places } from '../places.table.ts'
import { holdsOn } from '../validity.ts'
import { type Decision, isParentFor, isSameName, type Split } from './change.ts'
import {
  changeParent,
  endPlace,
  insertChange,
  insertPlaces,
  isWithin,
  type PlaceUses,
} from './making.server.ts'
import {
  beginChange,
  childrenOf,
  copyInvented,
  type Done,
  findMovedSince,
  findObstacle,
  findTaken,
  type Refused,
  recordChange,
} from './steps.server.ts'

/*
 * What happens to places in the course of time. Nothing is overwritten: a place ends, others begin, and what was counted
 * stays with the place that it was counted for. None of it is possible where figures say otherwise already: those of a
 * later day would belong to a place that is no more.
 */

/**
 * Ends a place and begins those that it falls into, each with its share. What lies in it goes to the part that `childParts`
 * names by its position (by key of the child), else to the first one.
 */
export async function splitPlace(
  writer: Writer,
  actor: Actor,
  order: {
    readonly key: string
    readonly split: Split
    readonly decision: Decision
    readonly childParts?: ReadonlyMap<string, number>
  },
  usesOf: PlaceUses,
  now: Date,
): Promise<Done | Refused> {
  const { key, split, decision, childParts } = order
  const day = decision.happenedOn
  const found = await beginChange(writer, actor, [key])
  if (!found) return { refused: 'gone' }
  const [former] = found.concerned as [Place]
  const children = childrenOf(found, day)
  const obstacle = (await findObstacle(writer, found.concerned, day, usesOf)) ?? findMovedSince(children, day)
  if (obstacle) return obstacle
  const taken = findTaken(
    split.parts.map(({ name }) => name),
    found,
    day,
  )
  if (taken !== undefined) return { refused: 'name-taken', name: taken }
  const before = await readPlaceStates(writer)
  const changeId = await insertChange(writer, { kind: 'split', ...decision }, now)
  // The part that keeps the name keeps its position on the tile map, else the first one.
  const heir = Math.max(
    0,
    split.parts.findIndex(({ name }) => isSameName(name, former.name)),
  )
  const created = await insertPlaces(
    writer,
    split.parts.map(({ name }, index) => ({
      name,
      kind: former.kind,
      parentId: former.parentId,
      validFrom: day,
      tile: index === heir ? former.tile : undefined,
    })),
    former.id,
  )
  await endPlace(writer, former.id, day)
  await writer.db.insert(placeSuccessions).values(
    created.map(({ id }, index) => ({
      tenantId: writer.tenant,
      formerId: former.id,
      successorId: id,
      changeId,
      part: split.parts[index]!.part,
      whole: split.whole,
    })),
  )
  for (const child of children) {
    const part = created[childParts?.get(child.key) ?? 0] ?? created[0]!
    await changeParent(writer, child.id, part.id, day)
  }
  await copyInvented(writer, found.concerned, created)
  await recordChange(writer, actor, before, { action: 'places.split', thing: `place ${key}`, decision, now })
  return { changeId, keys: created.map((one) => one.key) }
}

/** Ends places of the same kind under the same parent and begins one in their stead. */
export async function mergePlaces(
  writer: Writer,
  actor: Actor,
  order: { readonly keys: readonly string[]; readonly name: string; readonly decision: Decision },
  usesOf: PlaceUses,
  now: Date,
): Promise<Done | Refused> {
  const { name, decision } = order
  const day = decision.happenedOn
  const found = await beginChange(writer, actor, [...new Set(order.keys)])
  if (!found) return { refused: 'gone' }
  const [first] = found.concerned as [Place]
  const isAlike = ({ kind, parentId }: Place) => kind === first.kind && parentId === first.parentId
  if (found.concerned.length < 2 || !found.concerned.every(isAlike)) return { refused: 'not-alike' }
  const children = childrenOf(found, day)
  const obstacle = (await findObstacle(writer, found.concerned, day, usesOf)) ?? findMovedSince(children, day)
  if (obstacle) return obstacle
  if (findTaken([name], found, day) !== undefined) return { refused: 'name-taken', name }
  const before = await readPlaceStates(writer)
  const changeId = await insertChange(writer, { kind: 'merged', ...decision }, now)
  const { kind, parentId, tile } = found.concerned.find((place) => isSameName(place.name, name)) ?? first
  const created = await insertPlaces(writer, [{ name, kind, parentId, tile, validFrom: day }], first.id)
  const [whole] = created as [{ id: number; key: string }]
  for (const former of found.concerned) await endPlace(writer, former.id, day)
  await writer.db.insert(placeSuccessions).values(
    found.concerned.map((former) => ({
      tenantId: writer.tenant,
      formerId: former.id,
      successorId: whole.id,
      changeId,
      part: '1',
      whole: '1',
    })),
  )
  for (const child of children) await changeParent(writer, child.id, whole.id, day)
  await copyInvented(writer, found.concerned, created)
  await recordChange(writer, actor, before, {
    action: 'places.merge',
    thing: `place ${whole.key}`,
    decision,
    now,
  })
  return { changeId, keys: [whole.key] }
}

/** Gives a place another name from a day on. It stays the same place: its figures, targets and addresses go on. */
export async function renamePlace(
  writer: Writer,
  actor: Actor,
  order: { readonly key: string; readonly name: string; readonly decision: Decision },
  now: Date,
): Promise<Done | Refused> {
  const { key, name, decision } = order
  const day = decision.happenedOn
  const found = await beginChange(writer, actor, [key])
  if (!found) return { refused: 'gone' }
  const [place] = found.concerned as [Place]
  const last = place.formerNames?.at(-1)
  if (!isWithin(place, day) || (last !== undefined && last.until >= day))
    return { refused: 'not-there-then', place: place.name }
  if (place.name === name) return { refused: 'unchanged' }
  if (findTaken([name], found, day) !== undefined) return { refused: 'name-taken', name }
  const before = await readPlaceStates(writer)
  const change = { kind: 'renamed', placeId: place.id, formerName: place.name, ...decision } as const
  const changeId = await insertChange(writer, change, now)
  await writer.db
    .update(places)
    .set({ name })
    .where(and(eq(places.tenantId, writer.tenant), eq(places.id, place.id)))
  await recordChange(writer, actor, before, { action: 'places.rename', thing: `place ${key}`, decision, now })
  return { changeId, keys: [key] }
}

/** Puts a place under another parent from a day on (a quarter goes over to another area). */
export async function movePlace(
  writer: Writer,
  actor: Actor,
  order: { readonly key: string; readonly parent: string; readonly decision: Decision },
  usesOf: PlaceUses,
  now: Date,
): Promise<Done | Refused> {
  const { key, decision } = order
  const day = decision.happenedOn
  const found = await beginChange(writer, actor, [key])
  if (!found) return { refused: 'gone' }
  const [place] = found.concerned as [Place]
  const parent = found.all.find((one) => one.key === order.parent)
  if (!parent || place.parentId === undefined || !isParentFor(place, parent, found.all))
    return { refused: 'no-parent' }
  if (!holdsOn(parent, day) || parent.validTo !== undefined) return { refused: 'no-parent' }
  demand(actor, 'places.edit', { places: [lineageOf(found.all, parent)] })
  if (parent.id === place.parentId) return { refused: 'unchanged' }
  const obstacle =
    findMovedSince(found.concerned, day) ?? (await findObstacle(writer, found.concerned, day, usesOf))
  if (obstacle) return obstacle
  const before = await readPlaceStates(writer)
  const changeId = await insertChange(writer, { kind: 'moved', placeId: place.id, ...decision }, now)
  await changeParent(writer, place.id, parent.id, day)
  await recordChange(writer, actor, before, { action: 'places.move', thing: `place ${key}`, decision, now })
  return { changeId, keys: [key] }
}
