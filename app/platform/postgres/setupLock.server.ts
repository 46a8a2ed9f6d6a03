import pg from 'pg'

/** Any number will do, as long as nobody else locks it in this database. */
const setupLock = 7_241_002

/**
 * Runs `work` while no other process sets up the same database: several machines may start at once, and one of them creates
 * what is missing while the others wait and find it done. A process that dies gives the lock back.
 */
export async function withSetupLock<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true })
  // A broken connection fails the work's own statements; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [setupLock])
    return await work()
  } finally {
    await client.end().catch(() => {})
  }
}
