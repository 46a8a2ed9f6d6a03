import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { findJob } from '#app/platform/jobs/jobs.server.ts'
import { demandDelivery, findDelivery, lockOpen } from '../deliveries.server.ts'
import type { Delivery, DeliveryOutcome } from '../delivery.ts'
import { listFindings, renewFindings } from '../findings/findings.server.ts'
import { countUnanswered, isUnanswered } from '../findings/workflow.ts'
import { forgetContent } from './forget.server.ts'
import { type LifeStep, stateAfter, wrongState } from './life.ts'
import { isReady } from './ready.ts'
import { lockDelivery, takeStep } from './steps.server.ts'

/** Whether a run is taking the figures of this delivery over right now: until it ends, nobody else decides. */
async function isBeingReleased(reader: Reader, { analysis }: Delivery): Promise<boolean> {
  if (analysis?.state !== 'read' || analysis.accepting === undefined) return false
  const run = await findJob(reader, analysis.accepting)
  return run?.state === 'queued' || run?.state === 'running'
}

/** Takes one step of the way to the release; of two people who press at once the second is told what the first did. */
async function move(
  writer: Writer,
  actor: Actor,
  id: number,
  step: Extract<LifeStep, 'deliver' | 'return' | 'check'>,
  now: Date,
  note: string,
): Promise<DeliveryOutcome<object>> {
  const locked = await lockDelivery(writer, id)
  if (!locked) return { ok: false, no: 'unknown-delivery' }
  const { state } = locked
  if (stateAfter(state, step) === undefined) return { ok: false, no: wrongState(state) }
  const delivery = (await findDelivery(writer, id, 'de'))!
  if (await isBeingReleased(writer, delivery)) return { ok: false, no: 'being-released' }
  if (step === 'deliver') {
    const ready = isReady(delivery)
    if (!ready.ok) return ready
    await renewFindings(writer, id, ready.analysis.findings, { by: actor.name, at: now })
  }
  if (step === 'check' && note === '' && (await countOpen(writer, delivery)) > 0) {
    return { ok: false, no: 'reason-missing' }
  }
  const after = await takeStep(writer, { id, state }, step, { by: actor.name, at: now, note })
  await recordAudit(writer, actor, {
    action: `delivery.${step}`,
    thing: `delivery ${id}`,
    details: { before: { state }, after: { state: after }, ...(note && { note }) },
    at: now,
  })
  return { ok: true }
}

/** The office has read its draft and hands it in: from now on only who checks decides. */
export async function handInDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  return move(writer, actor, id, 'deliver', now, '')
}

/** Gives a delivery back to its office with a request; it is a draft again. */
export async function returnDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  request: string,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  if (request.trim() === '') return { ok: false, no: 'request-missing' }
  return move(writer, actor, id, 'return', now, request.trim())
}

/** Questions about a delivery that nobody has answered; of a draft those that handing it in would leave. */
export async function countOpen(reader: Reader, { id, state, analysis }: Delivery): Promise<number> {
  const known = await listFindings(reader, id)
  const isDraft = state === 'draft' && analysis?.state === 'read'
  return isDraft ? countUnanswered(known, analysis.findings) : known.filter(isUnanswered).length
}

/**
 * Keeps that somebody has looked at questions and differences and found the figures fit to be released. Where questions stay
 * without an answer, `reason` says why the figures may hold all the same.
 */
export async function checkDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  reason: string,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  return move(writer, actor, id, 'check', now, reason.trim())
}

/** The steps before a release in one press, for who may do all of them: hands in and checks what isn't yet. */
export async function checkAtOnce(
  writer: Writer,
  actor: Actor,
  id: number,
  reason: string,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  const state = (await lockDelivery(writer, id))?.state
  if (state === 'draft') {
    const handedIn = await handInDelivery(writer, actor, id, now)
    if (!handedIn.ok) return handedIn
  }
  return state === 'draft' || state === 'delivered'
    ? checkDelivery(writer, actor, id, reason, now)
    : { ok: true }
}

/**
 * Throws a delivery away that isn't released: a draft by its office, one that was handed in by who checks it. What stood in the file
 * is deleted; its name stays with the record of who brought and who discarded it.
 */
export async function discardDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  const open = await lockOpen(writer, id)
  if (!open.ok) return open
  const { state } = open.delivery
  if (state !== 'draft') await demandDelivery(writer, actor, 'figures.accept', id)
  await takeStep(writer, { id, state }, 'discard', { by: actor.name, at: now })
  await forgetContent(writer, open.delivery, now)
  await recordAudit(writer, actor, {
    action: 'delivery.discard',
    thing: `delivery ${id}`,
    details: { before: { state }, after: { state: 'discarded' } },
    at: now,
  })
  return { ok: true }
}
