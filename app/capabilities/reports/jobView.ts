import type { Language } from '#app/plain/format.ts'
import type { JobProblem, JobRun } from '#app/platform/jobs/job.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { buildOrder, buildResult } from './order.ts'
import { reportWords } from './words.ts'

type Kind = { readonly name: 'build' | 'analyse' | 'accept' | 'release' | 'other' } & Pick<
  JobView,
  'backPath' | 'backText'
>

/** Where a person goes after a job of each kind. */
const kinds: Readonly<Record<string, Kind>> = {
  'reports.build': { name: 'build', backPath: 'berichte', backText: 'job.toReports' },
  'figures.analyse': { name: 'analyse', backPath: 'lieferungen', backText: 'job.toDeliveries' },
  'figures.accept': { name: 'accept', backPath: 'lieferungen', backText: 'job.toDeliveries' },
  'figures.release': { name: 'release', backPath: 'freigaben', backText: 'job.toReleases' },
}
const unknownKind: Kind = { name: 'other', backPath: 'berichte', backText: 'job.toReports' }

/** A job in sentences, for its page. Times are ISO instants. */
export type JobView = {
  readonly title: string
  /** What is being done, or how it ended. */
  readonly step: string
  readonly percent: number
  readonly isOpen: boolean
  readonly isCancelling: boolean
  readonly outcome: 'success' | 'error' | 'info'
  readonly sentences: readonly string[]
  readonly startedAt: string | undefined
  readonly finishedAt: string | undefined
  /** Year of the report that was built. */
  readonly report: number | undefined
  readonly backPath: 'berichte' | 'freigaben' | 'lieferungen'
  readonly backText: 'job.toReports' | 'job.toReleases' | 'job.toDeliveries'
}

function problemSentence(problem: JobProblem, language: Language): string {
  const t = reportWords(language)
  switch (problem.kind) {
    case 'refused':
      return problem.message
    case 'broken':
      return t('job.broken', { reference: problem.reference })
    case 'worker-lost':
      return t('job.lost')
  }
}

export function showJob(run: JobRun, language: Language): JobView {
  const t = reportWords(language)
  const { name: kind, backPath, backText } = kinds[run.kind] ?? unknownKind
  const isOpen = run.state === 'queued' || run.state === 'running'
  const order = kind === 'build' ? buildOrder.safeParse(run.input).data : undefined
  const result = kind === 'build' ? buildResult.safeParse(run.result).data : undefined
  const name = t(`job.kind.${kind}`)
  // Steps are keys of texts of the capability that does the work.
  const step = i18nFor(language).exists(run.step) ? i18nFor(language).t(run.step as 'product') : ''
  const outcome = run.state === 'done' ? 'success' : run.state === 'failed' ? 'error' : 'info'
  return {
    title: order ? `${name}: ${order.year}` : name,
    step: run.state === 'running' && step !== '' ? step : t(`job.state.${run.state}`),
    percent: Math.round(run.progress * 100),
    isOpen,
    isCancelling: isOpen && run.cancelRequested,
    outcome,
    sentences: [
      ...(run.problem ? [problemSentence(run.problem, language)] : []),
      ...(result ? [t('job.pages', { count: result.pages })] : []),
      ...(result && result.replaced.length > 0
        ? [t('job.replaced', { signs: result.replaced.join(' ') })]
        : []),
    ],
    startedAt: run.startedAt?.toISOString(),
    finishedAt: run.finishedAt?.toISOString(),
    report: run.state === 'done' ? result?.year : undefined,
    backPath,
    backText,
  }
}
