import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, describeChange, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { listSources, type Source } from '../catalogue.server.ts'
import { deliveryExpectations, expectationExceptions } from './calendar.table.ts'
import type { Expectation, ExpectationException } from './expectation.ts'

type Row = typeof deliveryExpectations.$inferSelect

const toExpectation = (row: Row): Expectation => ({
  id: row.id,
  sourceId: row.sourceId,
  series: row.series,
  rhythm: row.rhythm,
  keyDay: row.keyDay ?? undefined,
  due:
    row.dueRule === 'day'
      ? { kind: 'day', day: row.dueDay ?? '12-31' }
      : { kind: 'weeks', weeks: row.dueWeeks },
  responsibleId: row.responsibleId ?? undefined,
  activeFrom: row.activeFrom,
  activeTo: row.activeTo ?? undefined,
  note: row.note,
  reminders: {
    daysBefore: row.remindBefore,
    onTheDay: row.remindOn,
    everyDays: row.remindEvery,
    most: row.remindMost,
  },
})

export type ExpectationFields = Omit<Expectation, 'id' | 'sourceId'>

const toRow = (fields: ExpectationFields) => ({
  series: fields.series,
  rhythm: fields.rhythm,
  keyDay: fields.keyDay ?? null,
  dueRule: fields.due.kind,
  dueWeeks: fields.due.kind === 'weeks' ? fields.due.weeks : 0,
  dueDay: fields.due.kind === 'day' ? fields.due.day : null,
  responsibleId: fields.responsibleId ?? null,
  activeFrom: fields.activeFrom,
  activeTo: fields.activeTo ?? null,
  note: fields.note,
  remindBefore: fields.reminders.daysBefore,
  remindOn: fields.reminders.onTheDay,
  remindEvery: fields.reminders.everyDays,
  remindMost: fields.reminders.most,
})

/** Every rule of the calendar; whoever shows them asks for each source whether this person may see it. */
export async function listExpectations(reader: Reader): Promise<Expectation[]> {
  const rows = await reader.db
    .select()
    .from(deliveryExpectations)
    .where(eq(deliveryExpectations.tenantId, reader.tenant))
    .orderBy(asc(deliveryExpectations.id))
  return rows.map(toExpectation)
}

export async function findExpectation(
  reader: Reader,
  id: number,
): Promise<{ readonly expectation: Expectation; readonly source: Source } | undefined> {
  const [row] = await reader.db
    .select()
    .from(deliveryExpectations)
    .where(and(eq(deliveryExpectations.tenantId, reader.tenant), eq(deliveryExpectations.id, id)))
  const source = row && (await listSources(reader)).find((one) => one.id === row.sourceId)
  return row && source && { expectation: toExpectation(row), source }
}

/** What deviates from the rules, by expectation. */
export async function listExceptions(reader: Reader): Promise<ReadonlyMap<number, ExpectationException[]>> {
  const rows = await reader.db
    .select()
    .from(expectationExceptions)
    .where(eq(expectationExceptions.tenantId, reader.tenant))
  const found = new Map<number, ExpectationException[]>()
  for (const { expectationId, periodKey, movedTo, skippedBecause, announcedFor } of rows) {
    const list = found.get(expectationId) ?? []
    list.push({
      periodKey,
      movedTo: movedTo ?? undefined,
      skippedBecause: skippedBecause ?? undefined,
      announcedFor: announcedFor ?? undefined,
    })
    found.set(expectationId, list)
  }
  return found
}

/** Answers the number of the new rule; undefined: there is no such source. */
export async function createExpectation(
  writer: Writer,
  actor: Actor,
  given: { readonly source: string; readonly fields: ExpectationFields },
  now: Date,
): Promise<number | undefined> {
  const source = (await listSources(writer)).find(({ key }) => key === given.source)
  demand(actor, 'figures.define', source ?? {})
  if (!source) return undefined
  const [row] = await writer.db
    .insert(deliveryExpectations)
    .values({
      tenantId: writer.tenant,
      sourceId: source.id,
      ...toRow(given.fields),
      changedBy: actor.name,
      changedAt: now,
    })
    .returning({ id: deliveryExpectations.id })
  await recordAudit(writer, actor, {
    action: 'calendar.create',
    thing: `expectation ${row!.id}`,
    details: { source: source.key, ...toRow(given.fields) },
    at: now,
  })
  return row!.id
}

