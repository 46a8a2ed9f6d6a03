import { eq } from 'drizzle-orm'
import type { Shared } from '#app/platform/database.server.ts'
import type { AccountAction } from './actionTexts.ts'
import { accountEventHead, accountEvents } from './audit.table.ts'
import { maskPersonal } from './describeChange.ts'
import { accountEventHash } from './entryHash.ts'

export type NewAccountEvent = {
  /** Whose account; null where none is known, as with attempts at many. */
  readonly accountId: number | null
  /** Name of who did it: the person, somebody of the administration, or "" where nobody is known. */
  readonly actor: string
  readonly action: AccountAction
  readonly details: Readonly<Record<string, unknown>>
  readonly at: Date
}

/**
 * What happens to an account as such, in the transaction in which it happens. One chain for the whole installation: write it
 * last, since everybody else's event waits for the end of the transaction.
 */
export async function recordAccountEvent(shared: Shared, event: NewAccountEvent): Promise<void> {
  await shared.db.insert(accountEventHead).values({ position: 0, hash: '' }).onConflictDoNothing()
  const [head] = await shared.db
    .select()
    .from(accountEventHead)
    .where(eq(accountEventHead.single, true))
    .for('update')
  const row = {
    position: head!.position + 1,
    at: event.at,
    accountId: event.accountId,
    actor: event.actor,
    action: event.action,
    details: maskPersonal(JSON.parse(JSON.stringify(event.details)), 'account.'),
    previousHash: head!.hash,
  }
  const hash = accountEventHash(row)
  await shared.db.insert(accountEvents).values({ ...row, hash })
  await shared.db
    .update(accountEventHead)
    .set({ position: row.position, hash })
    .where(eq(accountEventHead.single, true))
}
