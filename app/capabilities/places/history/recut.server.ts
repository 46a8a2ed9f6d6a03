import type { Actor } from '#app/capabilities/accounts/account.ts'
import type { Writer } from '#app/platform/database.server.ts'
import type { Place } from '../place.ts'
import { readPlaceStates } from '../placeStates.server.ts'
import { placeSuccessions } from '../places.table.ts'
import type { Decision } from './change.ts'
import { changeParent, endPlace, insertChange, insertPlaces, type PlaceUses } from './making.server.ts'
import { heirsOf, isSound, type Recut } from './recut.ts'
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

/** Whether places can be cut anew together: several of the same kind in the same place. */
export function areAlike(places: readonly Place[]): boolean {
  const [first] = places
  return (
    first !== undefined &&
    places.length >= 2 &&
    places.every(({ kind, parentId }) => kind === first.kind && parentId === first.parentId)
  )
}

/**
 * Ends places of the same kind under the same parent and begins others in their stead, each made of parts of them. One that
 * keeps its name is a new place of that name. What lies in an old one goes to the new one that `childParts` names, else to the
 * first that gets something of it.
 */
export async function recutPlaces(
  writer: Writer,
  actor: Actor,
  order: { readonly recut: Recut; readonly decision: Decision },
  usesOf: PlaceUses,
  now: Date,
): Promise<Done | Refused> {
  const { recut, decision } = order
  const day = decision.happenedOn
  const found = await beginChange(writer, actor, [...new Set(recut.rows.map(({ key }) => key))])
  if (!found) return { refused: 'gone' }
  const formers = found.concerned
  const [first] = formers as [Place]
  if (!areAlike(formers) || formers.length !== recut.rows.length) return { refused: 'not-alike' }
  if (!isSound(recut)) return { refused: 'not-sound' }
  const children = childrenOf(found, day)
  const obstacle = (await findObstacle(writer, formers, day, usesOf)) ?? findMovedSince(children, day)
  if (obstacle) return obstacle
  const taken = findTaken(recut.names, found, day)
  if (taken !== undefined) return { refused: 'name-taken', name: taken }
  const before = await readPlaceStates(writer)
  const changeId = await insertChange(writer, { kind: 'recut', ...decision }, now)
  const heirs = heirsOf(recut, formers)
  const created = await insertPlaces(
    writer,
    recut.names.map((name, position) => ({
      name,
      kind: first.kind,
      parentId: first.parentId,
      validFrom: day,
      tile: formers.find(({ key }) => key === heirs.get(position))?.tile,
    })),
    first.id,
  )
  for (const { id } of formers) await endPlace(writer, id, day)
  await writer.db.insert(placeSuccessions).values(
    recut.rows.flatMap(({ parts, whole }, row) =>
      parts.flatMap((part, column) =>
        part === undefined
          ? []
          : [
              {
                tenantId: writer.tenant,
                formerId: formers[row]!.id,
                successorId: created[column]!.id,
                changeId,
                part,
                whole,
              },
            ],
      ),
    ),
  )
  for (const child of children) {
    const parts = recut.rows[formers.findIndex(({ id }) => id === child.parentId)]!.parts
    const position = recut.childParts.get(child.key) ?? parts.findIndex((part) => part !== undefined)
    await changeParent(writer, child.id, created[position]!.id, day)
  }
  await copyInvented(writer, formers, created)
  const thing = `place ${created[0]!.key}`
  await recordChange(writer, actor, before, { action: 'places.recut', thing, decision, now })
  return { changeId, keys: created.map(({ key }) => key) }
}
