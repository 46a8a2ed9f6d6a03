import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, ne, or } from 'drizzle-orm'
import type { Shared } from '#app/platform/database.server.ts'
import { accounts, type SessionMethod, sessions } from '../accounts.table.ts'

/** How long a session lasts; minutes without a request, and hours in all. */
export type SessionLimits = { readonly idleMinutes: number; readonly hours: number }

export type Session = {
  readonly id: string
  readonly accountId: number
  readonly name: string
  readonly method: SessionMethod
  /** This session was begun with a second factor. */
  readonly secondFactor: boolean
  /** The account has one. */
  readonly hasSecondFactor: boolean
  readonly onlyTenantId: number | null
  /** When the person last proved who they are. */
  readonly authenticatedAt: Date
}

/** How long a proof of who one is suffices for dangerous acts, in minutes. */
const recentMinutes = 10

export function isRecent(session: Session, now: Date): boolean {
  return now.getTime() - session.authenticatedAt.getTime() <= recentMinutes * 60_000
}

/** Between two notes of when a session was last seen, in milliseconds: reading pages shall not write each time. */
const seenEvery = 60_000

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Begins a session; the returned token goes into the cookie and is stored nowhere. */
export async function createSession(
  shared: Shared,
  given: {
    accountId: number
    method: SessionMethod
    secondFactor: boolean
    onlyTenantId?: number
    browser: string
  },
  limits: SessionLimits,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + limits.hours * 3_600_000)
  await shared.db
    .update(accounts)
    .set({ lastSignInMonth: `${now.toISOString().slice(0, 7)}-01` })
    .where(eq(accounts.id, given.accountId))
  await shared.db.insert(sessions).values({
    ...given,
    tokenHash: tokenHash(token),
    createdAt: now,
    lastSeenAt: now,
    authenticatedAt: now,
    expiresAt,
  })
  return token
}

function holdsAt(now: Date, limits: SessionLimits) {
  const idleSince = new Date(now.getTime() - limits.idleMinutes * 60_000)
  return and(gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, idleSince))
}

/** The session behind a cookie that still holds at `now`. Notes that it was used. */
export async function findSession(
  shared: Shared,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<Session | undefined> {
  const [row] = await shared.db
    .select({
      id: sessions.id,
      accountId: accounts.id,
      name: accounts.name,
      method: sessions.method,
      secondFactor: sessions.secondFactor,
      secondFactorSince: accounts.secondFactorSince,
      onlyTenantId: sessions.onlyTenantId,
      authenticatedAt: sessions.authenticatedAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash(token)),
        holdsAt(now, limits),
        or(isNull(accounts.disabledAt), gt(accounts.disabledAt, now)),
      ),
    )
  if (!row) return undefined
  const { lastSeenAt, secondFactorSince, ...session } = row
  if (now.getTime() - lastSeenAt.getTime() > seenEvery)
    await shared.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, session.id))
  return { ...session, hasSecondFactor: secondFactorSince !== null }
}

/** Whose session this was, also after it has run out; not after it was ended. */
export async function findFormerAccount(shared: Shared, token: string): Promise<number | undefined> {
  const [row] = await shared.db
    .select({ accountId: sessions.accountId })
    .from(sessions)
    .where(eq(sessions.tokenHash, tokenHash(token)))
  return row?.accountId
}

export type ListedSession = {
  readonly id: string
  readonly browser: string
  readonly method: SessionMethod
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** The sessions of an account that hold, the last used first. */
export async function listSessions(
  shared: Shared,
  accountId: number,
  limits: SessionLimits,
  now: Date,
): Promise<ListedSession[]> {
  return shared.db
    .select({
      id: sessions.id,
      browser: sessions.browser,
      method: sessions.method,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), holdsAt(now, limits)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
}

export async function removeSession(shared: Shared, token: string): Promise<void> {
  await shared.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash(token)))
}

/** Ends one session of this account; how many there were (0 or 1). */
export async function removeSessionOf(shared: Shared, accountId: number, id: string): Promise<number> {
  const ended = await shared.db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.id, id)))
  return ended.rowCount ?? 0
}

/** Ends all sessions of this account, but the one to be kept; how many there were. */
export async function removeSessions(shared: Shared, accountId: number, keptId?: string): Promise<number> {
  const ended = await shared.db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), keptId === undefined ? undefined : ne(sessions.id, keptId)))
  return ended.rowCount ?? 0
}

/** The person has just proved again who they are. */
export async function confirmSession(shared: Shared, id: string, now: Date): Promise<void> {
  await shared.db.update(sessions).set({ authenticatedAt: now }).where(eq(sessions.id, id))
}

/** The person has given their second factor in this session. */
export async function confirmSecondFactor(shared: Shared, id: string, now: Date): Promise<void> {
  await shared.db
    .update(sessions)
    .set({ secondFactor: true, authenticatedAt: now })
    .where(eq(sessions.id, id))
}
