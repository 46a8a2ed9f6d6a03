import type { Shared } from '#app/platform/database.server.ts'
import { listTenants } from '../accounts.server.ts'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { trustDevice } from './devices.server.ts'
import { sendLetter } from './letters.server.ts'
import type { OwnAccount } from './ownAccount.server.ts'
import { findPasswordProblem, type PasswordProblem } from './passwordRule.ts'
import { findPasswordHash, hashPassword, isPassword, storePassword } from './passwords.server.ts'
import { consumePasswordReset, findPasswordReset } from './resets.server.ts'
import { removeSessions, type Session } from './sessions.server.ts'
import { attemptFor } from './signIn.server.ts'

/** Why a newly typed password is refused; `differs`: typed differently the second time. */
export type NewPasswordProblem = PasswordProblem | 'differs' | 'same'

const textOf = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The new password of the fields `neu` and `nochmal`, or what is wrong with it. `known`: name and mail address. */
export async function readNewPassword(
  shared: Shared,
  form: FormData,
  known: { readonly name: string; readonly email: string | null },
): Promise<{ readonly password: string } | { readonly problem: NewPasswordProblem }> {
  const password = textOf(form, 'neu')
  const tenants = await listTenants(shared, 'de')
  const words = [known.name, known.email ?? '', ...tenants.map(({ name }) => name)]
  const problem = findPasswordProblem(password, words)
  if (problem) return { problem }
  return password === textOf(form, 'nochmal') ? { password } : { problem: 'differs' }
}

export type PasswordChange =
  | { readonly kind: 'done' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refused'; readonly problem: NewPasswordProblem }

/**
 * Changes the password of whoever is signed in; the present one (`bisher`) proves that it is them, where there is one. All
 * other sessions end.
 */
export async function changeOwnPassword(
  context: Context,
  session: Session,
  own: OwnAccount,
  form: FormData,
): Promise<PasswordChange> {
  const { database, now } = context.get(requestContext)
  const former = await database.shared((shared) => findPasswordHash(shared, own.id))
  if (own.hasPassword) {
    const present = textOf(form, 'bisher').slice(0, 1000)
    const answer = await attemptFor(context, own.id, 'confirm', () => isPassword(present, former))
    if (answer !== 'right') return { kind: answer }
  }
  const read = await database.shared((shared) => readNewPassword(shared, form, own))
  if ('problem' in read) return { kind: 'refused', problem: read.problem }
  if (former && (await isPassword(read.password, former))) return { kind: 'refused', problem: 'same' }
  const hash = await hashPassword(read.password)
  await database.shared(async (shared) => {
    await storePassword(shared, own.id, hash, now)
    const ended = await removeSessions(shared, own.id, session.id)
    await sendLetter(shared, context, 'passwordChanged', own)
    await recordAccountEvent(shared, {
      accountId: own.id,
      actor: own.name,
      action: 'password.change',
      details: { by: 'person', sessionsEnded: ended },
      at: now,
    })
  })
  return { kind: 'done' }
}

/**
 * Chooses a password by a link (`/konto/kennwort/<token>`); only a good password uses the link up. The device is trusted from
 * then on for passwords, not for the second factor: whoever holds the link does not wait for others' wrong passwords.
 */
export async function choosePasswordByLink(
  context: Context,
  token: string,
  form: FormData,
): Promise<
  | { readonly kind: 'done'; readonly headers: Headers }
  | { readonly kind: 'void' }
  | { readonly kind: 'refused'; readonly problem: NewPasswordProblem }
> {
  const { database, now } = context.get(requestContext)
  const found = await database.shared((shared) => findPasswordReset(shared, token, now))
  if (!found) return { kind: 'void' }
  const read = await database.shared((shared) => readNewPassword(shared, form, found))
  if ('problem' in read) return { kind: 'refused', problem: read.problem }
  const hash = await hashPassword(read.password)
  const used = await database.shared(async (shared) => {
    const account = await consumePasswordReset(shared, token, hash, now)
    if (account) await sendLetter(shared, context, 'passwordChanged', account)
    return account
  })
  if (!used) return { kind: 'void' }
  return {
    kind: 'done',
    headers: new Headers([['Set-Cookie', trustDevice(context, used.accountId, 'password')]]),
  }
}
