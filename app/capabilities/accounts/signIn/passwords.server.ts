import { hash, verify } from '@node-rs/argon2'
import { and, eq, isNull } from 'drizzle-orm'
import type { Shared } from '#app/platform/database.server.ts'
import { accounts } from '../accounts.table.ts'
import { normalisePassword } from './passwordRule.ts'
import { passwordResets } from './signIn.table.ts'

/** Argon2id as OWASP's Password Storage Cheat Sheet names it: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const marked = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`

/** Argon2id is the package's default; its enum can't be named in code that runs without a compiler. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), parameters)
}

/** Made with other parameters than today's. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(marked)

/** What is compared with where there is no password, so that the answer takes as long: no password has this hash. */
const noPassword = `${marked}bHVlY2tlbmxvc25vYm9keQ$p0sTR7o1hD2gMZ0f2nQmOqN1cHk3bVJ0eWw5ZkdhSFE`

/** Takes the same time whether there is a password or not. */
export async function isPassword(typed: string, stored: string | null): Promise<boolean> {
  const isRight = await verify(stored ?? noPassword, normalisePassword(typed))
  return isRight && stored !== null
}

/** The stored hash; null where the account has no password. Never leaves this folder. */
export async function findPasswordHash(shared: Shared, accountId: number): Promise<string | null> {
  const [row] = await shared.db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return row?.passwordHash ?? null
}

/** Stores a password that was chosen, and voids open links to another; `findPasswordProblem` was asked before. */
export async function storePassword(
  shared: Shared,
  accountId: number,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await shared.db
    .update(accounts)
    .set({ passwordHash, passwordChangedAt: now })
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
  await voidPasswordLinks(shared, accountId)
}

/** Links that were asked for before: somebody else may have them, out of a mailbox that is no longer the person's own. */
export async function voidPasswordLinks(shared: Shared, accountId: number): Promise<void> {
  await shared.db
    .delete(passwordResets)
    .where(and(eq(passwordResets.accountId, accountId), isNull(passwordResets.usedAt)))
}

/** The same password, hashed with today's parameters; not if it was changed in between. */
export async function renewHash(
  shared: Shared,
  accountId: number,
  former: string,
  passwordHash: string,
): Promise<void> {
  await shared.db
    .update(accounts)
    .set({ passwordHash })
    .where(and(eq(accounts.id, accountId), eq(accounts.passwordHash, former)))
}
