import { and, count, desc, eq, isNull, type SQL } from 'drizzle-orm'
import type { Reader, Shared, Writer } from '../database.server.ts'
import { seal } from '../secretBox.server.ts'
import { mails } from './mail.table.ts'
import { isHeaderText, isMailAddress, type Mail, type MailProblem, readProblem } from './mail.ts'

/**
 * Has a mail sent once the caller's transaction is committed, and only then. A writer's mail belongs to its tenant; with
 * `Shared` it belongs to `tenantId` or to nobody. Answers its number. Throws when address, name or subject could break
 * out of their header line: forms must have refused that before.
 */
export async function queueMail(handle: Writer | Shared, mail: Mail, now: Date): Promise<number> {
  const { kind, to, name, subject, text } = mail
  if (!isMailAddress(to)) throw new Error(`mail ${kind}: not a mail address`)
  if (!isHeaderText(subject) || !isHeaderText(name ?? ''))
    throw new Error(`mail ${kind}: subject and name must be one short line`)
  const [row] = await handle.db
    .insert(mails)
    .values({
      tenantId: 'tenant' in handle ? handle.tenant : (mail.tenantId ?? null),
      kind,
      recipient: to,
      recipientName: name,
      subject,
      body: seal(text, 'mail'),
      createdAt: now,
      dueAt: now,
    })
    .returning({ id: mails.id })
  return row!.id
}

/** How it goes with the mails of a tenant, or of the installation as such. No recipient, no text. */
export type MailReport = {
  readonly waiting: number
  readonly lastSentAt: Date | null
  /** The newest first; `problem` of a mail that waits is why the last attempt failed. */
  readonly troubled: readonly {
    readonly id: number
    readonly kind: string
    readonly state: 'queued' | 'failed'
    readonly attempts: number
    readonly createdAt: Date
    readonly problem: MailProblem | undefined
  }[]
}

const mostTroubled = 20

export const readMailReport = (reader: Reader): Promise<MailReport> =>
  reportOn(reader, eq(mails.tenantId, reader.tenant))

/** Of the mails that belong to no tenant: password resets. */
export const readSharedMailReport = (shared: Shared): Promise<MailReport> =>
  reportOn(shared, isNull(mails.tenantId))

async function reportOn(handle: Reader | Shared, whose: SQL): Promise<MailReport> {
  const [queued] = await handle.db
    .select({ count: count() })
    .from(mails)
    .where(and(whose, eq(mails.state, 'queued')))
  const [last] = await handle.db
    .select({ sentAt: mails.sentAt })
    .from(mails)
    .where(and(whose, eq(mails.state, 'sent')))
    .orderBy(desc(mails.sentAt))
    .limit(1)
  const rows = await handle.db
    .select({
      id: mails.id,
      kind: mails.kind,
      state: mails.state,
      attempts: mails.attempts,
      createdAt: mails.createdAt,
      problem: mails.problem,
    })
    .from(mails)
    .where(whose)
    .orderBy(desc(mails.id))
    .limit(200)
  return {
    waiting: queued!.count,
    lastSentAt: last?.sentAt ?? null,
    troubled: rows
      .flatMap(({ state, problem, ...row }) =>
        state !== 'sent' && problem !== null ? [{ ...row, state, problem: readProblem(problem) }] : [],
      )
      .slice(0, mostTroubled),
  }
}

/** What became of one mail of the reader's tenant. */
export async function findMail(
  reader: Reader,
  id: number,
): Promise<
  { state: MailReport['troubled'][number]['state'] | 'sent'; problem: MailProblem | undefined } | undefined
> {
  const [row] = await reader.db
    .select({ state: mails.state, problem: mails.problem })
    .from(mails)
    .where(and(eq(mails.tenantId, reader.tenant), eq(mails.id, id)))
  return row && { state: row.state, problem: readProblem(row.problem) }
}
