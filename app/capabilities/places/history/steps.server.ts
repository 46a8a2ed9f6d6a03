import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  type AuditAction,
  demand,
  describeChanges,
  recordAudit,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { lineageOf, type Place } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { readPlaceStates } from '../placeStates.server.ts'
import { places } from '../places.table.ts'
import { dayBefore, holdsOn } from '../validity.ts'
import { type Decision, isSameName } from './change.ts'
import { isWithin, lockPlaces, type PlaceUses } from './making.server.ts'

/* How every change of places begins and ends: lock and right, what stands against it, what comes along, the entry. */

/** Why it was not done. `lastDay`: there are figures for a period that ends on it. */
export type Refused =
  | { readonly refused: 'gone' }
  /** The place has ended, or began later than the day. */
  | { readonly refused: 'not-there-then'; readonly place: string }
  | { readonly refused: 'figures-after'; readonly place: string; readonly lastDay: string }
  | { readonly refused: 'name-taken'; readonly name: string }
  | { readonly refused: 'not-alike' }
  /** Something would be left out, counted twice, or made of nothing. */
  | { readonly refused: 'not-sound' }
  | { readonly refused: 'no-parent' }
  | { readonly refused: 'unchanged' }
export type Done = { readonly changeId: number; readonly keys: readonly string[] }

export type Situation = {
  readonly all: readonly Place[]
  readonly concerned: readonly Place[]
}

/** Locks, and finds the places; the actor must be allowed to edit each. */
export async function beginChange(
  writer: Writer,
  actor: Actor,
  keys: readonly string[],
): Promise<Situation | undefined> {
  await lockPlaces(writer)
  const all = await listPlaces(writer)
  const concerned = keys.flatMap((key) => all.find((place) => place.key === key) ?? [])
  if (concerned.length < keys.length || keys.length === 0) return undefined
  demand(actor, 'places.edit', { places: concerned.map((place) => lineageOf(all, place)) })
  return { all, concerned }
}

/** A place that wasn't there then, or for which somebody has delivered figures of a later day. */
export async function findObstacle(
  reader: Reader,
  concerned: readonly Place[],
  day: string,
  usesOf: PlaceUses,
): Promise<Refused | undefined> {
  const absent = concerned.find((place) => !isWithin(place, day))
  if (absent) return { refused: 'not-there-then', place: absent.name }
  const uses = await usesOf(reader)
  for (const { id, name } of concerned) {
    const lastDay = uses.get(id)?.lastDay
    if (lastDay !== undefined && lastDay >= day) return { refused: 'figures-after', place: name, lastDay }
  }
  return undefined
}

/** The first of the names that another place under the same parent has on that day. */
export function findTaken(
  names: readonly string[],
  { all, concerned }: Situation,
  day: string,
): string | undefined {
  const others = all.filter(
    (place) => place.parentId === concerned[0]!.parentId && !concerned.includes(place) && holdsOn(place, day),
  )
  return names.find((name) => others.some((other) => isSameName(other.name, name)))
}

/** One that was put under another parent on this day or later: its places would overlap. */
export function findMovedSince(places: readonly Place[], day: string): Refused | undefined {
  const moved = places.find(({ formerParents }) => {
    const last = formerParents?.at(-1)
    return last !== undefined && last.until >= dayBefore(day)
  })
  return moved && { refused: 'not-there-then', place: moved.name }
}

export const childrenOf = ({ all, concerned }: Situation, day: string) =>
  all.filter(
    (place) =>
      concerned.some(({ id }) => id === place.parentId) && holdsOn(place, day) && place.validTo === undefined,
  )

export async function recordChange(
  writer: Writer,
  actor: Actor,
  before: Awaited<ReturnType<typeof readPlaceStates>>,
  change: {
    readonly action: AuditAction
    readonly thing: string
    readonly decision: Decision
    readonly now: Date
  },
): Promise<void> {
  await recordAudit(writer, actor, {
    action: change.action,
    thing: change.thing,
    details: { ...describeChanges(before, await readPlaceStates(writer)), ...change.decision },
    at: change.now,
  })
}

/** An invented town stays invented. */
export async function copyInvented(
  writer: Writer,
  formers: readonly Place[],
  created: readonly { readonly id: number }[],
): Promise<void> {
  const ofTenant = eq(places.tenantId, writer.tenant)
  const [row] = await writer.db
    .select({ invented: places.invented })
    .from(places)
    .where(and(ofTenant, eq(places.id, formers[0]!.id)))
  if (!row?.invented) return
  const ids = created.map(({ id }) => id)
  await writer.db
    .update(places)
    .set({ invented: true })
    .where(and(ofTenant, inArray(places.id, ids)))
}
