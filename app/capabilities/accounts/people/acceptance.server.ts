import { randomUUID } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import type { Grant } from '../account.ts'
import { accounts, invitations } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { voidPasswordLinks } from '../signIn/passwords.server.ts'
import { type Session, tokenHash } from '../signIn/sessions.server.ts'
import { isOpen, mayStillInvite } from './invitations.server.ts'
import { createMembership, listGrants, lockAccount, lockPeople } from './memberships.server.ts'
import { isConflict, needsSecondPerson } from './scopes.ts'

/** What the invited person sees. */
export type OpenInvitation = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly grants: readonly Grant[]
  readonly createdBy: string
  /** Empty: from the command line. */
  readonly createdByAccount: number | null
  readonly expiresAt: Date
  readonly mailed: boolean
  /** The account that has this mail address already: its owner signs in first. */
  readonly accountId: number | undefined
}

/**
 * The invitation of a link; undefined whether it never was, ran out, was used or revoked, or its inviter may no longer invite:
 * nobody learns which.
 */
export async function findInvitation(
  reader: Reader,
  token: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [row] = await reader.db
    .select({
      id: invitations.id,
      email: invitations.email,
      name: invitations.name,
      grants: invitations.grants,
      createdBy: invitations.createdBy,
      createdByAccount: invitations.createdByAccount,
      expiresAt: invitations.expiresAt,
      mailed: invitations.mailed,
      accountId: accounts.id,
    })
    .from(invitations)
    .leftJoin(accounts, eq(accounts.email, invitations.email))
    .where(
      and(
        eq(invitations.tenantId, reader.tenant),
        eq(invitations.tokenHash, tokenHash(token)),
        isOpen,
        gt(invitations.expiresAt, now),
      ),
    )
  if (!row || !(await mayStillInvite(reader, row.createdByAccount))) return undefined
  return { ...row, accountId: row.accountId ?? undefined }
}

export type Accepted = { readonly accountId: number }
export type AcceptRefusal =
  /** Gone, used, revoked, or somebody was faster. */
  | 'gone'
  /** The address has an account: sign in with it. */
  | 'sign-in-first'
  /** Signed in as somebody else, or in a way that vouches for another municipality only. */
  | 'other-account'
  /** The inviter's own address by now, and roles that nobody gives themselves. */
  | 'own-invitation'

/** A person without account: it is created with this password (its hash) and gets the rights. */
export async function acceptAsNewPerson(
  writer: Writer,
  given: { readonly token: string; readonly name: string; readonly passwordHash: string },
  now: Date,
): Promise<Accepted | AcceptRefusal> {
  await lockPeople(writer)
  const invitation = await findInvitation(writer, given.token, now)
  if (!invitation) return 'gone'
  if (invitation.accountId !== undefined) return 'sign-in-first'
  const account = await createPerson(
    writer,
    {
      name: given.name,
      email: invitation.email,
      passwordHash: given.passwordHash,
      confirmed: invitation.mailed,
    },
    now,
  )
  if (account === undefined) return 'sign-in-first'
  await accept(writer, invitation, { accountId: account, name: given.name }, now)
  await recordCreated(writer, account, given.name, now)
  return { accountId: account }
}

/**
 * A person who is signed in, with the account that has the invited address. Links to set a new password that were made before
 * are void: they could come from an administrator of another municipality.
 */
export async function acceptSignedIn(
  writer: Writer,
  token: string,
  session: Session,
  tenant: { readonly demo: boolean },
  now: Date,
): Promise<Accepted | AcceptRefusal> {
  await lockPeople(writer)
  const invitation = await findInvitation(writer, token, now)
  if (!invitation) return 'gone'
  const refusal = refuseAcceptance(session, invitation, { id: writer.tenant, demo: tenant.demo })
  if (refusal) return refusal
  await lockAccount(writer, session.accountId)
  await voidPasswordLinks(writer, session.accountId)
  await accept(writer, invitation, session, now)
  return { accountId: session.accountId }
}

/**
 * Why this session's account may not take the invitation; undefined if it may. Without mail server the inviter has the link on
 * their own screen: only the invited address counts, never who happens to be signed in. Persons of the demonstration have no
 * password: never for real.
 */
export function refuseAcceptance(
  session: Session,
  invitation: OpenInvitation,
  tenant: { readonly id: number; readonly demo: boolean },
): 'other-account' | 'own-invitation' | undefined {
  const { accountId, createdByAccount, grants } = invitation
  if (accountId !== session.accountId) return 'other-account'
  if ((session.onlyTenantId ?? tenant.id) !== tenant.id) return 'other-account'
  if (session.method === 'demonstration' && !tenant.demo) return 'other-account'
  return createdByAccount === session.accountId && grants.some(needsSecondPerson)
    ? 'own-invitation'
    : undefined
}

async function accept(
  writer: Writer,
  invitation: OpenInvitation,
  person: { readonly accountId: number; readonly name: string },
  now: Date,
): Promise<void> {
  const { accountId, name } = person
  const isOwn = invitation.createdByAccount === accountId
  const held = (await listGrants(writer, [accountId])).get(accountId) ?? []
  // Whoever got a role in between that excludes this one keeps what they have.
  const grants = invitation.grants.filter((grant) => !isConflict([...held, grant]))
  for (const grant of grants)
    await createMembership(writer, accountId, grant, { createdBy: invitation.createdBy })
  await writer.db
    .update(invitations)
    .set({ acceptedAt: now, accountId })
    .where(and(eq(invitations.tenantId, writer.tenant), eq(invitations.id, invitation.id)))
  const actor = { accountId, name, grants, tenantId: writer.tenant }
  await recordAudit(writer, actor, {
    action: 'invitation.accept',
    thing: `invitation ${invitation.id}`,
    details: { account: accountId, grants, ...(isOwn ? { self: true } : {}) },
    at: now,
    kind: 'account',
  })
}

export type NewPerson = {
  readonly name: string
  readonly email: string
  readonly passwordHash: string | null
  readonly confirmed: boolean
}

/** Creates the account of a real person; undefined where the address has one already. */
export async function createPerson(
  handle: Writer | Shared,
  { name, email, passwordHash, confirmed }: NewPerson,
  now: Date,
): Promise<number | undefined> {
  const [row] = await handle.db
    .insert(accounts)
    .values({
      key: `person-${randomUUID()}`,
      name,
      email,
      invented: false,
      passwordHash,
      passwordChangedAt: passwordHash === null ? null : now,
      emailConfirmedAt: confirmed ? now : null,
    })
    .onConflictDoNothing()
    .returning({ id: accounts.id })
  return row?.id
}

/** Comes last in a transaction, see `recordAccountEvent`. */
export async function recordCreated(
  handle: Writer | Shared,
  accountId: number,
  actorName: string,
  now: Date,
): Promise<void> {
  await recordAccountEvent(handle, {
    accountId,
    actor: actorName,
    action: 'account.create',
    details: {},
    at: now,
  })
}
