import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { accountEvents } from '../audit/audit.table.ts'
import type { Context } from '../request.server.ts'
import { requestContext } from '../request.server.ts'
import { countAttempt } from '../signIn/attempts.server.ts'
import type { Failed, Place } from './flow.server.ts'

/** Failures of one cause from one network that are kept in ten minutes: events can't be deleted, and anybody can cause some. */
const mostNotes = 10

/**
 * Keeps in mind that a sign-on came to nothing: reason and code, nothing about the person. Not an answer to no attempt of
 * ours: anybody can send one, and it tells nothing.
 */
export async function noteFailure(context: Context, tenant: Place, { reason, code }: Failed): Promise<void> {
  if (reason === 'limited' || code === 'unknown') return
  const { database, address, now } = context.get(requestContext)
  const limit = { key: `sign-on-failed ${tenant.id} ${address} ${code}`, limit: mostNotes, minutes: 10 }
  if (!(await countAttempt(database, limit, now))) return
  await database.shared((shared) =>
    recordAccountEvent(shared, {
      accountId: null,
      actor: '',
      action: 'sign-on.failed',
      details: { tenant: tenant.slug, reason, cause: code },
      at: now,
    }),
  )
}

/** How far back failures are shown, and how many. */
export const failureDays = 14
export const mostFailures = 20

export type KeptFailure = { readonly position: number; readonly at: string; readonly code: string }

/** The last failures of this municipality, the newest first. `at`: ISO 8601. */
export async function listFailures(reader: Reader, slug: string, now: Date): Promise<KeptFailure[]> {
  const { position, at, accountId, action, details } = accountEvents
  const rows = await reader.db
    .select({ position, at, code: sql<string>`coalesce(${details}->>'cause', '')` })
    .from(accountEvents)
    .where(
      and(
        isNull(accountId),
        eq(action, 'sign-on.failed'),
        sql`${details}->>'tenant' = ${slug}`,
        gt(at, new Date(now.getTime() - failureDays * 24 * 3_600_000)),
      ),
    )
    .orderBy(desc(position))
    .limit(mostFailures)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
