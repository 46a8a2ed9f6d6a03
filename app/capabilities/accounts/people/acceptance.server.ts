import { randomUUID } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import type { Grant } from '../account.ts'
import { accounts, invitations } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { type Session, tokenHash } from '../signIn/sessions.server.ts'
import { passwordResets } from '../signIn/signIn.table.ts'
import { isOpen } from './invitations.server.ts'
import { createMembership, listGrants, lockPeople } from './memberships.server.ts'
import { isConflict } from './scopes.ts'

/** What the invited person sees. */
export type OpenInvitation = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly grants: readonly Grant[]
  readonly createdBy: string
  readonly expiresAt: Date
  readonly mailed: boolean
  /** The account that has this mail address already: its owner signs in first. */
  readonly accountId: number | undefined
}

/** The invitation of a link; undefined whether it never was, ran out, was used or revoked: nobody learns which. */
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
  return row && { ...row, accountId: row.accountId ?? undefined }
}

export type Accepted = { readonly accountId: number }
export type AcceptRefusal =
  /** Gone, used, revoked, or somebody was faster. */
  | 'gone'
  /** The address has an account: sign in with it. */
  | 'sign-in-first'
  /** Signed in as somebody else, or in a way that vouches for another municipality only. */
  | 'other-account'

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
 * A person who is signed in. An invitation to an address that has an account is for that account only. Links to set a new
 * password that were made before are void: they could come from an administrator of another municipality.
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
  if (!mayAccept(session, invitation, { id: writer.tenant, demo: tenant.demo })) return 'other-account'
  await writer.db
    .delete(passwordResets)
    .where(and(eq(passwordResets.accountId, session.accountId), isNull(passwordResets.usedAt)))
  await accept(writer, invitation, session, now)
  return { accountId: session.accountId }
}

/** Whether this session's account may take the invitation. Persons of the demonstration have no password: never for real. */
export function mayAccept(
  session: Session,
  invitation: OpenInvitation,
  tenant: { readonly id: number; readonly demo: boolean },
): boolean {
  if ((session.onlyTenantId ?? tenant.id) !== tenant.id) return false
  if (session.method === 'demonstration' && !tenant.demo) return false
  return (invitation.accountId ?? session.accountId) === session.accountId
}

async function accept(
  writer: Writer,
  invitation: OpenInvitation,
  person: { readonly accountId: number; readonly name: string },
  now: Date,
): Promise<void> {
  const { accountId, name } = person
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
    details: { account: accountId, grants },
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
