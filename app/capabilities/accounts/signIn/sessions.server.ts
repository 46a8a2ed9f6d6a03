import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Shared } from '#app/platform/database.server.ts'
import { accounts, type SessionMethod, sessions } from '../accounts.table.ts'

/** How long a session lasts; minutes without a request, and hours in all. */
export type SessionLimits = { readonly idleMinutes: number; readonly hours: number }

export type Session = {
  readonly id: string
  readonly accountId: number
  readonly name: string
  readonly method: SessionMethod
  readonly secondFactor: boolean
  readonly onlyTenantId: number | null
  readonly authenticatedAt: Date
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
  await shared.db.delete(sessions).where(lt(sessions.expiresAt, now))
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

/** The session behind a cookie that still holds at `now`. Notes that it was used. */
export async function findSession(
  shared: Shared,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<Session | undefined> {
  const idleSince = new Date(now.getTime() - limits.idleMinutes * 60_000)
  const [row] = await shared.db
    .select({
      id: sessions.id,
      accountId: accounts.id,
      name: accounts.name,
      method: sessions.method,
      secondFactor: sessions.secondFactor,
      onlyTenantId: sessions.onlyTenantId,
      authenticatedAt: sessions.authenticatedAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash(token)),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, idleSince),
        or(isNull(accounts.disabledAt), gt(accounts.disabledAt, now)),
      ),
    )
  if (!row) return undefined
  const { lastSeenAt, ...session } = row
  if (now.getTime() - lastSeenAt.getTime() > seenEvery)
    await shared.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, session.id))
  return session
}

export async function removeSession(shared: Shared, token: string): Promise<void> {
  await shared.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash(token)))
}
