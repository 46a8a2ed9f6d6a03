import { setTimeout as sleep } from 'node:timers/promises'
import { and, asc, eq, inArray, lt, lte, ne, sql } from 'drizzle-orm'
import { type Database, openDatabasePool } from '../database.server.ts'
import { logError } from '../log.server.ts'
import { unseal } from '../secretBox.server.ts'
import { mails } from './mail.table.ts'
import { isFinal, type MailProblem, patience, pauseAfter, writeProblem } from './mail.ts'
import { type MailSettings, type MailTransport, openTransport } from './transport.server.ts'

export type MailSender = { stop(): Promise<void> }

/** Between two looks into the outbox, in milliseconds. */
const lookEvery = 1_000
/** For how long an end waits for the mail that is being sent, in milliseconds. */
const stopPatience = 4_000
/** For how long the bare fact that a mail was sent is kept, in milliseconds. */
const remembered = 90 * 24 * 3_600_000
const tidyEvery = 3_600_000

/**
 * Sends what is due in the outbox, one mail after the other, until stopped. Several may run on one database: a mail being
 * sent is locked, and the lock of a killed sender is free at once. Without settings (no mail server) it only tidies up.
 */
export function startMailSender(appUrl: string, settings: MailSettings | undefined): MailSender {
  const database = openDatabasePool(appUrl, 2)
  const transport = settings && openTransport(settings)
  const ending = new AbortController()
  let tidiedAt = 0

  async function work(): Promise<void> {
    while (!ending.signal.aborted) {
      let more = false
      try {
        const now = new Date()
        if (now.getTime() - tidiedAt > tidyEvery) {
          await tidy(database, now)
          tidiedAt = now.getTime()
        }
        more = transport !== undefined && (await sendNext(database, transport, now))
      } catch (error) {
        logError('mail', error)
      }
      if (!more) await sleep(lookEvery, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const working = work()

  return {
    async stop() {
      ending.abort()
      await Promise.race([working.then(() => database.close()), sleep(stopPatience)])
    },
  }
}

/**
 * Sends the next due mail; false when there is none. Its row stays locked while the mail server answers, and is marked in
 * the same transaction: only a loss exactly between the server's "taken" and our commit sends a mail a second time.
 */
export function sendNext(database: Database, transport: MailTransport, now: Date): Promise<boolean> {
  return database.shared(async (shared) => {
    const [mail] = await shared.db
      .select()
      .from(mails)
      .where(and(eq(mails.state, 'queued'), lte(mails.dueAt, now)))
      .orderBy(asc(mails.dueAt), asc(mails.id))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!mail) return false
    const { message, recipient, recipientName, subject, body } = mail
    if (recipient === null || subject === null || body === null) throw new Error(`mail ${mail.id} is empty`)
    const attempts = mail.attempts + 1
    const text = unseal(body, 'mail')
    const problem: MailProblem | undefined =
      text === undefined
        ? { kind: 'sealed' }
        : await transport.send({ message, to: recipient, name: recipientName ?? undefined, subject, text })
    const result = outcome(problem, attempts, mail.createdAt, now)
    await shared.db.update(mails).set(result).where(eq(mails.id, mail.id))
    // The attempts between first and last say nothing new.
    if (problem && (attempts === 1 || 'state' in result))
      console.error(`mail: ${mail.kind} ${mail.id}, attempt ${attempts}: ${writeProblem(problem)}`)
    return true
  })
}

const wiped = { recipient: null, recipientName: null, subject: null, body: null }

function outcome(problem: MailProblem | undefined, attempts: number, createdAt: Date, now: Date) {
  if (!problem) return { ...wiped, attempts, state: 'sent' as const, problem: null, sentAt: now }
  const stored = { attempts, problem: writeProblem(problem) }
  const dueAt = new Date(now.getTime() + pauseAfter(attempts) * 1000)
  const given = isFinal(problem) || dueAt.getTime() - createdAt.getTime() > patience
  return given ? { ...wiped, ...stored, state: 'failed' as const } : { ...stored, dueAt }
}

/** Gives up what waited too long (the mail server was taken out of the settings, a backup of long ago was restored). */
export async function tidy(database: Database, now: Date): Promise<void> {
  await database.shared(async (shared) => {
    const tooOld = lt(mails.createdAt, new Date(now.getTime() - patience))
    const waiting = shared.db
      .select({ id: mails.id })
      .from(mails)
      .where(and(eq(mails.state, 'queued'), tooOld))
      .for('update', { skipLocked: true })
    await shared.db
      .update(mails)
      .set({
        ...wiped,
        state: 'failed',
        problem: sql`coalesce(${mails.problem}, ${writeProblem({ kind: 'too-late' })})`,
      })
      .where(inArray(mails.id, waiting))
    await shared.db
      .delete(mails)
      .where(and(ne(mails.state, 'queued'), lt(mails.createdAt, new Date(now.getTime() - remembered))))
  })
}
