import { and, eq, sql } from 'drizzle-orm'
import type { Writer } from '#app/platform/database.server.ts'
import type { Actor, Grant, TenantKind } from '../account.ts'
import { accounts } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { demand, wholeTenant } from '../permission.ts'
import { hasLastingAdministrator } from './administrators.server.ts'
import {
  createMembership,
  type HeldGrant,
  listHeldGrants,
  listTenantIdsOf,
  lockAccount,
  lockPeople,
  removeMembership,
} from './memberships.server.ts'
import {
  checkGrant,
  type GrantProblem,
  isConflict,
  isSameGrant,
  needsSecondPerson,
  type ScopeChoices,
} from './scopes.ts'

/** Why a change of somebody's rights was refused. */
export type PersonRefusal =
  | { readonly refused: 'unknown-person' | 'unknown-grant' | 'has-grant' | 'last-grant' }
  /** Somebody must be able to manage the people here. */
  | { readonly refused: 'last-administrator' }
  /** What one may not give oneself. */
  | { readonly refused: 'needs-second-person' }
  /** Data protection and administration in one hand. */
  | { readonly refused: 'conflict' }
  /** Given by a group of the municipality's directory: only there it can be changed. */
  | { readonly refused: 'from-groups' }
  | { readonly refused: 'problems'; readonly problems: readonly GrantProblem[] }
/** `before` and `after`: the roles, for the letter to the person. */
export type GrantsChanged = { readonly before: readonly Grant[]; readonly after: readonly Grant[] }

/** What can be given in this tenant, read in the same transaction. */
export type Known = { readonly kind: TenantKind; readonly choices: ScopeChoices }

const toGrant = ({ role, scope }: Grant): Grant => ({ role, scope })

/** Gives somebody who is a member already a further right. */
export async function addGrant(
  writer: Writer,
  actor: Actor,
  given: { readonly accountId: number; readonly grant: Grant; readonly known: Known },
  now: Date,
): Promise<GrantsChanged | PersonRefusal> {
  demand(actor, 'people.manage', wholeTenant)
  const { accountId, grant, known } = given
  await lockPeople(writer)
  const held = (await listHeldGrants(writer, [accountId])).get(accountId)
  if (!held) return { refused: 'unknown-person' }
  const refusal = refuseGrant(actor, accountId, grant, held, known)
  if (refusal) return refusal
  await createMembership(writer, accountId, grant, { createdBy: actor.name })
  const after = [...held, grant].map(toGrant)
  await record(
    writer,
    actor,
    'people.grant',
    accountId,
    { after: grant, self: accountId === actor.accountId },
    now,
  )
  return { before: held.map(toGrant), after }
}

/** Replaces one right by another: a role with a different scope, or another role. */
export async function changeGrant(
  writer: Writer,
  actor: Actor,
  given: { readonly accountId: number; readonly id: number; readonly grant: Grant; readonly known: Known },
  now: Date,
): Promise<GrantsChanged | PersonRefusal> {
  demand(actor, 'people.manage', wholeTenant)
  const { accountId, id, grant, known } = given
  await lockPeople(writer)
  const held = (await listHeldGrants(writer, [accountId])).get(accountId)
  const former = held?.find((one) => one.id === id)
  if (!held || !former) return { refused: held ? 'unknown-grant' : 'unknown-person' }
  if (former.origin === 'group') return { refused: 'from-groups' }
  if (isSameGrant(former, grant)) return { before: held.map(toGrant), after: held.map(toGrant) }
  const rest = held.filter((one) => one.id !== id)
  const refusal = refuseGrant(actor, accountId, grant, rest, known)
  if (refusal) return refusal
  if (
    isAdministrator(former) &&
    !isAdministrator(grant) &&
    !(await keepsAdministrator(writer, accountId, rest))
  )
    return { refused: 'last-administrator' }
  await removeMembership(writer, accountId, id)
  await createMembership(writer, accountId, grant, { createdBy: actor.name })
  await record(
    writer,
    actor,
    'people.change-grant',
    accountId,
    { before: toGrant(former), after: grant, self: accountId === actor.accountId },
    now,
  )
  return { before: held.map(toGrant), after: [...rest, grant].map(toGrant) }
}

