import { randomUUID } from 'node:crypto'
import type { Database } from '../database.server.ts'
import type { JobRun } from './job.ts'

/** Thrown by `throwIfCancelled`; handlers let it pass. */
export class JobCancelled extends Error {
  override name = 'JobCancelled'
}

export type JobTools = {
  readonly run: Pick<JobRun, 'id' | 'tenantId' | 'kind' | 'key' | 'createdBy'>
  readonly database: Database
  /** Says how far the work is (0 to 1) and what is being done (key of a text). Cheap enough for every step of a loop. */
  report(progress: number, step: string): Promise<void>
  /** To be called between steps, and before what can't be undone. */
  throwIfCancelled(): Promise<void>
}

/**
 * Does the work of one kind of job and returns its result (JSON). It may be begun again after a loss in the middle, so
 * it does the same as often as it runs. A `Refusal` is shown to the person who asked; any other error is logged.
 */
export type JobHandler = (input: unknown, tools: JobTools) => Promise<unknown>

export type JobHandlers = { readonly [kind: string]: JobHandler }

/** Does the work here and now, without the queue: for the command line. Errors come back as they are thrown. */
export async function runInline(
  handler: JobHandler,
  order: { database: Database; tenantId: number | null; kind: string; key: string; input: unknown },
  onReport: (progress: number, step: string) => void = () => {},
): Promise<unknown> {
  const { database, tenantId, kind, key, input } = order
  return handler(input, {
    run: { id: randomUUID(), tenantId, kind, key, createdBy: null },
    database,
    report: async (progress, step) => onReport(progress, step),
    throwIfCancelled: async () => {},
  })
}
