import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { findJob } from '#app/platform/jobs/jobs.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { findDelivery, findSameFile } from './deliveries.server.ts'
import type { Delivery } from './delivery.ts'
import { findSheetOfDelivery } from './entry/sheets.server.ts'
import { listFindings } from './findings/findings.server.ts'
import { viewFinding } from './findings/findingView.ts'
import { findArrival } from './individual/arrival.server.ts'
import { countOpen } from './life/life.server.ts'
import { isOpen } from './life/life.ts'
import { listSteps } from './life/steps.server.ts'
import { readNames } from './names.server.ts'
import { buildPreview } from './previewView.ts'
import { listFamilyChoices } from './proposals/change.server.ts'
import { markReading } from './seen/seen.server.ts'
import { describeRefusal } from './sentences.ts'

type Phase =
  | {
      readonly kind: 'working'
      readonly percent: number
      readonly step: 'read' | 'store'
      readonly job: string
    }
  | { readonly kind: 'stopped'; readonly sentence: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'settled' }

/** Where a draft stands that is read or taken over in the background. */
async function readPhase(reader: Reader, delivery: Delivery, language: Language): Promise<Phase> {
  const t = i18nFor(language).getFixedT(language, 'figures')
  const { analysis } = delivery
  if (!isOpen(delivery.state) || !analysis) return { kind: 'settled' }
  if (analysis.state === 'refused') return { kind: 'refused', sentence: describeRefusal(analysis.refusal, t) }
  const id = analysis.state === 'reading' ? analysis.job : analysis.accepting
  const run = id === undefined ? undefined : await findJob(reader, id)
  if (!run || run.state === 'done') return { kind: 'settled' }
  if (run.state === 'cancelled') return { kind: 'stopped', sentence: t('reading.cancelled') }
  if (run.state === 'failed') {
    const sentence =
      run.problem?.kind === 'refused'
        ? run.problem.message
        : t('reading.failed', {
            reference: run.problem?.kind === 'broken' ? run.problem.reference : run.id.slice(0, 8),
          })
    return { kind: 'stopped', sentence }
  }
  const step = analysis.state === 'reading' ? 'read' : 'store'
  return { kind: 'working', percent: Math.round(run.progress * 100), step, job: run.id }
}

/**
 * Everything that the page of one delivery shows to this person; undefined if it isn't in scope. Those who work on the delivery
 * see the file's figures and the questions about them; everybody else sees what was delivered, when and by whom, and how many
 * questions are open.
 */
export async function readDeliveryPage(
  reader: Reader,
  id: number,
  actor: Actor | undefined,
  language: Language,
) {
  const delivery = await findDelivery(reader, id, language)
  if (!delivery || !may(actor, 'figures.read', delivery)) return undefined
  const t = i18nFor(language).getFixedT(language, 'figures')
  const seesFigures = may(actor, 'figures.preview', delivery)
  const { names, seriesOf, dimensionsOf, placeChoices } = await readNames(reader, language, delivery)
  const phase = await readPhase(reader, delivery, language)
  const stored = await listFindings(reader, id)
  const findings = stored.map((finding) => viewFinding(finding, names, language, t))
  const { layout: _layout, analysis, ...facts } = delivery
  const isWorking = phase.kind === 'working'
  const isPreview = isOpen(delivery.state) && analysis?.state === 'read' && seesFigures && !isWorking
  return {
    /** What is known about the file that it was evaluated from. */
    arrival: await findArrival(reader, actor, delivery),
    /** The table that it was entered in, for those who may change it. */
    entrySheet: await findSheetOfDelivery(reader, actor, id),
    delivery: {
      ...facts,
      createdAt: facts.createdAt.toISOString(),
      releasedAt: facts.releasedAt?.toISOString(),
      withdrawnAt: facts.withdrawnAt?.toISOString(),
    },
    phase,
    /** The number of a released delivery with the very same file. */
    sameFile: isPreview ? await findSameFile(reader, delivery) : undefined,
    preview: isPreview
      ? { ...buildPreview(delivery, analysis, names, language, t), seen: markReading(delivery) }
      : undefined,
    steps: (await listSteps(reader, id)).map((step) => ({ ...step, at: step.at.toISOString() })),
    findings: seesFigures ? findings : [],
    openQuestions: await countOpen(reader, delivery),
    choices: isPreview
      ? {
          series: seriesOf(delivery.sourceKey),
          dimensions: dimensionsOf(delivery.sourceKey),
          places: placeChoices,
          families: await listFamilyChoices(reader, delivery.sourceKey, language),
        }
      : undefined,
    may: {
      deliver: may(actor, 'figures.deliver', delivery),
      accept: may(actor, 'figures.accept', delivery),
      define: may(actor, 'figures.define', delivery),
      file: seesFigures,
      answer: may(actor, 'figures.answer', delivery) && seesFigures,
    },
  }
}
