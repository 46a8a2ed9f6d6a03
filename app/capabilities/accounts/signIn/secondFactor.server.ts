import { randomBytes } from 'node:crypto'
import { and, count, eq, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Shared } from '#app/platform/database.server.ts'
import { keyedHash, seal, unseal } from '#app/platform/secretBox.server.ts'
import { accounts } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { readRecoveryCode, recoveryCodeCount, writeRecoveryCode } from './recoveryCodes.ts'
import { recoveryCodes } from './signIn.table.ts'
import { findTotpStep, newTotpSecret, readTotpCode, spellSecret, totpUri } from './totp.ts'

type Own = { readonly id: number; readonly name: string }

const codeHash = (accountId: number, code: string) =>
  keyedHash(`recovery ${accountId} ${code}`, 'second-factor')

/** A second factor being set up. `sealed` comes back with the first code; nothing is stored before. */
export type SetUp = { readonly sealed: string; readonly uri: string; readonly spelt: string }

const setUpMinutes = 30
const setUpContent = z.object({ accountId: z.number().int(), secret: z.string(), until: z.number() })

export function beginSetUp(accountId: number, label: string, now: Date): SetUp {
  const secret = newTotpSecret()
  const until = now.getTime() + setUpMinutes * 60_000
  return describeSetUp(seal(JSON.stringify({ accountId, secret, until }), 'second-factor'), secret, label)
}

const describeSetUp = (sealed: string, secret: string, label: string): SetUp => ({
  sealed,
  uri: totpUri(secret, label),
  spelt: spellSecret(secret),
})

/** The same set-up again, after a wrong code; undefined when it is somebody else's, changed or half an hour old. */
export function continueSetUp(
  accountId: number,
  sealed: string,
  label: string,
  now: Date,
): (SetUp & { readonly secret: string }) | undefined {
  const text = unseal(sealed, 'second-factor')
  const parsed = setUpContent.safeParse(text === undefined ? undefined : JSON.parse(text))
  if (!parsed.success || parsed.data.accountId !== accountId) return undefined
  const { secret, until } = parsed.data
  return until > now.getTime() ? { ...describeSetUp(sealed, secret, label), secret } : undefined
}

/**
 * Stores a second factor whose app has shown a right code, in place of a former one. Answers new recovery codes, which are
 * stored as keyed hashes only; undefined if the code is wrong.
 */
export async function completeSetUp(
  shared: Shared,
  own: Own,
  secret: string,
  typed: string,
  now: Date,
): Promise<string[] | undefined> {
  const code = readTotpCode(typed)
  const step = code && findTotpStep(secret, code, now)
  if (!step) return undefined
  await shared.db
    .update(accounts)
    .set({
      secondFactorSecret: seal(secret, 'second-factor'),
      secondFactorSince: now,
      secondFactorStep: step,
    })
    .where(eq(accounts.id, own.id))
  const codes = await replaceRecoveryCodes(shared, own.id)
  await record(shared, own, 'second-factor.on', {}, now)
  return codes
}

export async function removeSecondFactor(shared: Shared, own: Own, now: Date): Promise<void> {
  await shared.db
    .update(accounts)
    .set({ secondFactorSecret: null, secondFactorSince: null, secondFactorStep: null })
    .where(eq(accounts.id, own.id))
  await shared.db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, own.id))
  await record(shared, own, 'second-factor.off', {}, now)
}

/** New recovery codes; the former ones no longer count. */
export async function renewRecoveryCodes(shared: Shared, own: Own, now: Date): Promise<string[]> {
  const codes = await replaceRecoveryCodes(shared, own.id)
  await record(shared, own, 'recovery-codes.create', { count: codes.length }, now)
  return codes
}

async function replaceRecoveryCodes(shared: Shared, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => writeRecoveryCode(randomBytes(10)))
  await shared.db.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId))
  await shared.db
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ accountId, codeHash: codeHash(accountId, code) })))
  return codes
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(shared: Shared, accountId: number): Promise<number> {
  const [row] = await shared.db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)))
  return row!.left
}

/** Whether this is a code of the app or a recovery code of the account. Each works once, also for many at the same time. */
export async function acceptSecondFactor(
  shared: Shared,
  accountId: number,
  typed: string,
  now: Date,
): Promise<boolean> {
  const code = readTotpCode(typed)
  return code === undefined
    ? acceptRecoveryCode(shared, accountId, typed, now)
    : acceptTotpCode(shared, accountId, code, now)
}

/** "The verifier MUST NOT accept the second attempt of the OTP" (RFC 6238, 5.2): steps only go forward. */
async function acceptTotpCode(shared: Shared, accountId: number, code: string, now: Date): Promise<boolean> {
  const [row] = await shared.db
    .select({ sealed: accounts.secondFactorSecret })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  const secret = row?.sealed ? unseal(row.sealed, 'second-factor') : undefined
  const step = secret && findTotpStep(secret, code, now)
  if (!step) return false
  const used = await shared.db
    .update(accounts)
    .set({ secondFactorStep: step })
    .where(
      and(
        eq(accounts.id, accountId),
        or(isNull(accounts.secondFactorStep), lt(accounts.secondFactorStep, step)),
      ),
    )
  return used.rowCount === 1
}

async function acceptRecoveryCode(
  shared: Shared,
  accountId: number,
  typed: string,
  now: Date,
): Promise<boolean> {
  const code = readRecoveryCode(typed)
  if (!code) return false
  const used = await shared.db
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.accountId, accountId),
        eq(recoveryCodes.codeHash, codeHash(accountId, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
  if (used.rowCount !== 1) return false
  const [row] = await shared.db
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  const own = { id: accountId, name: row?.name ?? '' }
  await record(shared, own, 'recovery-code.use', { left: await countRecoveryCodes(shared, accountId) }, now)
  return true
}

function record(
  shared: Shared,
  own: Own,
  action: 'second-factor.on' | 'second-factor.off' | 'recovery-code.use' | 'recovery-codes.create',
  details: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> {
  return recordAccountEvent(shared, { accountId: own.id, actor: own.name, action, details, at: now })
}
