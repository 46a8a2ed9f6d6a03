import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import { accounts } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { demand, wholeTenant } from '../permission.ts'
import { voidPasswordLinks } from '../signIn/passwords.server.ts'
import { createPasswordReset } from '../signIn/resets.server.ts'
import { removeSecondFactor } from '../signIn/secondFactor.server.ts'
import { removeSessions } from '../signIn/sessions.server.ts'
import { listGrants, listTenantIdsOf, lockAccount, lockPeople } from './memberships.server.ts'

/** Why an administrator may not touch how somebody signs in. */
export type AccessRefusal =
  | 'unknown-person'
  /**
   * The account has roles in other tenants, too: a link to a new password would hand those over. The person resets it by their
   * own mail, or whoever runs the installation does.
   */
  | 'elsewhere'
  /** A person of the demonstration, or one who signs in through the municipality's directory: there is no password here. */
  | 'no-password'
  /** One's own: the account page asks for the present password and second factor first. */
  | 'own-account'

/** Whether an administrator of this tenant may touch how this person signs in; undefined if so. */
export async function refuseAccess(reader: Reader, accountId: number): Promise<AccessRefusal | undefined> {
  if (!(await listGrants(reader, [accountId])).has(accountId)) return 'unknown-person'
  const tenants = await listTenantIdsOf(reader, accountId)
  if (tenants.some((id) => id !== reader.tenant)) return 'elsewhere'
  const [account] = await reader.db
    .select({ email: accounts.email })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), eq(accounts.invented, false), isNull(accounts.disabledAt)))
  return account?.email ? undefined : 'no-password'
}

/** As `refuseAccess`, for acting: nobody joins or leaves a tenant in between, here or elsewhere. */
async function refuseAct(
  writer: Writer,
  actor: Actor,
  accountId: number,
): Promise<AccessRefusal | undefined> {
  if (accountId === actor.accountId) return 'own-account'
  await lockPeople(writer)
  await lockAccount(writer, accountId)
  return refuseAccess(writer, accountId)
}

/** A link's token with which the person chooses a new password. It replaces those made before: they may have gone astray. */
export async function createResetLink(
  writer: Writer,
  actor: Actor,
  accountId: number,
  now: Date,
): Promise<{ readonly token: string } | { readonly refused: AccessRefusal }> {
  demand(actor, 'people.manage', wholeTenant)
  const refused = await refuseAct(writer, actor, accountId)
  if (refused) return { refused }
  await voidPasswordLinks(writer, accountId)
  const token = await createPasswordReset(writer, accountId, now)
  await record(writer, actor, 'people.reset-link', accountId, now)
  await recordAccountEvent(writer, {
    accountId,
    actor: actor.name,
    action: 'password.reset',
    details: { by: 'administration' },
    at: now,
  })
  return { token }
}

/** For somebody who has lost their phone: takes the second factor and its recovery codes, and ends the sessions. */
export async function takeSecondFactor(
  writer: Writer,
  actor: Actor,
  accountId: number,
  now: Date,
): Promise<AccessRefusal | undefined> {
  demand(actor, 'people.manage', wholeTenant)
  const refused = await refuseAct(writer, actor, accountId)
  if (refused) return refused
  await record(writer, actor, 'people.remove-second-factor', accountId, now)
  await removeSessions(writer, accountId)
  await removeSecondFactor(writer, { id: accountId, name: actor.name }, now)
  return undefined
}

/** Ends all sessions of a person who belongs to this tenant only, however they sign in. */
export async function endSessions(
  writer: Writer,
  actor: Actor,
  accountId: number,
  now: Date,
): Promise<AccessRefusal | undefined> {
  demand(actor, 'people.manage', wholeTenant)
  const refusal = await refuseAct(writer, actor, accountId)
  const refused = refusal === 'no-password' ? undefined : refusal
  if (refused) return refused
  const count = await removeSessions(writer, accountId)
  await record(writer, actor, 'people.end-sessions', accountId, now)
  await recordAccountEvent(writer, {
    accountId,
    actor: actor.name,
    action: 'session.end',
    details: { by: 'administration', count },
    at: now,
  })
  return undefined
}

async function record(
  writer: Writer,
  actor: Actor,
  action: 'people.reset-link' | 'people.remove-second-factor' | 'people.end-sessions',
  accountId: number,
  now: Date,
): Promise<void> {
  await recordAudit(writer, actor, {
    action,
    thing: `account ${accountId}`,
    details: {},
    at: now,
    kind: 'account',
  })
}

export type KnownAccount = { readonly accountId: number; readonly name: string; readonly disabled: boolean }

/** The account of a mail address, for whoever runs the installation. */
export async function findAccountByEmail(shared: Shared, email: string): Promise<KnownAccount | undefined> {
  const [row] = await shared.db
    .select({ accountId: accounts.id, name: accounts.name, disabledAt: accounts.disabledAt })
    .from(accounts)
    .where(and(eq(accounts.email, email), eq(accounts.invented, false)))
  return row && { accountId: row.accountId, name: row.name, disabled: row.disabledAt !== null }
}

/**
 * From the command line: a link to a new password for any account, also one of several tenants, and on request without its
 * second factor. Whoever can run commands on the server has the data anyway.
 */
export async function resetByOperator(
  shared: Shared,
  { accountId, withSecondFactor }: { readonly accountId: number; readonly withSecondFactor: boolean },
  actorName: string,
  now: Date,
): Promise<{ readonly token: string; readonly factorTaken: boolean }> {
  await voidPasswordLinks(shared, accountId)
  const token = await createPasswordReset(shared, accountId, now)
  const factorTaken = withSecondFactor && (await hasSecondFactor(shared, accountId))
  if (factorTaken) await removeSecondFactor(shared, { id: accountId, name: actorName }, now)
  await recordAccountEvent(shared, {
    accountId,
    actor: actorName,
    action: 'password.reset',
    details: { by: 'command' },
    at: now,
  })
  return { token, factorTaken }
}

async function hasSecondFactor(shared: Shared, accountId: number): Promise<boolean> {
  const [row] = await shared.db
    .select({ since: accounts.secondFactorSince })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return row !== undefined && row.since !== null
}

/** From the command line: locks an account everywhere and ends its sessions, or unlocks it. False: it was so already. */
export async function changeDisabled(
  shared: Shared,
  { accountId, disabled }: { readonly accountId: number; readonly disabled: boolean },
  actorName: string,
  now: Date,
): Promise<boolean> {
  const changed = await shared.db
    .update(accounts)
    .set({ disabledAt: disabled ? now : null })
    .where(
      and(
        eq(accounts.id, accountId),
        disabled ? isNull(accounts.disabledAt) : isNotNull(accounts.disabledAt),
      ),
    )
  if (changed.rowCount === 0) return false
  if (disabled) await removeSessions(shared, accountId)
  await recordAccountEvent(shared, {
    accountId,
    actor: actorName,
    action: disabled ? 'account.disable' : 'account.enable',
    details: {},
    at: now,
  })
  return true
}
