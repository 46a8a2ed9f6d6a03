import { createHash } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { isSameFacility, type PlacePoint, type StoredPoint } from './point.ts'
import { placePoints } from './points.table.ts'

/** All facilities in German order of their names. */
export async function listPoints(reader: Reader): Promise<StoredPoint[]> {
  const rows = await reader.db
    .select()
    .from(placePoints)
    .where(eq(placePoints.tenantId, reader.tenant))
    .orderBy(asc(sql`${placePoints.name} collate german`), asc(placePoints.id))
  return rows.map(({ tenantId: _tenant, longitude, latitude, ...point }) => ({
    ...point,
    at: longitude === null || latitude === null ? undefined : [longitude, latitude],
  }))
}

export async function findPoint(reader: Reader, id: number): Promise<StoredPoint | undefined> {
  return (await listPoints(reader)).find((point) => point.id === id)
}

const rowOf = ({ kind, name, street, houseNumber, postcode, town, at, shown }: PlacePoint) => ({
  kind,
  name,
  street,
  houseNumber,
  postcode,
  town,
  longitude: at?.[0] ?? null,
  latitude: at?.[1] ?? null,
  shown,
})

const hashOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)

/** Stands in the form for what the person saw: whoever sends it after somebody else's change has another. */
export const markOf = (point: PlacePoint): string => hashOf(rowOf(point))
/** For all of them, as they are compared with a file that is read by some choices. */
export const markOfAll = (points: readonly StoredPoint[], choices: unknown): string =>
  hashOf([choices, points.map((point) => [point.id, rowOf(point)])])

/** Commands on the facilities of one tenant wait for each other: none comes twice, however fast two people are. */
export async function lockPoints(writer: Writer): Promise<void> {
  await writer.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`points ${writer.tenant}`}, 0))`,
  )
}

const ownRow = (writer: Writer, id: number) =>
  and(eq(placePoints.tenantId, writer.tenant), eq(placePoints.id, id))

/** Another facility of the same name at the same address. */
const twinOf = (points: readonly StoredPoint[], fields: PlacePoint, id?: number) =>
  points.find((point) => point.id !== id && isSameFacility(point, fields))

export async function createPoint(
  writer: Writer,
  actor: Actor,
  fields: PlacePoint,
  now: Date,
): Promise<{ readonly id: number } | { readonly refused: 'taken' }> {
  demand(actor, 'places.edit', wholeTenant)
  await lockPoints(writer)
  if (twinOf(await listPoints(writer), fields)) return { refused: 'taken' }
  const [row] = await writer.db
    .insert(placePoints)
    .values({ tenantId: writer.tenant, ...rowOf(fields) })
    .returning({ id: placePoints.id })
  const { id } = row!
  await recordAudit(writer, actor, {
    action: 'places.point-create',
    thing: `place-point ${id}`,
    details: describeChange(undefined, rowOf(fields)),
    at: now,
  })
  return { id }
}

export type PointChanged =
  | { readonly done: 'changed' | 'unchanged' }
  | { readonly refused: 'gone' }
  | { readonly refused: 'taken' }
  /** Somebody else has changed it since this person opened the form. */
  | { readonly refused: 'overtaken'; readonly present: StoredPoint }

export async function changePoint(
  writer: Writer,
  actor: Actor,
  change: { readonly id: number; readonly mark: string; readonly fields: PlacePoint },
  now: Date,
): Promise<PointChanged> {
  demand(actor, 'places.edit', wholeTenant)
  await lockPoints(writer)
  const { id, mark, fields } = change
  const points = await listPoints(writer)
  const former = points.find((point) => point.id === id)
  if (!former) return { refused: 'gone' }
  if (markOf(former) === markOf(fields)) return { done: 'unchanged' }
  if (markOf(former) !== mark) return { refused: 'overtaken', present: former }
  if (twinOf(points, fields, id)) return { refused: 'taken' }
  await writer.db.update(placePoints).set(rowOf(fields)).where(ownRow(writer, id))
  await recordAudit(writer, actor, {
    action: 'places.point-change',
    thing: `place-point ${id}`,
    details: describeChange(rowOf(former), rowOf(fields)),
    at: now,
  })
  return { done: 'changed' }
}

/** Removes a facility, unless somebody has changed it since the person looked at it. */
export async function removePoint(
  writer: Writer,
  actor: Actor,
  { id, mark }: { readonly id: number; readonly mark: string },
  now: Date,
): Promise<
  | { readonly done: 'removed' }
  | { readonly refused: 'gone' }
  | { readonly refused: 'overtaken'; readonly present: StoredPoint }
> {
  demand(actor, 'places.edit', wholeTenant)
  await lockPoints(writer)
  const former = await findPoint(writer, id)
  if (!former) return { refused: 'gone' }
  if (markOf(former) !== mark) return { refused: 'overtaken', present: former }
  await writer.db.delete(placePoints).where(ownRow(writer, id))
  await recordAudit(writer, actor, {
    action: 'places.point-remove',
    thing: `place-point ${id}`,
    details: describeChange(rowOf(former), undefined),
    at: now,
  })
  return { done: 'removed' }
}

export type PointsToStore = {
  readonly file: { readonly name: string; readonly sha256: string }
  readonly added: readonly PlacePoint[]
  readonly changed: readonly StoredPoint[]
  readonly removed: readonly StoredPoint[]
}

const atOnce = 1_000

/** Stores what a list of facilities brings; the caller holds the lock. A list that changes nothing leaves an entry too: it was read. */
export async function storePoints(
  writer: Writer,
  actor: Actor,
  { file, added, changed, removed }: PointsToStore,
  now: Date,
): Promise<void> {
  demand(actor, 'places.edit', wholeTenant)
  for (let from = 0; from < added.length; from += atOnce)
    await writer.db
      .insert(placePoints)
      .values(added.slice(from, from + atOnce).map((point) => ({ tenantId: writer.tenant, ...rowOf(point) })))
  for (const point of changed)
    await writer.db.update(placePoints).set(rowOf(point)).where(ownRow(writer, point.id))
  for (const { id } of removed) await writer.db.delete(placePoints).where(ownRow(writer, id))
  await recordAudit(writer, actor, {
    action: 'places.points',
    thing: 'place-points',
    details: {
      before: { removed: removed.map(({ id, name }) => `${name} (${id})`) },
      after: {
        file: file.name,
        sha256: file.sha256,
        added: added.length,
        changed: changed.map(({ id, name }) => `${name} (${id})`),
      },
    },
    at: now,
  })
}
