import { data, redirect } from 'react-router'
import { readEmail } from '../people/person.ts'
import { type Context, requestContext } from '../request.server.ts'
import { permitRecentSession, permitSession } from '../visit.server.ts'
import { countAttempts } from './attempts.server.ts'
import { changeEmail, emailChangeMinutes, openEmailChange, requestEmailChange } from './emailChange.server.ts'
import { getOwnAccount } from './ownAccount.server.ts'

export type EmailError = 'address.invalid' | 'address.same' | 'address.taken' | 'address.wait'

/** Changes one account may ask for, and mails one mailbox may get by them, whoever asks. */
const perHour = { account: 10, recipient: 3 } as const

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
  const { own, shared, now } = await permitChange(context, request)
  if (own.invented) throw data(null, { status: 400 })
  const typed = (await request.formData()).get('email')
  if (typeof typed !== 'string' || typed.length > 1000) throw data(null, { status: 400 })
  const read = readEmail(typed)
  const refuse = (error: EmailError) =>
    data(
      { sent: false, error, typed, minutes: emailChangeMinutes },
      { status: error === 'address.wait' ? 429 : 400 },
    )
  if ('problem' in read) return refuse('address.invalid')
  const to = read.value
  if (to === own.email) return refuse('address.same')
  const { database, mails } = context.get(requestContext)
  const limits = [
    { key: `address change account ${own.id}`, limit: perHour.account, minutes: 60 },
    { key: `address change recipient ${to}`, limit: perHour.recipient, minutes: 60 },
  ]
  if ((await countAttempts(database, limits, now)) === 'refused') return refuse('address.wait')
  if (mails) {
    await shared((handle) => requestEmailChange(handle, context, own, to))
    return data({ sent: true, error: undefined, typed, minutes: emailChangeMinutes })
  }
  const changed = await changeEmail(context, own, to, false)
  return changed ? redirect('/konto/adresse?gespeichert') : refuse('address.taken')
}

/** What a link to a new address stands for; only for whoever asked for it, signed in. */
export async function findEmailChange(context: Context, request: Request, token: string) {
  const { session, shared, now } = await permitSession(context, request)
  const own = await shared((handle) => getOwnAccount(handle, session.accountId))
  return { own, change: openEmailChange(token, own, now) }
}

export async function confirmEmailChange(context: Context, request: Request, token: string) {
  const { own, change } = await findEmailChange(context, request, token)
  if (!change) return data({ error: 'address.taken' as const }, { status: 400 })
  const changed = await changeEmail(context, own, change.to, true)
  return changed ? redirect('/konto?adresse') : data({ error: 'address.taken' as const }, { status: 400 })
}
