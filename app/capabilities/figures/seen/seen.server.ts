import { createHash } from 'node:crypto'
import type { Writer } from '#app/platform/database.server.ts'
import { findDelivery, lockDraft } from '../deliveries.server.ts'
import type { Delivery, DeliveryOutcome } from '../delivery.ts'
import type { Layout } from '../figure.ts'
import { isOpen } from '../life/life.ts'
import type { ReadAnalysis } from '../life/ready.ts'
import { lockDelivery } from '../life/steps.server.ts'

/** A mark of how a file is read: fields that go by position, and decisions about its figures, mean this reading and no other. */
export function markReading({ layout, analysis }: Pick<Delivery, 'layout' | 'analysis'>): string {
  const read = analysis?.state === 'read' ? analysis : undefined
  const shown = [layout, read?.placeNames, read?.facts, read?.problemCount]
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url')
}

/**
 * Whether the delivery is still read as its page showed it; from then on nobody else can change it until this transaction ends.
 * Where the delivery can't be decided on any more, or is being read, the commands themselves say so.
 */
export async function isReadAsSeen(writer: Writer, id: number, seen: string): Promise<boolean> {
  // A file that is being read keeps its row locked: nobody has to wait for that.
  if ((await findDelivery(writer, id, 'de'))?.analysis?.state !== 'read') return true
  await lockDelivery(writer, id)
  const delivery = await findDelivery(writer, id, 'de')
  if (!delivery || !isOpen(delivery.state) || delivery.analysis?.state !== 'read') return true
  return markReading(delivery) === seen
}

type ReadDraft = { readonly sourceKey: string; readonly layout: Layout; readonly analysis: ReadAnalysis }

/** A draft that has been read, locked: what a form changes is what is stored now. */
export async function lockReadDraft(writer: Writer, id: number): Promise<DeliveryOutcome<ReadDraft>> {
  if ((await findDelivery(writer, id, 'de'))?.analysis?.state !== 'read')
    return { ok: false, no: 'not-read-yet' }
  const draft = await lockDraft(writer, id)
  if (!draft.ok) return draft
  const { layout, analysis, sourceKey } = draft.delivery
  if (!layout || analysis?.state !== 'read') return { ok: false, no: 'not-read-yet' }
  return { ok: true, layout, analysis, sourceKey }
}
