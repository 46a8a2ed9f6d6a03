import { data, redirect } from 'react-router'
import { isMailAddress } from '#app/platform/mail/mail.ts'
import { type Context, requestContext } from '../request.server.ts'
import { permitRecentSession, permitSession } from '../visit.server.ts'
import { changeEmail, emailChangeMinutes, openEmailChange, requestEmailChange } from './emailChange.server.ts'
import { getOwnAccount } from './ownAccount.server.ts'
import { normaliseEmail } from './signIn.server.ts'

export type EmailError = 'address.invalid' | 'address.same' | 'address.taken'

/** One's own account, if its address may be changed here: not from a municipality's single sign-on. */
async function permitChange(context: Context, request: Request) {
  const visit = await permitRecentSession(context, request)
  if (visit.session.onlyTenantId !== null) throw redirect('/konto')
  return { ...visit, own: await visit.shared((handle) => getOwnAccount(handle, visit.session.accountId)) }
}

export async function describeEmailChange(context: Context, request: Request) {
  const { own } = await permitChange(context, request)
  return {
    email: own.email,
    invented: own.invented,
    mails: context.get(requestContext).mails,
    done: new URL(request.url).searchParams.has('gespeichert'),
  }
}

/** With a mail server the new address gets a link; without one it counts at once, unconfirmed. */
export async function submitEmailChange(context: Context, request: Request) {
  const { own, shared } = await permitChange(context, request)
  if (own.invented) throw data(null, { status: 400 })
  const typed = (await request.formData()).get('email')
  if (typeof typed !== 'string' || typed.length > 1000) throw data(null, { status: 400 })
  const to = normaliseEmail(typed)
  const refuse = (error: EmailError) =>
    data({ sent: false, error, typed, minutes: emailChangeMinutes }, { status: 400 })
  if (!isMailAddress(to)) return refuse('address.invalid')
  if (to === own.email) return refuse('address.same')
  if (context.get(requestContext).mails) {
    await shared((handle) => requestEmailChange(handle, context, own, to))
    return data({ sent: true, error: undefined, typed, minutes: emailChangeMinutes })
  }
  const changed = await shared((handle) => changeEmail(handle, context, own, to, false))
  return changed ? redirect('/konto/adresse?gespeichert') : refuse('address.taken')
}

/** What a link to a new address stands for; only for whoever asked for it, signed in. */
export async function findEmailChange(context: Context, request: Request, token: string) {
  const { session, shared, now } = await permitSession(context, request)
  const own = await shared((handle) => getOwnAccount(handle, session.accountId))
  return { own, shared, change: openEmailChange(token, own, now) }
}

export async function confirmEmailChange(context: Context, request: Request, token: string) {
  const { own, shared, change } = await findEmailChange(context, request, token)
  if (!change) return data({ error: 'address.taken' as const }, { status: 400 })
  const changed = await shared((handle) => changeEmail(handle, context, own, change.to, true))
  return changed ? redirect('/konto?adresse') : data({ error: 'address.taken' as const }, { status: 400 })
}
