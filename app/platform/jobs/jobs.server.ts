import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import type { Reader, Writer } from '../database.server.ts'
import type { JobRun } from './job.ts'
import { jobRuns } from './jobs.table.ts'
import { type QueueEntry, queueName } from './queue.server.ts'

const open = inArray(jobRuns.state, ['queued', 'running'])

/**
 * Has a piece of work done in the background once this transaction is committed, and returns its run at once. While a
 * run of the same key is queued or running, that run is returned instead. With `repeat` a running one is done once
 * more when it is through, because what it has read may be out of date by now. `actorId`: an account, or 0 or null for
 * the command line and the software itself.
 */
export async function startJob(
  writer: Writer,
  actorId: number | null,
  kind: string,
  key: string,
  input: unknown,
  options: { repeat?: boolean } = {},
): Promise<JobRun> {
  for (;;) {
    const [created] = await writer.db
      .insert(jobRuns)
      .values({ tenantId: writer.tenant, kind, key, input, createdBy: actorId || null })
      .onConflictDoNothing()
      .returning()
    if (created) {
      await enqueue(writer, created.id)
      return created
    }
    // The update locks the row: a worker can neither begin nor finish it before what this transaction changes is there.
    const [running] = await writer.db
      .update(jobRuns)
      .set({
        repeatRequested: sql`${jobRuns.repeatRequested} or (${options.repeat ?? false} and ${jobRuns.state} = 'running')`,
      })
      .where(and(eq(jobRuns.tenantId, writer.tenant), eq(jobRuns.key, key), open))
      .returning()
    if (running) return running
  }
}

/** Within the caller's transaction: the queue learns of the job if and only if the command happens. */
async function enqueue(writer: Writer, id: string): Promise<void> {
  const db = { executeSql: (text: string, values?: unknown[]) => writer.client.query(text, values) }
  const boss = new PgBoss({ db, migrate: false, supervise: false, schedule: false, useListenNotify: true })
  await boss.send(queueName, { run: id } satisfies QueueEntry)
}

/** The run, if the reader's tenant has it. `id` may be any text. */
export async function findJob(reader: Reader, id: string): Promise<JobRun | undefined> {
  const [run] = await reader.db
    .select()
    .from(jobRuns)
    .where(and(eq(sql`${jobRuns.id}::text`, id), eq(jobRuns.tenantId, reader.tenant)))
  return run
}

/** The run of this key that was ordered last: under way, or how it ended. */
export async function findLatestJob(reader: Reader, key: string): Promise<JobRun | undefined> {
  const [run] = await reader.db
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.tenantId, reader.tenant), eq(jobRuns.key, key)))
    .orderBy(desc(jobRuns.createdAt))
    .limit(1)
  return run
}

/** The run that was ordered last under each key that begins so. */
export async function listLatestJobs(reader: Reader, prefix: string): Promise<ReadonlyMap<string, JobRun>> {
  const runs = await reader.db
    .selectDistinctOn([jobRuns.key])
    .from(jobRuns)
    .where(and(eq(jobRuns.tenantId, reader.tenant), sql`starts_with(${jobRuns.key}, ${prefix})`))
    .orderBy(jobRuns.key, desc(jobRuns.createdAt))
  return new Map(runs.map((run) => [run.key, run]))
}

/** Asks for the end of a run: a queued one is cancelled at once, a running one at its next step. */
export async function cancelJob(writer: Writer, id: string): Promise<JobRun | undefined> {
  const [run] = await writer.db
    .update(jobRuns)
    .set({
      cancelRequested: true,
      state: sql`case ${jobRuns.state} when 'queued' then 'cancelled' else ${jobRuns.state} end`,
      finishedAt: sql`case ${jobRuns.state} when 'queued' then now() end`,
    })
    .where(and(eq(sql`${jobRuns.id}::text`, id), eq(jobRuns.tenantId, writer.tenant), open))
    .returning()
  return run
}
