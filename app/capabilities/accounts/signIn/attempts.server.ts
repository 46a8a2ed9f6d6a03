import { eq, sql } from 'drizzle-orm'
import type { Database, Shared } from '#app/platform/database.server.ts'
import { keyedHash } from '#app/platform/secretBox.server.ts'
import { attemptCounters } from './signIn.table.ts'

/** What is limited: at most `limit` attempts under this key within so many minutes, counted from the first of them. */
export type Limit = { readonly key: string; readonly limit: number; readonly minutes: number }

const bucketOf = ({ key }: Limit) => keyedHash(key, 'attempts')

/**
 * Counts an attempt before it is made: true while it is allowed. In one statement and committed at once, so that many
 * attempts at the same time, in several processes, are counted one by one. A refused attempt does not prolong the wait.
 */
export async function countAttempt(database: Database, limit: Limit, now: Date): Promise<boolean> {
  return (await countAttempts(database, [limit], now)) !== 'refused'
}

/** As `countAttempt` for several limits in their order, up to the first that refuses. `last`: no further one is allowed. */
export function countAttempts(
  database: Database,
  limits: readonly Limit[],
  now: Date,
): Promise<'allowed' | 'last' | 'refused'> {
  return database.shared(async (shared) => {
    let answer: 'allowed' | 'last' = 'allowed'
    for (const limit of limits) {
      const count = await countOne(shared, limit, now)
      if (count > limit.limit) return 'refused'
      if (count === limit.limit) answer = 'last'
    }
    return answer
  })
}

/** How many there were with this one; one more than the limit stands for all beyond. */
async function countOne(shared: Shared, limit: Limit, now: Date): Promise<number> {
  const begin = new Date(now.getTime() - limit.minutes * 60_000)
  const isOver = sql`${attemptCounters.since} <= ${begin.toISOString()}::timestamptz`
  const [row] = await shared.db
    .insert(attemptCounters)
    .values({ bucket: bucketOf(limit), count: 1, since: now })
    .onConflictDoUpdate({
      target: attemptCounters.bucket,
      set: {
        count: sql`case when ${isOver} then 1 else least(${attemptCounters.count} + 1, ${limit.limit + 1}) end`,
        since: sql`case when ${isOver} then excluded.since else ${attemptCounters.since} end`,
      },
    })
    .returning({ count: attemptCounters.count })
  return row!.count
}

/** Takes back an attempt that turned out to be right. */
export async function takeBackAttempt(shared: Shared, limit: Limit): Promise<void> {
  await shared.db
    .update(attemptCounters)
    .set({ count: sql`greatest(${attemptCounters.count} - 1, 0)` })
    .where(eq(attemptCounters.bucket, bucketOf(limit)))
}
