import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { logError } from '../log.server.ts'
import { appName } from '../postgres/roles.server.ts'

/** One queue for all kinds: what a job is about stands in its row of `job_runs`, the queue only says whose turn it is. */
export const queueName = 'jobs'

/** `run`: id of the row. Several entries for one row are harmless: the row's state and its lock decide. */
export type QueueEntry = { readonly run: string }

/** Creates and upgrades the queue's own tables, as the owner; the application's role works with them. */
export async function setUpJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    max: 1,
    supervise: false,
    schedule: false,
    migrate: true,
  })
  boss.on('error', (error) => logError('jobs', error))
  await boss.start()
  try {
    if (!(await boss.getQueue(queueName)))
      await boss.createQueue(queueName, {
        notify: true,
        // The database was away for a moment; a lost worker is another matter and noticed by its lock.
        retryLimit: 1000,
        retryDelay: 1,
        expireInSeconds: 12 * 3600,
      })
  } finally {
    await boss.stop({ graceful: false })
  }
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`
      grant usage on schema pgboss to ${appName};
      grant select, insert, update, delete on all tables in schema pgboss to ${appName};
      grant usage, select on all sequences in schema pgboss to ${appName};
      grant execute on all functions in schema pgboss to ${appName};
    `)
  } finally {
    await owner.end()
  }
}
