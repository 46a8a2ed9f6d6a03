import { setTimeout as sleep } from 'node:timers/promises'
import { eq, lt, sql } from 'drizzle-orm'
import type { Database } from './database.server.ts'
import { keyedHash, seal, unseal } from './secretBox.server.ts'
import { submissions } from './submissions.table.ts'

/** Seconds: how long an answer counts for a second press, and after which time nobody waits for one any more. */
const remembered = 2
const abandoned = 15

const ago = (seconds: number) => sql`now() - ${`${seconds} seconds`}::interval`

/** Whether this is the first of them; the row is then ours. */
async function begin(database: Database, key: string): Promise<boolean> {
  return database.shared(async ({ db }) => {
    await db.delete(submissions).where(lt(submissions.begunAt, ago(60)))
    const mine = await db
      .insert(submissions)
      .values({ key, begunAt: sql`now()` })
      .onConflictDoUpdate({
        target: submissions.key,
        set: { begunAt: sql`now()`, answeredAt: null, sealed: null },
        setWhere: sql`${submissions.answeredAt} < ${ago(remembered)}
          or (${submissions.answeredAt} is null and ${submissions.begunAt} < ${ago(abandoned)})`,
      })
      .returning({ key: submissions.key })
    return mine.length > 0
  })
}

async function findAnswer(database: Database, key: string): Promise<'gone' | 'waiting' | { answer: string }> {
  return database.shared(async ({ db }) => {
    const [row] = await db
      .select({ sealed: submissions.sealed })
      .from(submissions)
      .where(eq(submissions.key, key))
    if (!row) return 'gone'
    const answer = row.sealed === null ? undefined : unseal(row.sealed, 'submission')
    return answer === undefined ? 'waiting' : { answer }
  })
}

/**
 * Does `work` once for all who ask with the same content at the same time or within two seconds, in whatever process: the
 * first does it, the others get its answer. `what` may be secret; only its keyed hash is stored, and the answer sealed. `work`
 * answers undefined where nothing is to be remembered: then the others do it themselves.
 */
export async function answerOnce(
  database: Database,
  what: string,
  work: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const key = keyedHash(what, 'submission')
  while (!(await begin(database, key))) {
    const found = await findAnswer(database, key)
    if (typeof found === 'object') return found.answer
    await sleep(50)
  }
  const forget = () =>
    database.shared(async ({ db }) => void (await db.delete(submissions).where(eq(submissions.key, key))))
  try {
    const answer = await work()
    if (answer === undefined) await forget()
    else
      await database.shared(
        async ({ db }) =>
          void (await db
            .update(submissions)
            .set({ sealed: seal(answer, 'submission'), answeredAt: sql`now()` })
            .where(eq(submissions.key, key))),
      )
    return answer
  } catch (error) {
    await forget().catch(() => {})
    throw error
  }
}
