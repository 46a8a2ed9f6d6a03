import type { Language } from '#app/plain/format.ts'
import type { JobRun } from '#app/platform/jobs/job.ts'
import { i18nFor } from '#app/texts/i18n.ts'

/** What is being made, or how the last try ended. */
export type ExportState =
  | {
      readonly kind: 'running'
      readonly percent: number
      readonly step: string
      readonly isCancelling: boolean
    }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'done' }

export function showExportJob(run: JobRun | undefined, language: Language): ExportState | undefined {
  const t = i18nFor(language).getFixedT(language, 'archive')
  switch (run?.state) {
    case 'queued':
    case 'running':
      return {
        kind: 'running',
        percent: Math.round(run.progress * 100),
        step: t('step.write'),
        isCancelling: run.cancelRequested,
      }
    case 'failed':
      return { kind: 'failed', sentence: problemSentence(run) }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'done':
      return { kind: 'done' }
    default:
      return undefined
  }

  function problemSentence({ problem }: JobRun): string {
    if (problem?.kind === 'refused') return problem.message
    return problem?.kind === 'broken' ? t('ended.broken', { reference: problem.reference }) : t('ended.lost')
  }
}

/** "3,2 MB", as people know it from their file manager. `bytes` may be any size. */
export function sizeInWords(bytes: number, language: Language): string {
  const t = i18nFor(language).getFixedT(language, 'archive')
  const number = (value: number, digits: number) =>
    value.toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: digits })
  return bytes >= 1_000_000
    ? t('size.mb', { size: number(bytes / 1_000_000, 1) })
    : t('size.kb', { size: number(Math.ceil(bytes / 1000), 0) })
}
