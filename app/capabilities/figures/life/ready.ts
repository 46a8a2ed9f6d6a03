import type { Delivery, DeliveryAnalysis, DeliveryOutcome } from '../delivery.ts'
import type { Layout } from '../figure.ts'

export type ReadAnalysis = Extract<DeliveryAnalysis, { state: 'read' }>

/** Whether a delivery can be handed in, checked and released as it was read. */
export function isReady({
  analysis,
  layout,
}: Delivery): DeliveryOutcome<{ analysis: ReadAnalysis; layout: Layout }> {
  if (analysis?.state === 'refused') return { ok: false, no: 'file-refused' }
  if (analysis?.state !== 'read' || !layout) return { ok: false, no: 'not-read-yet' }
  if (analysis.problemCount > 0) return { ok: false, no: 'has-problems' }
  if (analysis.facts === 0) return { ok: false, no: 'nothing-to-store' }
  return { ok: true, analysis, layout }
}
