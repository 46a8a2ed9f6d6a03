import { eq } from 'drizzle-orm'
import type { Database } from '#app/platform/database.server.ts'
import { accounts } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { readEmail } from '../people/person.ts'
import { type Context, requestContext } from '../request.server.ts'
import { countAttempts, type Limit, takeBackAttempt } from './attempts.server.ts'
import { findDeviceMark } from './devices.server.ts'
import { hashPassword, isOutdated, isPassword, renewHash } from './passwords.server.ts'

/** A typed address as accounts have it; what no account can have stays as it is typed, to be counted like any other. */
export function addressToFind(typed: string): string {
  const read = readEmail(typed)
  return 'value' in read ? read.value : typed
}

export const waitMinutes = 15

/** Wrong passwords that one device, or all unknown ones together, may try for an account. */
const perAccount = 10
/** Wrong codes a day for an account: of all known devices together, and of all others. Strangers never use up the owner's. */
const perDay = 50
/** From one address, for whatever accounts: a whole town hall may stand behind it. */
const perAddress = 100

/** Longer than any address or password that was ever stored: not even looked up. */
const longest = 1000

export type SignInOutcome =
  /** Unknown address, wrong password or disabled account: nobody learns which. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'right'
      readonly accountId: number
      readonly hasSecondFactor: boolean
      readonly passwordChangedAt: Date | null
    }

/** What counts for an attempt at this account: the device alone where it is known, else address and account. */
function limitsOf(step: string, account: string, mark: string | undefined, address: string): Limit[] {
  const minutes = waitMinutes
  return mark !== undefined
    ? [{ key: `${step} device ${mark}`, limit: perAccount, minutes }]
    : [
        { key: `${step} address ${address}`, limit: perAddress, minutes },
        { key: `${step} account ${account}`, limit: perAccount, minutes },
      ]
}

/**
 * Compares address and password. Blocked attempts are refused before anything is hashed; all others take the time of one
 * comparison, whether the account exists or not. A right password takes its attempt back.
 */
export async function checkPassword(
  context: Context,
  typed: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  const { database, now, address } = context.get(requestContext)
  const email = addressToFind(typed.email.slice(0, longest))
  const account = await database.shared(async (shared) => {
    const [row] = await shared.db
      .select({
        id: accounts.id,
        name: accounts.name,
        passwordHash: accounts.passwordHash,
        passwordChangedAt: accounts.passwordChangedAt,
        secondFactorSince: accounts.secondFactorSince,
        disabledAt: accounts.disabledAt,
      })
      .from(accounts)
      .where(eq(accounts.email, email))
    return row
  })
  const limits = limitsOf(
    'password',
    email,
    account && findDeviceMark(context, account.id, 'password'),
    address,
  )
  const counted = await countAttempts(database, limits, now)
  if (counted === 'refused') return { kind: 'wait' }
  const password = typed.password.slice(0, longest)
  const isRight = await isPassword(password, account?.passwordHash ?? null)
  const isDisabled = account?.disabledAt != null && account.disabledAt <= now
  if (!account || !isRight || isDisabled) {
    if (counted === 'last') await recordFailures(database, account, 'password', now)
    return { kind: 'refused' }
  }
  const outdated = account.passwordHash
  const renewed = outdated && isOutdated(outdated) ? await hashPassword(password) : undefined
  await database.shared(async (shared) => {
    for (const limit of limits) await takeBackAttempt(shared, limit)
    if (outdated && renewed) await renewHash(shared, account.id, outdated, renewed)
  })
  return {
    kind: 'right',
    accountId: account.id,
    hasSecondFactor: account.secondFactorSince !== null,
    passwordChangedAt: account.passwordChangedAt,
  }
}

/** Once for all attempts since the first of them, when no more are allowed. */
async function recordFailures(
  database: Database,
  account: { id: number } | undefined,
  step: 'password' | 'second-factor',
  now: Date,
): Promise<void> {
  await database.shared((shared) =>
    recordAccountEvent(shared, {
      accountId: account?.id ?? null,
      actor: '',
      action: 'sign-in.failed',
      details: { step, count: perAccount },
      at: now,
    }),
  )
}

/**
 * Lets somebody try something that proves who they are (`step`), for an account that is known already: whether the attempt
 * is allowed. `right` says by its answer whether it was; a right one is taken back.
 */
export async function attemptFor(
  context: Context,
  accountId: number,
  step: 'second-factor' | 'confirm',
  isRight: () => Promise<boolean>,
): Promise<'right' | 'wrong' | 'wait'> {
  const { database, now, address } = context.get(requestContext)
  const mark = findDeviceMark(context, accountId, step === 'confirm' ? 'password' : step)
  const whoseDay = mark === undefined ? 'strangers' : 'known devices'
  const limits = [
    ...limitsOf(step, String(accountId), mark, address),
    { key: `${step} day of ${whoseDay} ${accountId}`, limit: perDay, minutes: 1440 },
  ]
  const counted = await countAttempts(database, limits, now)
  if (counted === 'refused') return 'wait'
  if (!(await isRight())) {
    if (counted === 'last') await recordFailures(database, { id: accountId }, 'second-factor', now)
    return 'wrong'
  }
  await database.shared(async (shared) => {
    for (const limit of limits) await takeBackAttempt(shared, limit)
  })
  return 'right'
}
