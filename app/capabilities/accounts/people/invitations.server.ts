import { randomBytes, randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import type { Actor, Grant } from '../account.ts'
import { accounts, invitations } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { demand, wholeTenant } from '../permission.ts'
import { type Session, tokenHash } from '../signIn/sessions.server.ts'
import { passwordResets } from '../signIn/signIn.table.ts'
import { createMembership, listGrants, lockPeople } from './memberships.server.ts'
import type { Known } from './people.server.ts'
import { checkGrant, type GrantProblem, isConflict } from './scopes.ts'

/** How long an invitation can be accepted, and how long an ended one is kept for the list, in days. */
const days = { valid: 7, kept: 30 } as const
const later = (now: Date, count: number) => new Date(now.getTime() + count * 86_400_000)

export type NewInvitation = {
  /** As `readEmail` and `readName` give them. */
  readonly email: string
  readonly name: string
  readonly grants: readonly Grant[]
  /** The link goes to the address by mail, not to the administrator. */
  readonly mailed: boolean
}
export type InvitationRefusal =
  | { readonly refused: 'member' | 'already-invited' | 'conflict' | 'unknown-invitation' }
  | { readonly refused: 'problems'; readonly problems: readonly GrantProblem[] }
/** The token stands in the link and nowhere else; the database keeps its hash. */
export type Invited = {
  readonly id: number
  readonly token: string
  readonly email: string
  readonly name: string
  readonly expiresAt: Date
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Invites somebody by mail address. Refuses whoever is a member or has an open invitation: that one can be renewed. */
export async function createInvitation(
  writer: Writer,
  actor: Actor,
  invitation: NewInvitation,
  known: Known,
  now: Date,
): Promise<Invited | InvitationRefusal> {
  demand(actor, 'people.manage', wholeTenant)
  const { email, name, grants, mailed } = invitation
  const problems =
    grants.length === 0
      ? [{ kind: 'role-missing' as const }]
      : grants.flatMap((grant) => checkGrant(grant, known))
  if (problems.length > 0) return { refused: 'problems', problems }
  if (isConflict(grants)) return { refused: 'conflict' }
  await lockPeople(writer)
  if (await isMember(writer, email)) return { refused: 'member' }
  await removeOldInvitations(writer, now)
  const [open] = await writer.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.tenantId, writer.tenant), eq(invitations.email, email), isOpen))
  if (open) return { refused: 'already-invited' }
  const token = newToken()
  const expiresAt = later(now, days.valid)
  const [row] = await writer.db
    .insert(invitations)
    .values({
      tenantId: writer.tenant,
      tokenHash: tokenHash(token),
      email,
      name,
      grants,
      mailed,
      createdBy: actor.name,
      createdAt: now,
      expiresAt,
    })
    .returning({ id: invitations.id })
  await record(writer, actor, 'invitation.create', row!.id, { grants, expiresAt }, now)
  return { id: row!.id, token, email, name, expiresAt }
}

/** Neither accepted nor revoked; it may have run out. */
const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt))

async function isMember(reader: Reader, email: string): Promise<boolean> {
  const [account] = await reader.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.email, email))
  return account !== undefined && (await listGrants(reader, [account.id])).has(account.id)
}

/** Names and addresses of people who never came are not kept. */
async function removeOldInvitations(writer: Writer, now: Date): Promise<void> {
  const before = later(now, -days.kept)
  await writer.db
    .delete(invitations)
    .where(
      and(
        eq(invitations.tenantId, writer.tenant),
        or(
          lt(invitations.acceptedAt, before),
          lt(invitations.revokedAt, before),
          lt(invitations.expiresAt, before),
        ),
      ),
    )
}

export type ListedInvitation = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly grants: readonly Grant[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly expired: boolean
}

/** Invitations that wait for their person or have run out, the newest first. */
export async function listInvitations(reader: Reader, actor: Actor, now: Date): Promise<ListedInvitation[]> {
  demand(actor, 'people.read', wholeTenant)
  const rows = await reader.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.tenantId, reader.tenant), isOpen))
    .orderBy(desc(invitations.id))
  return rows.map(({ id, email, name, grants, createdBy, createdAt, expiresAt }) => ({
    id,
    email,
    name,
    grants,
    createdBy,
    createdAt,
    expiresAt,
    expired: expiresAt <= now,
  }))
}

/** A new link that holds for another week; the former one is void. */
export async function renewInvitation(
  writer: Writer,
  actor: Actor,
  { id, mailed }: { readonly id: number; readonly mailed: boolean },
  now: Date,
): Promise<Invited | InvitationRefusal> {
  demand(actor, 'people.manage', wholeTenant)
  await lockPeople(writer)
  const token = newToken()
  const expiresAt = later(now, days.valid)
  const [row] = await writer.db
    .update(invitations)
    .set({ tokenHash: tokenHash(token), expiresAt, mailed })
    .where(and(eq(invitations.tenantId, writer.tenant), eq(invitations.id, id), isOpen))
    .returning({ id: invitations.id, email: invitations.email, name: invitations.name })
  if (!row) return { refused: 'unknown-invitation' }
  await record(writer, actor, 'invitation.renew', id, { expiresAt }, now)
  return { ...row, token, expiresAt }
}

/** The link is void from now on. Answers whether there was anything to revoke. */
export async function revokeInvitation(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<boolean> {
  demand(actor, 'people.manage', wholeTenant)
  await lockPeople(writer)
  const { rowCount } = await writer.db
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.tenantId, writer.tenant), eq(invitations.id, id), isOpen))
  if (rowCount === 0) return false
  await record(writer, actor, 'invitation.revoke', id, {}, now)
  return true
}

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
  await record(writer, actor, 'invitation.accept', invitation.id, { account: accountId, grants }, now)
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

async function record(
  writer: Writer,
  actor: Actor,
  action: `invitation.${'create' | 'renew' | 'revoke' | 'accept'}`,
  id: number,
  details: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> {
  await recordAudit(writer, actor, { action, thing: `invitation ${id}`, details, at: now, kind: 'account' })
}
