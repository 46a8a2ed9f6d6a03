export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** Why a job has no result. Sentences for people are made where the job is shown. */
export type JobProblem =
  /** The rule said no; `message` is a sentence for the person who asked. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Something is broken; the details stand in the log under this reference. */
  | { readonly kind: 'broken'; readonly reference: string }
  /** The worker died while at it, several times. */
  | { readonly kind: 'worker-lost' }

/** One run of a piece of work that takes longer than a page may. */
export type JobRun = {
  readonly id: string
  /** Null: work for the whole installation. */
  readonly tenantId: number | null
  readonly kind: string
  readonly key: string
  readonly state: JobState
  /** 0 to 1. */
  readonly progress: number
  /** What is being done right now, as a key of a text; empty before the first report. */
  readonly step: string
  readonly cancelRequested: boolean
  readonly input: unknown
  /** What the handler returned, once `done`. */
  readonly result: unknown
  readonly problem: JobProblem | null
  /** Account; null: the software itself or the command line. */
  readonly createdBy: number | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}