/** Takes one right of several. The last one goes with the person: `removePerson`. */
export async function removeGrant(
  writer: Writer,
  actor: Actor,
  given: { readonly accountId: number; readonly id: number },
  now: Date,
): Promise<GrantsChanged | PersonRefusal> {
  demand(actor, 'people.manage', wholeTenant)
  const { accountId, id } = given
  await lockPeople(writer)
  const held = (await listHeldGrants(writer, [accountId])).get(accountId)
  const former = held?.find((one) => one.id === id)
  if (!held || !former) return { refused: held ? 'unknown-grant' : 'unknown-person' }
  if (former.origin === 'group') return { refused: 'from-groups' }
  const rest = held.filter((one) => one.id !== id)
  if (rest.length === 0) return { refused: 'last-grant' }
  if (isAdministrator(former) && !(await keepsAdministrator(writer, accountId, rest)))
    return { refused: 'last-administrator' }
  await removeMembership(writer, accountId, id)
  await record(writer, actor, 'people.revoke', accountId, { before: toGrant(former) }, now)
  return { before: held.map(toGrant), after: rest.map(toGrant) }
}

/** Takes all rights here. An account that then belongs nowhere is closed: address, password and second factor are wiped. */
export async function removePerson(
  writer: Writer,
  actor: Actor,
  accountId: number,
  now: Date,
): Promise<GrantsChanged | PersonRefusal> {
  demand(actor, 'people.manage', wholeTenant)
  await lockPeople(writer)
  const held = (await listHeldGrants(writer, [accountId])).get(accountId)
  if (!held) return { refused: 'unknown-person' }
  if (held.some(isAdministrator) && !(await hasLastingAdministrator(writer, accountId)))
    return { refused: 'last-administrator' }
  await lockAccount(writer, accountId)
  await removeMembership(writer, accountId)
  const closed =
    (await listTenantIdsOf(writer, accountId)).length === 0 && (await closeAccount(writer, accountId, now))
  await record(writer, actor, 'people.remove', accountId, { before: held.map(toGrant), closed }, now)
  return { before: held.map(toGrant), after: [] }
}

function refuseGrant(
  actor: Actor,
  accountId: number,
  grant: Grant,
  others: readonly Grant[],
  known: Known,
): PersonRefusal | undefined {
  const problems = checkGrant(grant, known)
  if (problems.length > 0) return { refused: 'problems', problems }
  if (others.some((one) => isSameGrant(one, grant))) return { refused: 'has-grant' }
  if (accountId === actor.accountId && needsSecondPerson(grant)) return { refused: 'needs-second-person' }
  return isConflict([...others, grant]) ? { refused: 'conflict' } : undefined
}

const isAdministrator = ({ role }: Grant) => role === 'administration'

/** Somebody else who administrates, or the person by another of their rights that a person gave. */
async function keepsAdministrator(
  writer: Writer,
  accountId: number,
  rest: readonly HeldGrant[],
): Promise<boolean> {
  return (
    rest.some((grant) => isAdministrator(grant) && grant.origin === 'person') ||
    hasLastingAdministrator(writer, accountId)
  )
}

/** The row stays for the audit trail with its name; nothing is left that one could sign in with, here or at the provider. */
async function closeAccount(writer: Writer, accountId: number, now: Date): Promise<boolean> {
  const closed = await writer.db
    .update(accounts)
    .set({
      email: null,
      emailConfirmedAt: null,
      passwordHash: null,
      passwordChangedAt: null,
      secondFactorSecret: null,
      secondFactorSince: null,
      secondFactorStep: null,
      lastSignInMonth: null,
      disabledAt: now,
    })
    .where(and(eq(accounts.id, accountId), eq(accounts.invented, false)))
  if (closed.rowCount === 0) return false
  for (const table of ['sessions', 'recovery_codes', 'password_resets', 'sign_on_identities'] as const)
    await writer.db.execute(sql`delete from ${sql.identifier(table)} where account_id = ${accountId}`)
  return true
}

async function record(
  writer: Writer,
  actor: Actor,
  action: 'people.grant' | 'people.change-grant' | 'people.revoke' | 'people.remove',
  accountId: number,
  details: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> {
  await recordAudit(writer, actor, {
    action,
    thing: `account ${accountId}`,
    details,
    at: now,
    kind: 'account',
  })
}
