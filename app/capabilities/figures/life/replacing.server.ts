import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { type Reader, rowsOf, type Writer } from '#app/platform/database.server.ts'
import { demandDelivery } from '../deliveries.server.ts'
import type { Delivery, DeliveryOutcome } from '../delivery.ts'
import { deliveries } from '../figures.table.ts'
import { listFindings, settleByCorrection } from '../findings/findings.server.ts'
import { isOpen, wrongState } from './life.ts'
import { lockDelivery, takeStep } from './steps.server.ts'

/**
 * The delivery that a correction takes the place of, locked, if its figures hold. Where somebody else's correction was quicker,
 * two would hold side by side: refused.
 */
export async function lockReplaced(
  writer: Writer,
  { replacesId }: Delivery,
): Promise<DeliveryOutcome<{ standing: number | undefined }>> {
  if (replacesId === undefined) return { ok: true, standing: undefined }
  const former = await lockDelivery(writer, replacesId)
  if (former?.state === 'replaced') return { ok: false, no: 'replaced-meanwhile' }
  return { ok: true, standing: former?.state === 'released' ? replacesId : undefined }
}

/** Deliveries that hold and were made to balance this one: what its parts lacked, booked at "nicht zuordenbar". */
async function listBookings(reader: Reader, id: number): Promise<number[]> {
  const booked = (await listFindings(reader, id)).flatMap(({ state, correctionId }) =>
    state === 'accepted' && correctionId !== undefined ? [correctionId] : [],
  )
  if (booked.length === 0) return []
  const rows = await reader.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, reader.tenant),
        inArray(deliveries.id, booked),
        eq(deliveries.state, 'released'),
      ),
    )
  return rows.map((row) => row.id)
}

/** A booking balanced the figures of one delivery; where those hold no longer, it would make another sum wrong. */
async function withdrawBookings(writer: Writer, actor: Actor, id: number, now: Date): Promise<number[]> {
  const bookings = await listBookings(writer, id)
  for (const booking of bookings)
    await withdrawDelivery(writer, actor, booking, `Lieferung ${id} gilt nicht mehr.`, now)
  return bookings
}

/** Lets a correction take the place of a locked delivery; part of its release. */
export async function replaceDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  correction: number,
  now: Date,
): Promise<void> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  await withdrawBookings(writer, actor, id, now)
  const note = String(correction)
  const state = await takeStep(writer, { id, state: 'released' }, 'replace', {
    by: actor.name,
    at: now,
    note,
  })
  await settleByCorrection(writer, id, correction, { by: actor.name, at: now })
  await recordAudit(writer, actor, {
    action: 'delivery.replace',
    thing: `delivery ${id}`,
    details: { before: { state: 'released' }, after: { state }, correction },
    at: now,
  })
}

/** Families that the figures of these deliveries belong to. */
export async function listTouchedFamilies(reader: Reader, deliveryIds: readonly number[]): Promise<number[]> {
  const rows = await rowsOf<{ family_id: number }>(
    reader,
    sql`select distinct s.family_id from series s
        where s.tenant_id = ${reader.tenant} and exists (
          select 1 from facts f where f.tenant_id = s.tenant_id and ${inArray(sql`f.delivery_id`, [...deliveryIds])} and f.series_id = s.id)`,
  )
  return rows.map((row) => row.family_id)
}

/**
 * Takes a released delivery back: its figures stay stored, but hold no longer; what held before holds again, the delivery
 * included whose place it had taken.
 */
export async function withdrawDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  reason: string,
  now: Date,
): Promise<DeliveryOutcome<{ familyIds: readonly number[] }>> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  const locked = await lockDelivery(writer, id)
  if (!locked) return { ok: false, no: 'unknown-delivery' }
  const { state, replacesId } = locked
  if (isOpen(state)) return { ok: false, no: 'not-released' }
  if (state !== 'released') return { ok: false, no: wrongState(state) }
  const by = actor.name
  const bookings = await withdrawBookings(writer, actor, id, now)
  await takeStep(writer, { id, state }, 'withdraw', { by, at: now, note: reason })
  await writer.db
    .update(deliveries)
    .set({ withdrawnBy: by, withdrawnAt: now })
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, id)))
  const former = replacesId === undefined ? undefined : await lockDelivery(writer, replacesId)
  const restored = former?.state === 'replaced' ? replacesId : undefined
  if (restored !== undefined) {
    await takeStep(writer, { id: restored, state: 'replaced' }, 'restore', { by, at: now, note: String(id) })
  }
  await recordAudit(writer, actor, {
    action: 'delivery.withdraw',
    thing: `delivery ${id}`,
    details: {
      before: { state },
      after: { state: 'withdrawn' },
      ...(reason && { note: reason }),
      ...(restored !== undefined && { restored }),
    },
    at: now,
  })
  return {
    ok: true,
    familyIds: await listTouchedFamilies(writer, [
      id,
      ...bookings,
      ...(restored === undefined ? [] : [restored]),
    ]),
  }
}
