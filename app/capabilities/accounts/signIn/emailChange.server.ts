import { and, eq, isNull } from 'drizzle-orm'
import pg from 'pg'
import { z } from 'zod'
import type { Shared } from '#app/platform/database.server.ts'
import { seal, unseal } from '#app/platform/secretBox.server.ts'
import { accounts } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { sendLetter } from './letters.server.ts'
import type { OwnAccount } from './ownAccount.server.ts'
import { voidPasswordLinks } from './passwords.server.ts'

/** How long the link to a new address holds, in minutes. */
export const emailChangeMinutes = 60

const content = z.object({
  accountId: z.number().int(),
  from: z.string().nullable(),
  to: z.string(),
  until: z.number(),
})
export type EmailChange = z.infer<typeof content>

/**
 * The token of the link `/konto/adresse/<token>` that is sent to a new address. All of it lies sealed in the token: it holds
 * for an hour, and only while the account still has its former address, hence once.
 */
export function sealEmailChange(own: Pick<OwnAccount, 'id' | 'email'>, to: string, now: Date): string {
  const until = now.getTime() + emailChangeMinutes * 60_000
  return seal(JSON.stringify({ accountId: own.id, from: own.email, to, until }), 'address')
}

/** The change a link stands for, as long as it holds for this account. */
export function openEmailChange(
  token: string,
  own: Pick<OwnAccount, 'id' | 'email'>,
  now: Date,
): EmailChange | undefined {
  const text = unseal(token, 'address')
  const parsed = content.safeParse(text === undefined ? undefined : JSON.parse(text))
  if (!parsed.success) return undefined
  const { accountId, from, until } = parsed.data
  return accountId === own.id && from === own.email && until > now.getTime() ? parsed.data : undefined
}

/** Sends the link to the new address and, when it is somebody else's already, nothing: the answer is the same. */
export async function requestEmailChange(
  shared: Shared,
  context: Context,
  own: OwnAccount,
  to: string,
): Promise<void> {
  const { now, publicUrl } = context.get(requestContext)
  const [taken] = await shared.db.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, to))
  if (taken) return
  const link = `${publicUrl}/konto/adresse/${sealEmailChange(own, to, now)}`
  await sendLetter(shared, context, 'addressConfirm', { name: own.name, email: to }, link)
}

/**
 * Makes `to` the account's address; false when somebody else has it by now (or takes it in the same instant), or the address was
 * changed in between. The former address is told; what was sent there opens nothing any more. `confirmed`: a link sent to the
 * new address was used.
 */
export async function changeEmail(
  context: Context,
  own: OwnAccount,
  to: string,
  confirmed: boolean,
): Promise<boolean> {
  const { database } = context.get(requestContext)
  return database
    .shared((shared) => storeEmail(shared, context, own, to, confirmed))
    .catch((error: unknown) => {
      if (isTakenMeanwhile(error)) return false
      throw error
    })
}

/** PostgreSQL's unique_violation, for the index on addresses. */
function isTakenMeanwhile(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof pg.DatabaseError && cause.code === '23505' && cause.constraint === 'accounts_email'
}

async function storeEmail(
  shared: Shared,
  context: Context,
  own: OwnAccount,
  to: string,
  confirmed: boolean,
): Promise<boolean> {
  const { now } = context.get(requestContext)
  const [taken] = await shared.db.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, to))
  if (taken) return false
  const changed = await shared.db
    .update(accounts)
    .set({ email: to, emailConfirmedAt: confirmed ? now : null })
    .where(
      and(
        eq(accounts.id, own.id),
        own.email === null ? isNull(accounts.email) : eq(accounts.email, own.email),
      ),
    )
  if (changed.rowCount !== 1) return false
  await voidPasswordLinks(shared, own.id)
  await sendLetter(shared, context, 'addressChanged', own)
  await recordAccountEvent(shared, {
    accountId: own.id,
    actor: own.name,
    action: 'account.change',
    details: { field: 'mail', confirmed },
    at: now,
  })
  return true
}
