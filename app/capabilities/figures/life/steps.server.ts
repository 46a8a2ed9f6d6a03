import { and, asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { deliveries } from '../figures.table.ts'
import { deliverySteps } from './life.table.ts'
import { type DeliveryState, type LifeStep, stateAfter } from './life.ts'

/** A step in the life of a delivery, as it is kept. */
export type TakenStep = {
  readonly id: number
  readonly step: LifeStep
  readonly state: DeliveryState
  readonly by: string
  readonly at: Date
  readonly note: string
}

type Moment = { readonly by: string; readonly at: Date; readonly note?: string | undefined }

/** The state of a delivery, whose row stays locked until this transaction ends; undefined: there is none of that number. */
export async function lockDelivery(
  writer: Writer,
  id: number,
): Promise<{ readonly state: DeliveryState; readonly replacesId: number | undefined } | undefined> {
  const [locked] = await writer.db
    .select({ state: deliveries.state, replacesId: deliveries.replacesId })
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, id)))
    .for('update')
  return locked && { state: locked.state, replacesId: locked.replacesId ?? undefined }
}

/** Keeps that a delivery was created; its row has just been written. */
export async function recordCreation(writer: Writer, deliveryId: number, moment: Moment): Promise<void> {
  await recordStep(writer, deliveryId, 'create', 'draft', moment)
}

/** Takes one step with a locked delivery and keeps it; answers the state after it. The caller knows that the step can be taken. */
export async function takeStep(
  writer: Writer,
  delivery: { readonly id: number; readonly state: DeliveryState },
  step: LifeStep,
  moment: Moment,
): Promise<DeliveryState> {
  const state = stateAfter(delivery.state, step)
  if (state === undefined) throw new Error(`a ${delivery.state} delivery can't take the step ${step}`)
  await writer.db
    .update(deliveries)
    .set({ state })
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, delivery.id)))
  await recordStep(writer, delivery.id, step, state, moment)
  return state
}

async function recordStep(
  writer: Writer,
  deliveryId: number,
  step: LifeStep,
  state: DeliveryState,
  { by, at, note }: Moment,
): Promise<void> {
  await writer.db
    .insert(deliverySteps)
    .values({ tenantId: writer.tenant, deliveryId, step, state, takenBy: by, takenAt: at, note: note ?? '' })
}

/** The life of a delivery so far, the first step first. */
export async function listSteps(reader: Reader, deliveryId: number): Promise<TakenStep[]> {
  const rows = await reader.db
    .select()
    .from(deliverySteps)
    .where(and(eq(deliverySteps.tenantId, reader.tenant), eq(deliverySteps.deliveryId, deliveryId)))
    .orderBy(asc(deliverySteps.id))
  return rows.map(({ id, step, state, takenBy, takenAt, note }) => ({
    id,
    step,
    state,
    by: takenBy,
    at: takenAt,
    note,
  }))
}
