import { listTenants } from '../accounts.server.ts'
import type { SessionMethod } from '../accounts.table.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { browserName } from './browserName.ts'
import { sessionCookieName, writeCookie } from './cookies.ts'
import { findAccountName } from './ownAccount.server.ts'
import { createSession, findSession, removeSession, type Session } from './sessions.server.ts'

const sessionsOf = new WeakMap<Context, Promise<Session | undefined>>()

/** The session of this request's cookie, looked up once. */
export function findCurrentSession(context: Context): Promise<Session | undefined> {
  const known = sessionsOf.get(context)
  if (known) return known
  const found = lookUpSession(context)
  sessionsOf.set(context, found)
  return found
}

/** Sessions of the demonstration end with it. */
async function lookUpSession(context: Context): Promise<Session | undefined> {
  const { database, sessionLimits, now, demo } = context.get(requestContext)
  const token = findSessionToken(context)
  if (!token) return undefined
  const session = await database.shared((shared) => findSession(shared, token, sessionLimits, now))
  return session?.method === 'demonstration' && !demo ? undefined : session
}

function findSessionToken(context: Context): string | undefined {
  const { cookie, publicUrl } = context.get(requestContext)
  return cookie(sessionCookieName(publicUrl))
}

export type SessionBeginning = {
  readonly accountId: number
  readonly method: SessionMethod
  /** A second factor was given, or the provider of single sign-on vouches for one. */
  readonly secondFactor: boolean
  readonly onlyTenantId?: number
}

/**
 * Begins a session with a new token, after ending that of the present cookie: a cookie planted before the sign-in is worth
 * nothing after it. Answers the headers that set the cookie.
 */
export async function startSession(context: Context, beginning: SessionBeginning): Promise<Headers> {
  const { database, sessionLimits, now, userAgent, publicUrl } = context.get(requestContext)
  const former = findSessionToken(context)
  const token = await database.shared(async (shared) => {
    if (former) await removeSession(shared, former)
    const { accountId, method, secondFactor } = beginning
    await recordAccountEvent(shared, {
      accountId,
      actor: await findAccountName(shared, accountId),
      action: 'sign-in',
      details: { method, secondFactor },
      at: now,
    })
    return createSession(shared, { ...beginning, browser: browserName(userAgent) }, sessionLimits, now)
  })
  return new Headers([
    ['Set-Cookie', writeCookie('session', token, publicUrl)],
    ['Set-Cookie', writeCookie('halfSession', '', publicUrl)],
  ])
}

/**
 * Ends the session of this request and takes its cookie away. `farewell`: where to go; after single sign-on to the page that
 * says that one may still be signed in at the provider.
 */
export async function endCurrentSession(context: Context): Promise<{ headers: Headers; farewell: string }> {
  const { database, now, publicUrl, language } = context.get(requestContext)
  const session = await findCurrentSession(context)
  const token = findSessionToken(context)
  const slug = await database.shared(async (shared) => {
    if (token) await removeSession(shared, token)
    if (!session) return undefined
    const { accountId, name, onlyTenantId } = session
    const tenants = onlyTenantId === null ? [] : await listTenants(shared, language)
    const details = { method: session.method }
    await recordAccountEvent(shared, { accountId, actor: name, action: 'sign-out', details, at: now })
    return tenants.find(({ id }) => id === onlyTenantId)?.slug
  })
  return {
    headers: new Headers([
      ['Set-Cookie', writeCookie('session', '', publicUrl)],
      ['Set-Cookie', writeCookie('halfSession', '', publicUrl)],
    ]),
    farewell: slug ? `/${slug}/anmelden/sso/abgemeldet` : '/',
  }
}
