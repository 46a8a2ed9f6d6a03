import { data, redirect } from 'react-router'
import { type Context, requestContext } from '../request.server.ts'
import { findCurrentSession, startSession } from './currentSession.server.ts'
import { trustDevice } from './devices.server.ts'
import { wayBackOf, whereTo, withWayBack } from './entry.server.ts'
import { findHalfSession } from './halfSession.server.ts'
import { acceptSecondFactor } from './secondFactor.server.ts'
import { attemptFor, waitMinutes } from './signIn.server.ts'

/**
 * Who still owes a second factor: somebody whose password was right just now, or who came by single sign-on although the
 * account has a second factor of its own. Everybody else is led on.
 */
export async function findFactorStep(context: Context, request: Request) {
  const back = wayBackOf(request)
  const session = await findCurrentSession(context)
  if (session?.hasSecondFactor && !session.secondFactor)
    return { back, accountId: session.accountId, session, isSignedIn: true }
  const half = await findHalfSession(context)
  if (half) return { back, accountId: half.accountId, session: undefined, isSignedIn: false }
  throw redirect(session ? await whereTo(context, session, back) : withWayBack('/anmelden', back))
}

export type CodeError = 'code.empty' | 'code.wrong' | 'code.wait'

/** Takes a code of the app or a recovery code and begins the full session with a new token. */
export async function passFactorStep(context: Context, request: Request) {
  const { database, now } = context.get(requestContext)
  const { back, accountId, session } = await findFactorStep(context, request)
  const typed = (await request.formData()).get('ziffern')
  if (typeof typed !== 'string' || typed.length > 100) throw data(null, { status: 400 })
  const answer = (status: number, error: CodeError) => data({ error, minutes: waitMinutes }, { status })
  if (typed.trim() === '') return answer(400, 'code.empty')
  const outcome = await attemptFor(context, accountId, 'second-factor', () =>
    database.shared((shared) => acceptSecondFactor(shared, accountId, typed, now)),
  )
  if (outcome !== 'right') return answer(outcome === 'wait' ? 429 : 400, `code.${outcome}`)
  const onlyTenantId = session?.onlyTenantId ?? null
  const headers = await startSession(context, {
    accountId,
    method: session?.method ?? 'password',
    secondFactor: true,
    ...(onlyTenantId === null ? {} : { onlyTenantId }),
  })
  headers.append('Set-Cookie', trustDevice(context, accountId, 'second-factor'))
  throw redirect(await whereTo(context, { accountId, onlyTenantId }, back), { headers })
}
