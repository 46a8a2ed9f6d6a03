import { and, asc, eq, max } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  describeChange,
  recordAudit,
  type Thing,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import { listIndicators } from '#app/capabilities/indicators/indicators.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { ChangedGoal, GoalRefusal, NewGoal, NewProgramme } from './goal.ts'
import { goalIndicators, goals, programmes } from './goals.table.ts'

export type Created = { readonly id: number } | GoalRefusal

/** Creates a catalogue of goals; refuses a key that exists. */
export async function createProgramme(
  writer: Writer,
  actor: Actor,
  programme: NewProgramme,
  now: Date,
): Promise<Created> {
  demand(actor, 'goals.edit', wholeTenant)
  const { key, name, nameEn, from, to } = programme
  const [row] = await writer.db
    .insert(programmes)
    .values({ tenantId: writer.tenant, key, name, nameEn, fromYear: from, toYear: to })
    .onConflictDoNothing()
    .returning({ id: programmes.id })
  if (!row) return { refused: 'key-taken' }
  await recordAudit(writer, actor, {
    action: 'goals.create-programme',
    thing: `programme ${key}`,
    details: describeChange(undefined, programme),
    at: now,
  })
  return row
}

async function findRow(reader: Reader, key: string) {
  const [row] = await reader.db
    .select()
    .from(goals)
    .where(and(eq(goals.tenantId, reader.tenant), eq(goals.key, key)))
  return row
}

/** A goal belongs to its field and to the organisation that answers for it; one that isn't there to nobody in particular. */
async function thingOf(reader: Reader, goal: typeof goals.$inferSelect | undefined): Promise<Thing> {
  if (!goal) return wholeTenant
  const organisation = (await listOrganisations(reader, 'de')).find(({ id }) => id === goal.organisationId)
  return { field: goal.field ?? undefined, organisation: organisation?.key }
}

/** Ids of indicators in the order of their keys, or the keys that nobody knows. */
async function resolveIndicators(
  reader: Reader,
  keys: readonly string[],
): Promise<readonly number[] | { readonly unknown: readonly string[] }> {
  if (keys.length === 0) return []
  const ids = new Map((await listIndicators(reader, 'de')).map((one) => [one.key, one.id]))
  const unknown = keys.filter((key) => !ids.has(key))
  return unknown.length > 0 ? { unknown } : keys.map((key) => ids.get(key)!)
}

async function listIndicatorKeys(reader: Reader, goalId: number): Promise<string[]> {
  const keys = new Map((await listIndicators(reader, 'de')).map((one) => [one.id, one.key]))
  const links = await reader.db
    .select({ id: goalIndicators.indicatorId })
    .from(goalIndicators)
    .where(and(eq(goalIndicators.tenantId, reader.tenant), eq(goalIndicators.goalId, goalId)))
    .orderBy(asc(goalIndicators.position))
  return links.flatMap(({ id }) => keys.get(id) ?? [])
}

async function writeIndicators(
  writer: Writer,
  goalId: number,
  indicatorIds: readonly number[],
): Promise<void> {
  const own = and(eq(goalIndicators.tenantId, writer.tenant), eq(goalIndicators.goalId, goalId))
  await writer.db.delete(goalIndicators).where(own)
  const rows = [...new Set(indicatorIds)].map((indicatorId, index) => ({
    tenantId: writer.tenant,
    goalId,
    indicatorId,
    position: index + 1,
  }))
  if (rows.length > 0) await writer.db.insert(goalIndicators).values(rows)
}

async function nextPosition(reader: Reader, programmeId: number): Promise<number> {
  const [row] = await reader.db
    .select({ last: max(goals.position) })
    .from(goals)
    .where(and(eq(goals.tenantId, reader.tenant), eq(goals.programmeId, programmeId)))
  return (row?.last ?? 0) + 1
}

/** Creates a goal. Refuses, before the first write, what names unknown things or a parent in another catalogue. */
export async function createGoal(writer: Writer, actor: Actor, goal: NewGoal, now: Date): Promise<Created> {
  demand(actor, 'goals.edit', { field: goal.field, organisation: goal.responsible })
  if (await findRow(writer, goal.key)) return { refused: 'key-taken' }
  const [programme] = await writer.db
    .select({ id: programmes.id })
    .from(programmes)
    .where(and(eq(programmes.tenantId, writer.tenant), eq(programmes.key, goal.programme)))
  if (!programme) return { refused: 'unknown-programme' }
  const parent = goal.parent === null ? undefined : await findRow(writer, goal.parent)
  if (goal.parent !== null && !parent) return { refused: 'unknown-parent' }
  if (parent && parent.programmeId !== programme.id) return { refused: 'parent-elsewhere' }
  const origin = goal.change?.from === undefined ? undefined : await findRow(writer, goal.change.from)
  if (goal.change?.from !== undefined && !origin) return { refused: 'unknown-origin' }
  const organisation = goal.responsible
    ? (await listOrganisations(writer, 'de')).find((one) => one.key === goal.responsible)
    : undefined
  if (goal.responsible && !organisation) return { refused: 'unknown-organisation' }
  const indicatorIds = await resolveIndicators(writer, goal.indicators)
  if ('unknown' in indicatorIds) return { refused: 'unknown-indicators', keys: indicatorIds.unknown }

  const [row] = await writer.db
    .insert(goals)
    .values({
      tenantId: writer.tenant,
      key: goal.key,
      programmeId: programme.id,
      parentId: parent?.id,
      level: goal.level,
      position: goal.position ?? (await nextPosition(writer, programme.id)),
      title: goal.title,
      titleEn: goal.titleEn,
      text: goal.text,
      textEn: goal.textEn,
      phase: goal.phase,
      field: goal.field,
      organisationId: organisation?.id,
      changeKind: goal.change?.kind,
      changedFromId: origin?.id,
      changeNote: goal.change?.note,
      changeNoteEn: goal.change?.noteEn,
    })
    .returning({ id: goals.id })
  await writeIndicators(writer, row!.id, indicatorIds)
  await recordAudit(writer, actor, {
    action: 'goals.create',
    thing: `goal ${goal.key}`,
    details: describeChange(undefined, goal),
    at: now,
  })
  return row!
}

/** Changes words, position or indicators of a goal; what `changes` leaves out stays. The audit keeps both states. */
export async function changeGoal(
  writer: Writer,
  actor: Actor,
  key: string,
  changes: ChangedGoal,
  now: Date,
): Promise<Created> {
  const before = await findRow(writer, key)
  demand(actor, 'goals.edit', await thingOf(writer, before))
  if (!before) return { refused: 'unknown-goal' }
  const { indicators, ...words } = changes
  const indicatorIds = await resolveIndicators(writer, indicators ?? [])
  if ('unknown' in indicatorIds) return { refused: 'unknown-indicators', keys: indicatorIds.unknown }
  const former = {
    ...Object.fromEntries(Object.keys(words).map((name) => [name, before[name as keyof typeof words]])),
    ...(indicators && { indicators: await listIndicatorKeys(writer, before.id) }),
  }
  if (Object.keys(words).length > 0)
    await writer.db
      .update(goals)
      .set(words)
      .where(and(eq(goals.tenantId, writer.tenant), eq(goals.id, before.id)))
  if (indicators) await writeIndicators(writer, before.id, indicatorIds)
  await recordAudit(writer, actor, {
    action: 'goals.change',
    thing: `goal ${key}`,
    details: describeChange(former, changes),
    at: now,
  })
  return { id: before.id }
}