/** Asks for the right on the source of an expectation, which is locked until the command ends; undefined: it is gone. */
async function lockExpectation(
  writer: Writer,
  actor: Actor,
  id: number,
  right: 'figures.define' | 'figures.deliver' = 'figures.define',
) {
  await writer.db
    .select({ id: deliveryExpectations.id })
    .from(deliveryExpectations)
    .where(and(eq(deliveryExpectations.tenantId, writer.tenant), eq(deliveryExpectations.id, id)))
    .for('update')
  const found = await findExpectation(writer, id)
  if (found) demand(actor, right, found.source)
  return found
}

/** Answers whether it was there. */
export async function changeExpectation(
  writer: Writer,
  actor: Actor,
  id: number,
  fields: ExpectationFields,
  now: Date,
): Promise<boolean> {
  const found = await lockExpectation(writer, actor, id)
  if (!found) return false
  const after = toRow(fields)
  await writer.db
    .update(deliveryExpectations)
    .set({ ...after, changedBy: actor.name, changedAt: now })
    .where(and(eq(deliveryExpectations.tenantId, writer.tenant), eq(deliveryExpectations.id, id)))
  await recordAudit(writer, actor, {
    action: 'calendar.change',
    thing: `expectation ${id}`,
    details: describeChange(toRow(found.expectation), after),
    at: now,
  })
  return true
}

/** Nothing is expected by this rule any more; deliveries stay. Answers whether it was there. */
export async function removeExpectation(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<boolean> {
  const found = await lockExpectation(writer, actor, id)
  if (!found) return false
  await writer.db
    .delete(deliveryExpectations)
    .where(and(eq(deliveryExpectations.tenantId, writer.tenant), eq(deliveryExpectations.id, id)))
  await recordAudit(writer, actor, {
    action: 'calendar.remove',
    thing: `expectation ${id}`,
    details: { source: found.source.key, ...toRow(found.expectation) },
    at: now,
  })
  return true
}

/** Settles what deviates for one period; with nothing in it the rule holds again. Answers whether the rule was there. */
export async function changeException(
  writer: Writer,
  actor: Actor,
  id: number,
  exception: ExpectationException,
  now: Date,
): Promise<boolean> {
  const found = await lockExpectation(writer, actor, id)
  if (!found) return false
  await storeException(writer, actor, id, exception, now)
  return true
}

/** The office says for when its delivery may be expected (ISO date). Answers whether the rule was there. */
export async function announceDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  announced: { readonly periodKey: string; readonly announcedFor: string },
  now: Date,
): Promise<boolean> {
  const found = await lockExpectation(writer, actor, id, 'figures.deliver')
  if (!found) return false
  const former = (await listExceptions(writer))
    .get(id)
    ?.find(({ periodKey }) => periodKey === announced.periodKey)
  const none = { movedTo: undefined, skippedBecause: undefined }
  await storeException(writer, actor, id, { ...none, ...former, ...announced }, now)
  return true
}

/** The row and its entry in the trail; the commands above have asked for the right. */
async function storeException(
  writer: Writer,
  actor: Actor,
  id: number,
  exception: ExpectationException,
  now: Date,
): Promise<void> {
  const { periodKey, ...after } = exception
  const former = (await listExceptions(writer)).get(id)?.find((one) => one.periodKey === periodKey)
  const { periodKey: _key, ...before } = former ?? { periodKey }
  const values = {
    movedTo: after.movedTo ?? null,
    skippedBecause: after.skippedBecause ?? null,
    announcedFor: after.announcedFor ?? null,
    changedBy: actor.name,
    changedAt: now,
  }
  const place = and(
    eq(expectationExceptions.tenantId, writer.tenant),
    eq(expectationExceptions.expectationId, id),
    eq(expectationExceptions.periodKey, periodKey),
  )
  if (Object.values(after).every((value) => value === undefined))
    await writer.db.delete(expectationExceptions).where(place)
  else
    await writer.db
      .insert(expectationExceptions)
      .values({ tenantId: writer.tenant, expectationId: id, periodKey, ...values })
      .onConflictDoUpdate({
        target: [
          expectationExceptions.tenantId,
          expectationExceptions.expectationId,
          expectationExceptions.periodKey,
        ],
        set: values,
      })
  await recordAudit(writer, actor, {
    action: 'calendar.exception',
    thing: `expectation ${id}`,
    details: { period: periodKey, ...describeChange(before, after) },
    at: now,
  })
}
