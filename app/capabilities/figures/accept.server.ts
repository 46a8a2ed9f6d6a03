import { setImmediate } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, may, recordAudit, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { createPlaceAliases } from '#app/capabilities/places/places.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { findJob, startJob } from '#app/platform/jobs/jobs.server.ts'
import type { Table } from '#app/platform/tables/table.ts'
import { openStoredTable } from './analysis.server.ts'
import { getCatalogue } from './catalogue.server.ts'
import { demandDelivery, findDelivery, lockOpen } from './deliveries.server.ts'
import type { Delivery, DeliveryAnalysis, DeliveryOutcome } from './delivery.ts'
import type { Layout, PlannedFact } from './figure.ts'
import { deliveries } from './figures.table.ts'
import { renewFindings } from './findings/findings.server.ts'
import { isOpen, stepsToRelease } from './life/life.ts'
import { isReady, type ReadAnalysis } from './life/ready.ts'
import { listTouchedFamilies, lockReplaced, replaceDelivery } from './life/replacing.server.ts'
import { takeStep } from './life/steps.server.ts'
import { keepProfile } from './profiles/profiles.server.ts'
import { createProposals } from './proposals/create.server.ts'
import { neededProposals } from './proposals/proposalForm.ts'
import type { Catalogue } from './reading/catalogue.ts'
import { LayoutReader, sheetsRead } from './reading/layoutreader.ts'
import type { Convention } from './reading/value.ts'
import { FactStoring, storeFacts } from './store.server.ts'
import { Turns } from './turns.ts'

/** What was read no longer fits the catalogue: somebody changed a series or place since. */
class ChangedSince extends Error {
  override name = 'ChangedSince'
}

/** The figures of a file as its layout says, in batches; stops where anything is no longer as it was in the preview. */
async function* plannedFacts(
  table: Table,
  layout: Layout,
  catalogue: Catalogue,
  conventions: Readonly<Record<string, Convention>>,
  onRows: ((rows: number) => Promise<void>) | undefined,
): AsyncGenerator<readonly PlannedFact[]> {
  const known = new Map(Object.entries(conventions).map(([column, mark]) => [Number(column), mark]))
  const reader = new LayoutReader(layout, catalogue, known)
  let rows = 0
  for (const sheet of sheetsRead(layout)) {
    const read = reader.rowsOf(sheet)
    for await (const batch of table.rows(sheet)) {
      const facts: PlannedFact[] = []
      for (const row of batch) {
        const reading = read(row)
        if (reading.problems.length > 0) throw new ChangedSince()
        for (const fact of reading.facts) facts.push(fact)
      }
      rows += batch.length
      yield facts
      await onRows?.(rows)
      await setImmediate()
    }
  }
}

export type Acceptance = {
  /** Hears how many rows are through, and which part of all; throw to cancel. */
  readonly onRows?: (rows: number, part: number) => Promise<void>
  /** How many figures this transaction has stored already, while it read the file. */
  readonly stored?: number
}

/**
 * Releases a delivery: takes its figures over, all of them, or nothing. The delivery is locked, so of two people only the first
 * does it. From a draft or a delivery that nobody has checked yet this is all steps in one press; each is kept. A correction
 * takes the place of the delivery that it names. Answers the families whose release has to be made anew.
 */
export async function acceptDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
  { onRows, stored }: Acceptance = {},
): Promise<DeliveryOutcome<{ facts: number; familyKeys: readonly string[] }>> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  const draft = await lockOpen(writer, id)
  if (!draft.ok) return draft
  const ready = isReady(draft.delivery)
  if (!ready.ok) return ready
  const replaced = await lockReplaced(writer, draft.delivery)
  if (!replaced.ok) return replaced
  const { analysis, layout } = ready
  const proposals = neededProposals(layout.proposals, analysis.seriesCounts)
  if (proposals && !may(actor, 'figures.define', draft.delivery))
    return { ok: false, no: 'proposals-not-yours' }
  await writer.client.query('savepoint accepting')
  let catalogue: Catalogue
  try {
    const { sourceKey } = draft.delivery
    if (proposals && !(await createProposals(writer, actor, sourceKey, proposals, now)))
      throw new ChangedSince()
    catalogue = await getCatalogue(writer, draft.delivery.sourceKey)
    const facts = stored ?? (await storeFile(writer, draft.delivery, ready, catalogue, onRows))
    if (facts !== analysis.facts) throw new ChangedSince()
    await finishAcceptance(writer, actor, draft.delivery, analysis, layout, catalogue, facts, now)
    if (replaced.standing !== undefined) await replaceDelivery(writer, actor, replaced.standing, id, now)
  } catch (error) {
    if (!(error instanceof ChangedSince)) throw error
    await writer.client.query('rollback to savepoint accepting')
    return { ok: false, no: 'changed-since' }
  }
  const touched = Object.keys(analysis.seriesCounts)
  const familyKeys = [...new Set(touched.map((key) => catalogue.seriesByKey(key)!.familyKey))]
  return { ok: true, facts: analysis.facts, familyKeys }
}

