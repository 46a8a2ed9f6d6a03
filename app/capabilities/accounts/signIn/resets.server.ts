import { randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Shared } from '#app/platform/database.server.ts'
import { accounts } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { storePassword } from './passwords.server.ts'
import { removeSessions, tokenHash } from './sessions.server.ts'
import { passwordResets } from './signIn.table.ts'

/** How long a link to a new password holds, in minutes. */
export const resetMinutes = 60

/** A link's token for choosing a (first or new) password: `/konto/kennwort/<token>`. Stored nowhere but in the answer. */
export async function createPasswordReset(shared: Shared, accountId: number, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await shared.db.insert(passwordResets).values({
    tokenHash: tokenHash(token),
    accountId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + resetMinutes * 60_000),
  })
  return token
}

const holds = (token: string, now: Date) =>
  and(
    eq(passwordResets.tokenHash, tokenHash(token)),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, now),
  )

export type ResetAccount = {
  readonly accountId: number
  readonly name: string
  readonly email: string | null
}

/** Whose link this is, as long as it holds. Looking does not use it up: mail programs look at links, too. */
export async function findPasswordReset(
  shared: Shared,
  token: string,
  now: Date,
): Promise<ResetAccount | undefined> {
  const [row] = await shared.db
    .select({ accountId: accounts.id, name: accounts.name, email: accounts.email })
    .from(passwordResets)
    .innerJoin(accounts, eq(accounts.id, passwordResets.accountId))
    .where(and(holds(token, now), isNull(accounts.disabledAt)))
  return row
}

/**
 * Uses the link up and stores the new password; all sessions of the account end and its other links are void. Answers the
 * account; undefined when the link no longer holds.
 */
export async function consumePasswordReset(
  shared: Shared,
  token: string,
  passwordHash: string,
  now: Date,
): Promise<ResetAccount | undefined> {
  const found = await findPasswordReset(shared, token, now)
  if (!found) return undefined
  const used = await shared.db.update(passwordResets).set({ usedAt: now }).where(holds(token, now))
  if (used.rowCount !== 1) return undefined
  const { accountId, name } = found
  await storePassword(shared, accountId, passwordHash, now)
  const ended = await removeSessions(shared, accountId)
  await recordAccountEvent(shared, {
    accountId,
    actor: name,
    action: 'password.change',
    details: { by: 'link', sessionsEnded: ended },
    at: now,
  })
  return found
}
