import { lt } from 'drizzle-orm'
import type { Database } from '#app/platform/database.server.ts'
import { sessions } from '../accounts.table.ts'
import { attemptCounters, carriedForms, passwordResets } from './signIn.table.ts'

const hour = 3_600_000
/** No limit looks back further than a day. */
const countersFor = 48 * hour
/** The row of an ended session is kept so long, so that a form sent too late finds back to its person. */
const sessionsFor = 6 * hour

/** Forgets what signing in has left behind: old counters, ended sessions, links and forms that no longer hold. */
export async function tidySignIn(database: Database, now: Date): Promise<void> {
  const before = (age: number) => new Date(now.getTime() - age)
  await database.shared(async ({ db }) => {
    await db.delete(attemptCounters).where(lt(attemptCounters.since, before(countersFor)))
    await db.delete(sessions).where(lt(sessions.expiresAt, before(sessionsFor)))
    await db.delete(passwordResets).where(lt(passwordResets.expiresAt, now))
    await db.delete(carriedForms).where(lt(carriedForms.expiresAt, now))
  })
}
