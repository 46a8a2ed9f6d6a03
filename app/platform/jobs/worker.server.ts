import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { openDatabasePool } from '../database.server.ts'
import { logError } from '../log.server.ts'
import { Refusal } from '../refusal.ts'
import { JobCancelled, type JobHandlers, type JobTools } from './handler.server.ts'
import type { JobProblem, JobRun } from './job.ts'
import { jobRuns } from './jobs.table.ts'
import { type QueueEntry, queueName } from './queue.server.ts'

/** After so many beginnings a job that takes its worker down with it is given up. */
const mostAttempts = 5

/** Running jobs are held by a lock of the database session that works on them; the class keeps other locks apart. */
const lockClass = 7_241

const recoveryPause = 3_000
const reportPause = 200
const stopPatience = 3_000

export type Worker = { stop(): Promise<void> }

/**
 * Takes jobs from the queue and does them, two at a time, until stopped. A job whose worker died (its session's lock
 * is free while its row says `running`) is taken up again by whichever worker notices first.
 */
export async function startWorker(appUrl: string, handlers: JobHandlers): Promise<Worker> {
  let stopping = false
  const pool = new pg.Pool({ connectionString: appUrl, max: 6, application_name: 'lueckenlos-worker' })
  pool.on('error', () => {})
  const database = openDatabasePool(appUrl, 8)
  const boss = new PgBoss({
    connectionString: appUrl,
    max: 4,
    migrate: false,
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
  })
  boss.on('error', (error) => logError('jobs', error))
  await boss.start()
  await boss.work<QueueEntry>(
    queueName,
    { localConcurrency: 2, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1 },
    async ([job]) => {
      if (job) await workOn(job.data.run)
    },
  )

  async function connect(): Promise<pg.PoolClient> {
    const session = await pool.connect()
    // A connection that breaks fails the next statement; without a listener it would end the process first.
    session.on('error', () => {})
    return session
  }

  async function workOn(id: string): Promise<void> {
    const session = await connect()
    try {
      const { rows } = await session.query<{ mine: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as mine',
        [lockClass, id],
      )
      if (!rows[0]?.mine) return
      const db = drizzle({ client: session })
      const [run] = await db
        .update(jobRuns)
        .set({ state: 'running', attempts: sql`${jobRuns.attempts} + 1`, startedAt: sql`now()` })
        .where(and(eq(jobRuns.id, id), inArray(jobRuns.state, ['queued', 'running'])))
        .returning()
      if (run) await untilNothingChanges(run, db)
    } finally {
      // Closing the session gives the lock back, whatever state it is in.
      session.release(true)
    }
  }

  async function untilNothingChanges(run: JobRun, db: NodePgDatabase): Promise<void> {
    for (;;) {
      const outcome = await attempt(run)
      if (!outcome) {
        // The row stays `running`; the next worker finds its lock free. A polite end is no attempt that failed.
        await db
          .update(jobRuns)
          .set({ attempts: sql`${jobRuns.attempts} - 1` })
          .where(eq(jobRuns.id, run.id))
        return
      }
      const [finished] = await db
        .update(jobRuns)
        .set({ ...outcome, finishedAt: sql`now()` })
        .where(and(eq(jobRuns.id, run.id), eq(jobRuns.repeatRequested, false)))
        .returning({ id: jobRuns.id })
      if (finished) return
      await db.update(jobRuns).set({ repeatRequested: false, progress: 0 }).where(eq(jobRuns.id, run.id))
    }
  }

  /** What to write down; nothing if the work was interrupted because this worker ends. */
  async function attempt(run: JobRun): Promise<Partial<typeof jobRuns.$inferInsert> | undefined> {
    try {
      const handler = handlers[run.kind]
      if (!handler) throw new Error(`no handler for jobs of kind ${run.kind}`)
      const result = await handler(run.input, toolsFor(run))
      return { state: 'done', progress: 1, result: result ?? null, problem: null }
    } catch (error) {
      if (stopping) return undefined
      if (error instanceof JobCancelled) return { state: 'cancelled' }
      return { state: 'failed', problem: describe(run, error) }
    }
  }

  function toolsFor(run: JobRun): JobTools {
    let reportedAt = 0
    let reportedStep = ''
    return {
      run,
      database,
      async report(progress, step) {
        if (step === reportedStep && Date.now() - reportedAt < reportPause) return
        reportedAt = Date.now()
        reportedStep = step
        await pool.query('update job_runs set progress = $2, step = $3 where id = $1', [
          run.id,
          Math.min(1, Math.max(0, progress)),
          step,
        ])
      },
      async throwIfCancelled() {
        if (stopping) throw new JobCancelled()
        const { rows } = await pool.query<{ cancel_requested: boolean }>(
          'select cancel_requested from job_runs where id = $1',
          [run.id],
        )
        if (rows[0]?.cancel_requested) throw new JobCancelled()
      },
    }
  }

  async function recover(): Promise<void> {
    const { rows } = await pool.query<{ id: string; attempts: number }>(
      `select id, attempts from job_runs where state = 'running'`,
    )
    for (const run of rows) {
      const session = await connect()
      try {
        // One statement: locks, and only if the lock was free changes the row.
        const { rows: lost } = await session.query<{ state: string }>(
          `update job_runs set
             state = case when attempts < $3 then 'queued' else 'failed' end,
             problem = case when attempts < $3 then null else '{"kind":"worker-lost"}'::jsonb end,
             finished_at = case when attempts < $3 then null else now() end
           where id = $2 and state = 'running' and (select pg_try_advisory_lock($1, hashtext($2::text)))
           returning state`,
          [lockClass, run.id, mostAttempts],
        )
        if (lost[0]?.state === 'queued') await boss.send(queueName, { run: run.id } satisfies QueueEntry)
      } finally {
        session.release(true)
      }
    }
  }

  let recovering = Promise.resolve()
  const recoverQuietly = () => {
    recovering = recovering.then(recover).catch((error: unknown) => void logError('jobs: recovery', error))
  }
  recoverQuietly()
  const timer = setInterval(recoverQuietly, recoveryPause)

  return {
    async stop() {
      stopping = true
      clearInterval(timer)
      await recovering
      await boss.stop({ graceful: true, timeout: stopPatience })
      // A handler that didn't stop in time still holds its connections; the process ends without waiting for it.
      await Promise.race([Promise.all([pool.end(), database.close()]), sleep(1_000)])
    },
  }
}

function describe(run: JobRun, error: unknown): JobProblem {
  if (error instanceof Refusal) return { kind: 'refused', message: error.message }
  return { kind: 'broken', reference: logError(`jobs: ${run.kind}`, error) }
}
