import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, isNull } from 'drizzle-orm'
import { accounts } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { countAttempt } from './attempts.server.ts'
import { sendLetter } from './letters.server.ts'
import { createPasswordReset } from './resets.server.ts'
import { addressToFind } from './signIn.server.ts'

/** Longer than the work takes for an address that is known, in milliseconds. */
const answerAfter = 400
const perHour = { account: 3, address: 30 } as const

/**
 * Sends a link for a new password to this address, if an account has it. Answers nothing and always takes the same time: nobody
 * learns whose address is known. At most three mails an hour go to one address, so that nobody's mailbox is flooded.
 */
export async function requestPasswordReset(context: Context, typedEmail: string): Promise<void> {
  await Promise.all([sendReset(context, addressToFind(typedEmail)), pause(answerAfter)])
}

async function sendReset(context: Context, email: string): Promise<void> {
  const { database, now, address, publicUrl, mails } = context.get(requestContext)
  const limits = [
    { key: `reset address ${address}`, limit: perHour.address, minutes: 60 },
    { key: `reset account ${email}`, limit: perHour.account, minutes: 60 },
  ]
  for (const limit of limits) if (!(await countAttempt(database, limit, now))) return
  if (!mails) return
  await database.shared(async (shared) => {
    const [account] = await shared.db
      .select({ id: accounts.id, name: accounts.name, email: accounts.email })
      .from(accounts)
      .where(and(eq(accounts.email, email), isNull(accounts.disabledAt)))
    if (!account) return
    const token = await createPasswordReset(shared, account.id, now)
    await sendLetter(shared, context, 'reset', account, `${publicUrl}/konto/kennwort/${token}`)
    await recordAccountEvent(shared, {
      accountId: account.id,
      actor: '',
      action: 'password.reset',
      details: { by: 'mail' },
      at: now,
    })
  })
}
