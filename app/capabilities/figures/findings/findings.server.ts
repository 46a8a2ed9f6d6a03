import { and, asc, count, eq, inArray, ne } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Finding } from '../checks/finding.ts'
import { demandDelivery } from '../deliveries.server.ts'
import { findingSteps, findings } from './findings.table.ts'
import {
  type FindingState,
  type FindingStep,
  findingAfter,
  planRenewal,
  unansweredStates,
} from './workflow.ts'

/** What was said about a finding. */
export type Saying = {
  readonly id: number
  readonly step: FindingStep
  readonly said: string
  readonly by: string
  readonly at: Date
}

export type StoredFinding = Finding & {
  readonly id: number
  readonly state: FindingState
  readonly correctionId: number | undefined
  readonly sayings: readonly Saying[]
}

/** Questions and notes of a delivery in the order in which the checks gave them, each with what was said about it. */
export async function listFindings(reader: Reader, deliveryId: number): Promise<StoredFinding[]> {
  const rows = await reader.db
    .select()
    .from(findings)
    .where(and(eq(findings.tenantId, reader.tenant), eq(findings.deliveryId, deliveryId)))
    .orderBy(asc(findings.id))
  const sayings = new Map<number, Saying[]>()
  if (rows.length > 0) {
    const ids = rows.map(({ id }) => id)
    const said = await reader.db
      .select()
      .from(findingSteps)
      .where(and(eq(findingSteps.tenantId, reader.tenant), inArray(findingSteps.findingId, ids)))
      .orderBy(asc(findingSteps.id))
    for (const { id, findingId, step, said: text, takenBy, takenAt } of said) {
      const known = sayings.get(findingId) ?? []
      sayings.set(findingId, [...known, { id, step, said: text, by: takenBy, at: takenAt }])
    }
  }
  return rows.map(({ id, kind, severity, parameters, spot, state, correctionId }) => ({
    ...{ id, kind, severity, parameters, state },
    ...(spot && { spot }),
    correctionId: correctionId ?? undefined,
    sayings: sayings.get(id) ?? [],
  }))
}

type Moment = { readonly by: string; readonly at: Date }

/** Takes a step with findings that are known to allow it. */
async function takeFindingStep(
  writer: Writer,
  found: readonly { readonly id: number; readonly state: FindingState }[],
  step: FindingStep,
  said: string,
  { by, at }: Moment,
  correctionId?: number,
): Promise<void> {
  for (const { id, state } of found) {
    const after = findingAfter(state, step)
    if (after === undefined) continue
    await writer.db
      .update(findings)
      .set({ state: after, ...(correctionId !== undefined && { correctionId }) })
      .where(and(eq(findings.tenantId, writer.tenant), eq(findings.id, id)))
    await writer.db
      .insert(findingSteps)
      .values({ tenantId: writer.tenant, findingId: id, step, said, takenBy: by, takenAt: at })
  }
}

/**
 * Brings the kept findings of a delivery in line with what the checks say of its file: what they ask anew is added, what they ask
 * no longer becomes obsolete or, where a correction was requested, corrected. What was said about the others stays.
 */
export async function renewFindings(
  writer: Writer,
  deliveryId: number,
  found: readonly Finding[],
  moment: Moment,
): Promise<void> {
  const known = await listFindings(writer, deliveryId)
  const { fresh, gone, raised } = planRenewal(known, found)
  await takeFindingStep(
    writer,
    gone.filter(({ state }) => state !== 'to-correct'),
    'lapse',
    '',
    moment,
  )
  await takeFindingStep(
    writer,
    gone.filter(({ state }) => state === 'to-correct'),
    'correct',
    '',
    moment,
    deliveryId,
  )
  await takeFindingStep(writer, raised, 'raise', '', moment)
  if (fresh.length === 0) return
  const tenantId = writer.tenant
  await writer.db.insert(findings).values(fresh.map((finding) => ({ tenantId, deliveryId, ...finding })))
}

/** What was to be corrected in a delivery is, once its correction is released. */
export async function settleByCorrection(
  writer: Writer,
  deliveryId: number,
  correctionId: number,
  moment: Moment,
): Promise<void> {
  const asked = (await listFindings(writer, deliveryId)).filter(({ state }) => state === 'to-correct')
  await takeFindingStep(writer, asked, 'correct', '', moment, correctionId)
}

export type FindingCommand = {
  readonly deliveryId: number
  /** Several at once where the same holds for all of them. */
  readonly findingIds: readonly number[]
  readonly step: Extract<FindingStep, 'answer' | 'ask' | 'accept' | 'request'>
  readonly said: string
  /** A delivery that settles it. */
  readonly settledBy?: number
}

/** Findings of this delivery, locked, as far as they allow the step. */
async function lockFindings(
  writer: Writer,
  { deliveryId, findingIds, step }: FindingCommand,
): Promise<{ readonly id: number; readonly state: FindingState }[]> {
  if (findingIds.length === 0) return []
  const rows = await writer.db
    .select({ id: findings.id, state: findings.state })
    .from(findings)
    .where(
      and(
        eq(findings.tenantId, writer.tenant),
        eq(findings.deliveryId, deliveryId),
        inArray(findings.id, [...findingIds]),
      ),
    )
    .orderBy(asc(findings.id))
    .for('update')
  return rows.filter(({ state }) => findingAfter(state, step) !== undefined)
}

/**
 * The office answers, or who checks accepts with a reason, asks back, requests a correction. Answers how many findings took the
 * step: none if there are no such in this delivery, or somebody settled them meanwhile.
 */
export async function sayOnFindings(
  writer: Writer,
  actor: Actor,
  command: FindingCommand,
  now: Date,
): Promise<number> {
  const { deliveryId, step, said } = command
  await demandDelivery(writer, actor, step === 'answer' ? 'figures.answer' : 'figures.accept', deliveryId)
  const found = await lockFindings(writer, command)
  await takeFindingStep(writer, found, step, said, { by: actor.name, at: now }, command.settledBy)
  for (const { id, state } of found) {
    const after = findingAfter(state, step)
    await recordAudit(writer, actor, {
      action: `finding.${step}`,
      thing: `finding ${id}`,
      details: { delivery: deliveryId, before: { state }, after: { state: after }, answer: said },
      at: now,
    })
  }
  return found.length
}

/** The office's answer to one question; an earlier answer stays in the record. False: no such question, or it is settled. */
export async function answerFinding(
  writer: Writer,
  actor: Actor,
  given: { readonly deliveryId: number; readonly findingId: number; readonly answer: string },
  now: Date,
): Promise<boolean> {
  const { deliveryId, findingId, answer } = given
  const command = { deliveryId, findingIds: [findingId], step: 'answer', said: answer } as const
  return (await sayOnFindings(writer, actor, command, now)) > 0
}

/** How many questions nobody has answered yet, by delivery. */
export async function countOpenQuestions(reader: Reader): Promise<ReadonlyMap<number, number>> {
  const rows = await reader.db
    .select({ deliveryId: findings.deliveryId, questions: count() })
    .from(findings)
    .where(
      and(
        eq(findings.tenantId, reader.tenant),
        ne(findings.severity, 'note'),
        inArray(findings.state, [...unansweredStates]),
      ),
    )
    .groupBy(findings.deliveryId)
  return new Map(rows.map((row) => [row.deliveryId, row.questions]))
}
