import { data, redirect } from 'react-router'
import { listTenants } from '../accounts.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { permitSession } from '../visit.server.ts'
import { wayBackOf, whereTo, withWayBack } from './entry.server.ts'
import { findPasswordHash, isPassword } from './passwords.server.ts'
import { confirmSession, isRecent, type Session } from './sessions.server.ts'
import { attemptFor, waitMinutes } from './signIn.server.ts'

const backOf = (request: Request) => wayBackOf(request) ?? '/konto'

/** How somebody can prove again who they are: as they signed in. */
export async function describeConfirmation(context: Context, request: Request) {
  const { session, now, language, shared } = await permitSession(context, request)
  if (isRecent(session, now)) throw redirect(await whereTo(context, session, backOf(request)))
  const signOn = await shared(async (handle) => {
    if (session.onlyTenantId === null) return undefined
    const tenants = await listTenants(handle, language)
    return tenants.find(({ id }) => id === session.onlyTenantId)?.slug
  })
  const back = encodeURIComponent(backOf(request))
  return {
    way: await wayOf(context, session),
    href: signOn === undefined ? undefined : `/${signOn}/anmelden/sso?bestaetigen=1&zurueck=${back}`,
  }
}

async function wayOf(context: Context, session: Session) {
  if (session.method === 'demonstration') return 'button' as const
  if (session.method === 'single-sign-on') return 'sign-on' as const
  const { database } = context.get(requestContext)
  const hash = await database.shared((shared) => findPasswordHash(shared, session.accountId))
  return hash === null ? ('none' as const) : ('password' as const)
}

/** Notes that the person has proved who they are, and leads on. */
export async function confirm(context: Context, request: Request) {
  const { session, now, shared } = await permitSession(context, request)
  const way = await wayOf(context, session)
  if (way === 'sign-on' || way === 'none')
    throw redirect(withWayBack('/anmelden/bestaetigen', backOf(request)))
  if (way === 'password') {
    const typed = (await request.formData()).get('kennwort')
    if (typeof typed !== 'string' || typed.length > 1000) throw data(null, { status: 400 })
    const outcome = await attemptFor(context, session.accountId, 'confirm', async () =>
      isPassword(typed, await shared((handle) => findPasswordHash(handle, session.accountId))),
    )
    if (outcome !== 'right')
      return data({ error: outcome, minutes: waitMinutes }, { status: outcome === 'wait' ? 429 : 400 })
  }
  await shared((handle) => confirmSession(handle, session.id, now))
  throw redirect(await whereTo(context, session, backOf(request)))
}
