import { eq, max } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { listFamilies, listReleases } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { listLatestJobs } from '#app/platform/jobs/jobs.server.ts'
import { type ListedDelivery, listDeliveries } from '../deliveries.server.ts'
import { daysWaiting, type WaitingFor, waitsFor } from './board.ts'
import { deliverySteps } from './life.table.ts'

export type BoardCard = Pick<
  ListedDelivery,
  'id' | 'state' | 'fileName' | 'sourceKey' | 'sourceName' | 'openQuestions'
> & {
  readonly waitsFor: WaitingFor
  readonly days: number
  readonly replacesId: number | undefined
  /** What this person can do about it now. */
  readonly next: 'correct' | 'answer' | 'check' | 'release' | 'look'
}

/** Families whose protected figures are being computed, or whose newest release was refused. */
export type PendingRelease = {
  readonly family: string
  readonly state: 'running' | 'refused'
  /** Of a refused one. */
  readonly releaseId: number | undefined
}

async function readLastSteps(reader: Reader): Promise<ReadonlyMap<number, Date>> {
  const rows = await reader.db
    .select({ deliveryId: deliverySteps.deliveryId, at: max(deliverySteps.takenAt) })
    .from(deliverySteps)
    .where(eq(deliverySteps.tenantId, reader.tenant))
    .groupBy(deliverySteps.deliveryId)
  return new Map(rows.flatMap(({ deliveryId, at }) => (at ? [[deliveryId, at] as const] : [])))
}

function nextOf(actor: Actor | undefined, delivery: ListedDelivery): BoardCard['next'] {
  const mayAccept = may(actor, 'figures.accept', delivery)
  switch (delivery.state) {
    case 'draft':
      return may(actor, 'figures.deliver', delivery) ? 'correct' : 'look'
    case 'delivered':
      return mayAccept ? 'check' : 'look'
    case 'checked':
      return mayAccept ? 'release' : 'look'
    case 'released':
      return delivery.openQuestions > 0 && may(actor, 'figures.answer', delivery) ? 'answer' : 'look'
    default:
      return 'look'
  }
}

/** The deliveries in this person's scope with whom they wait for, what waits longest first. */
export async function readBoard(
  reader: Reader,
  actor: Actor | undefined,
  language: Language,
  now: Date,
): Promise<readonly BoardCard[]> {
  const found = await listDeliveries(reader, actor, language)
  const since = await readLastSteps(reader)
  return found
    .map((delivery) => ({
      id: delivery.id,
      state: delivery.state,
      fileName: delivery.fileName,
      sourceKey: delivery.sourceKey,
      sourceName: delivery.sourceName,
      openQuestions: delivery.openQuestions,
      replacesId: delivery.replacesId,
      waitsFor: waitsFor(delivery.state, delivery.openQuestions),
      days: daysWaiting(since.get(delivery.id) ?? delivery.createdAt, now),
      next: nextOf(actor, delivery),
    }))
    .sort((a, b) => b.days - a.days || b.id - a.id)
}

/** What of the releases isn't finished; for those who may look at releases. */
export async function listPendingReleases(
  reader: Reader,
  actor: Actor | undefined,
  language: Language,
): Promise<readonly PendingRelease[]> {
  if (!may(actor, 'releases.read', wholeTenant)) return []
  const newest = new Map<string, Awaited<ReturnType<typeof listReleases>>[number]>()
  for (const release of await listReleases(reader, language)) {
    if (!newest.has(release.familyKey)) newest.set(release.familyKey, release)
  }
  const runs = await listLatestJobs(reader, 'release:')
  const pending: PendingRelease[] = []
  for (const { id, key } of await listFamilies(reader)) {
    const release = newest.get(key)
    const run = runs.get(`release:${id}`)
    const family = release?.familyName ?? key
    if (run?.state === 'queued' || run?.state === 'running') {
      pending.push({ family, state: 'running', releaseId: undefined })
    } else if (release?.state === 'refused') {
      pending.push({ family, state: 'refused', releaseId: release.id })
    }
  }
  return pending
}
