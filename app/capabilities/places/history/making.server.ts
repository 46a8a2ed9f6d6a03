import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Place, PlaceChangeKind, PlaceKind } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { placeChanges, placeLinks, places, planning, sinceEver } from '../places.table.ts'
import { dayBefore } from '../validity.ts'
import { type Decision, freePlaceKey } from './change.ts'

/* Steps that the commands on places share; each command asks for the right and records. */

/** Commands on the places of one tenant wait for each other. */
export async function lockPlaces(writer: Writer): Promise<void> {
  await writer.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`places ${writer.tenant}`}, 0))`,
  )
}

/** What refers to places, by their id; `app/tenantParts.server.ts` hands it in, because figures stand below. */
export type PlaceUse = {
  /** Stored figures, withdrawn ones among them. */
  readonly figures: number
  /** Last day of the latest period with figures that were not withdrawn. */
  readonly lastDay: string | undefined
  readonly targets: number
}
export type PlaceUses = (reader: Reader) => Promise<ReadonlyMap<number, PlaceUse>>

export type PlannedPlace = {
  readonly name: string
  readonly kind: PlaceKind
  readonly parentId: number | undefined
  readonly ags?: string | undefined
  readonly tile?: Place['tile']
  readonly validFrom?: string | undefined
  readonly invented?: boolean
}

/** Puts new places behind one that exists (`after`), else before "nicht zuordenbar", else to the end. */
export async function insertPlaces(
  writer: Writer,
  planned: readonly PlannedPlace[],
  after: number | undefined,
): Promise<readonly { readonly id: number; readonly key: string }[]> {
  const known = await listPlaces(writer)
  const taken = new Set(known.map(({ key }) => key))
  const order = await writer.db
    .select({ id: places.id, position: places.position })
    .from(places)
    .where(eq(places.tenantId, writer.tenant))
  const positions = new Map(order.map(({ id, position }) => [id, position]))
  const start = positionFor(known, positions, planned[0]?.parentId, after)
  await writer.db
    .update(places)
    .set({ position: sql`${places.position} + ${planned.length}` })
    .where(and(eq(places.tenantId, writer.tenant), gte(places.position, start)))
  const created: { id: number; key: string }[] = []
  for (const [index, place] of planned.entries()) {
    const key = freePlaceKey(place.name, place.validFrom?.slice(0, 4), taken)
    taken.add(key)
    const [row] = await writer.db
      .insert(places)
      .values({
        tenantId: writer.tenant,
        key,
        name: place.name,
        kind: place.kind,
        ags: place.ags,
        position: start + index,
        validFrom: place.validFrom,
        tileColumn: place.tile?.column,
        tileRow: place.tile?.row,
        invented: place.invented ?? false,
      })
      .returning({ id: places.id })
    created.push({ id: row!.id, key })
    if (place.parentId !== undefined)
      await writer.db.insert(placeLinks).values({
        tenantId: writer.tenant,
        hierarchy: planning,
        placeId: row!.id,
        parentId: place.parentId,
      })
  }
  return created
}

function positionFor(
  known: readonly Place[],
  positions: ReadonlyMap<number, number>,
  parentId: number | undefined,
  after: number | undefined,
): number {
  if (after !== undefined) return positions.get(after)! + 1
  const rest = known.find((place) => place.kind === 'unassigned' && place.parentId === parentId)
  if (rest) return positions.get(rest.id)!
  return Math.max(-1, ...positions.values()) + 1
}

export async function insertChange(
  writer: Writer,
  change: Decision & {
    readonly kind: PlaceChangeKind
    readonly placeId?: number
    readonly formerName?: string
  },
  now: Date,
): Promise<number> {
  const [row] = await writer.db
    .insert(placeChanges)
    .values({ tenantId: writer.tenant, ...change, recordedAt: now })
    .returning({ id: placeChanges.id })
  return row!.id
}

/** The place is there until the day before; its successors begin on the day. */
export async function endPlace(writer: Writer, id: number, day: string): Promise<void> {
  await writer.db
    .update(places)
    .set({ validTo: dayBefore(day) })
    .where(and(eq(places.tenantId, writer.tenant), eq(places.id, id)))
}

/** Gives a place another parent from a day on. */
export async function changeParent(
  writer: Writer,
  placeId: number,
  parentId: number,
  day: string,
): Promise<void> {
  const ofPlace = and(
    eq(placeLinks.tenantId, writer.tenant),
    eq(placeLinks.hierarchy, planning),
    eq(placeLinks.placeId, placeId),
  )
  await writer.db
    .update(placeLinks)
    .set({ validTo: dayBefore(day) })
    .where(and(ofPlace, isNull(placeLinks.validTo)))
  await writer.db
    .insert(placeLinks)
    .values({ tenantId: writer.tenant, hierarchy: planning, placeId, parentId, validFrom: day })
}

/** Takes the last change of the parent back: the row before it holds on. */
export async function takeParentBack(writer: Writer, placeId: number, day: string): Promise<void> {
  const ofPlace = and(
    eq(placeLinks.tenantId, writer.tenant),
    eq(placeLinks.hierarchy, planning),
    eq(placeLinks.placeId, placeId),
  )
  await writer.db.delete(placeLinks).where(and(ofPlace, eq(placeLinks.validFrom, day)))
  await writer.db
    .update(placeLinks)
    .set({ validTo: null })
    .where(and(ofPlace, eq(placeLinks.validTo, dayBefore(day))))
}

/** Whether a day can be the first of the new: the place must have been there the day before. */
export const isWithin = (place: Place, day: string): boolean =>
  place.validTo === undefined && (place.validFrom ?? sinceEver) < day
