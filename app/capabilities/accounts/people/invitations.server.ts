import { randomBytes } from 'node:crypto'
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import type { Database, Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor, Grant } from '../account.ts'
import { listTenants, softwareActor } from '../accounts.server.ts'
import { accounts, invitations } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { demand, may, wholeTenant } from '../permission.ts'
import { tokenHash } from '../signIn/sessions.server.ts'
import { listGrants, lockPeople } from './memberships.server.ts'
import type { Known } from './rights.server.ts'
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
      ...inviterOf(actor),
      createdAt: now,
      expiresAt,
    })
    .returning({ id: invitations.id })
  await record(writer, actor, 'invitation.create', row!.id, { grants, expiresAt }, now)
  return { id: row!.id, token, email, name, expiresAt }
}

const inviterOf = ({ name, accountId }: Actor) => ({
  createdBy: name,
  createdByAccount: accountId === 0 ? null : accountId,
})

/** Whether an inviter may still invite: whoever leaves keeps no door by an invitation to a second address. */
export async function mayStillInvite(reader: Reader, accountId: number | null): Promise<boolean> {
  if (accountId === null) return true
  const [enabled] = await reader.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
  const grants = (await listGrants(reader, [accountId])).get(accountId) ?? []
  const inviter = { accountId, name: '', grants, tenantId: reader.tenant }
  return enabled !== undefined && may(inviter, 'people.manage', wholeTenant)
}

/** Neither accepted nor revoked; it may have run out. */
export const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt))

async function isMember(reader: Reader, email: string): Promise<boolean> {
  const [account] = await reader.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.email, email))
  return account !== undefined && (await listGrants(reader, [account.id])).has(account.id)
}

/** Names and addresses of people who never came are not kept; the software itself forgets them. */
async function removeOldInvitations(writer: Writer, now: Date): Promise<void> {
  const before = later(now, -days.kept)
  const { rowCount } = await writer.db
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
  if (!rowCount) return
  await recordAudit(writer, softwareActor(writer.tenant), {
    action: 'invitation.expire',
    thing: 'invitations',
    details: { count: rowCount },
    at: now,
    kind: 'account',
  })
}

/** A chore for every hour. */
export async function tidyPeople(database: Database, now: Date): Promise<void> {
  const all = await database.shared((shared) => listTenants(shared, 'de'))
  for (const { id } of all) await database.write(id, (writer) => removeOldInvitations(writer, now))
}

export type ListedInvitation = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly grants: readonly Grant[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  /** Run out, or its inviter may no longer invite: a new link makes it hold again. */
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
  const former = new Set<number | null>()
  for (const inviter of new Set(rows.map(({ createdByAccount }) => createdByAccount)))
    if (!(await mayStillInvite(reader, inviter))) former.add(inviter)
  return rows.map(({ id, email, name, grants, createdBy, createdByAccount, createdAt, expiresAt }) => ({
    id,
    email,
    name,
    grants,
    createdBy,
    createdAt,
    expiresAt,
    expired: expiresAt <= now || former.has(createdByAccount),
  }))
}

/** A new link that holds for another week; the former one is void. Whoever renews answers for it from then on. */
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
    .set({ tokenHash: tokenHash(token), expiresAt, mailed, ...inviterOf(actor) })
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

async function record(
  writer: Writer,
  actor: Actor,
  action: `invitation.${'create' | 'renew' | 'revoke'}`,
  id: number,
  details: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> {
  await recordAudit(writer, actor, { action, thing: `invitation ${id}`, details, at: now, kind: 'account' })
}