/** Reads the file once more, by the layout that was shown, and stores its figures meanwhile. */
async function storeFile(
  writer: Writer,
  { id, fileId }: Delivery,
  { analysis, layout }: { readonly analysis: ReadAnalysis; readonly layout: Layout },
  catalogue: Catalogue,
  onRows: Acceptance['onRows'],
): Promise<number> {
  const turns = new Turns()
  const table = await openStoredTable(writer, fileId, turns)
  const storing = new FactStoring(writer, id, turns, analysis.duplicates > 0)
  const onBatch = onRows && ((rows: number) => onRows(rows, rows / analysis.rows))
  const batches = plannedFacts(table, layout, catalogue, analysis.conventions, onBatch)
  return storeFacts(storing, catalogue, batches, turns)
}

async function finishAcceptance(
  writer: Writer,
  actor: Actor,
  delivery: Delivery,
  analysis: ReadAnalysis,
  layout: Layout,
  catalogue: Catalogue,
  facts: number,
  now: Date,
): Promise<void> {
  const tenantId = writer.tenant
  await renewFindings(writer, delivery.id, analysis.findings, { by: actor.name, at: now })
  const confirmed = Object.entries(layout.placeNames).flatMap(([alias, key]) => {
    const place = key === null ? undefined : catalogue.places.byKey(key)
    const found = catalogue.places.find(alias)
    // The place's own name needs no keeping.
    const isKnown = found?.confidence === 'same' && found.place.key === key
    return place && !isKnown ? [{ alias, placeId: place.id }] : []
  })
  if (analysis.remember !== false) await createPlaceAliases(writer, confirmed, delivery.sourceKey)
  await keepProfile(writer, actor, delivery, analysis, now)
  await writer.db
    .update(deliveries)
    .set({ factCount: facts, releasedBy: actor.name, releasedAt: now })
    .where(and(eq(deliveries.tenantId, tenantId), eq(deliveries.id, delivery.id)))
  let state = delivery.state
  for (const step of stepsToRelease(delivery.state)) {
    state = await takeStep(writer, { id: delivery.id, state }, step, { by: actor.name, at: now })
  }
  await recordAudit(writer, actor, {
    action: 'delivery.accept',
    thing: `delivery ${delivery.id}`,
    details: {
      before: { state: delivery.state },
      after: { state },
      facts,
      findings: analysis.findings.length,
    },
    at: now,
  })
}

/** Has the families of a delivery released anew, in the background. */
export async function startReleases(
  writer: Writer,
  actor: Actor,
  familyIds: readonly number[],
): Promise<void> {
  demand(actor, 'releases.make', wholeTenant)
  for (const familyId of familyIds) {
    const who = actor.accountId === 0 ? null : actor.accountId
    await startJob(
      writer,
      who,
      'figures.release',
      `release:${familyId}`,
      { familyId, actor },
      { repeat: true },
    )
  }
}

/**
 * Accepts and starts the releases. A long delivery is taken over in the background: then `job` is the run that does it,
 * and a second click finds the same run.
 */
export async function acceptAndRelease(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
  atOnce: number,
  onRows?: Acceptance['onRows'],
): Promise<DeliveryOutcome<{ facts: number; job?: string }>> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  const delivery = await findDelivery(writer, id, 'de')
  const isLong = delivery?.analysis?.state === 'read' && delivery.analysis.facts > atOnce
  if (delivery && isOpen(delivery.state) && isLong) {
    return acceptInBackground(writer, actor, id, now)
  }
  const accepted = await acceptDelivery(writer, actor, id, now, onRows && { onRows })
  if (!accepted.ok) return accepted
  const touched = delivery?.replacesId === undefined ? [id] : [id, delivery.replacesId]
  await startReleases(writer, actor, await listTouchedFamilies(writer, touched))
  return { ok: true, facts: accepted.facts }
}

async function acceptInBackground(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<DeliveryOutcome<{ facts: number; job?: string }>> {
  const draft = await lockOpen(writer, id)
  if (!draft.ok) return draft
  const ready = isReady(draft.delivery)
  if (!ready.ok) return ready
  const { accepting } = ready.analysis
  const former = accepting === undefined ? undefined : await findJob(writer, accepting)
  // A run that was cancelled or failed stands in nobody's way.
  if (former?.state === 'queued' || former?.state === 'running') return { ok: false, no: 'being-released' }
  const run = await startJob(writer, actor.accountId, 'figures.accept', `accept:${id}`, {
    deliveryId: id,
    actor,
  })
  const analysis: DeliveryAnalysis = { ...ready.analysis, accepting: run.id }
  await writer.db
    .update(deliveries)
    .set({ analysis })
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, id)))
  await recordAudit(writer, actor, {
    action: 'delivery.accepting',
    thing: `delivery ${id}`,
    details: { job: run.id },
    at: now,
  })
  return { ok: true, facts: ready.analysis.facts, job: run.id }
}
