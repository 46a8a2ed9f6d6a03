import { data, redirect } from 'react-router'
import type { Context } from '../request.server.ts'
import { type OwnVisit, permitRecentSession } from '../visit.server.ts'
import { wayBackOf } from './entry.server.ts'
import { sendLetter } from './letters.server.ts'
import { getOwnAccount, type OwnAccount } from './ownAccount.server.ts'
import { drawQr } from './qr.ts'
import {
  beginSetUp,
  completeSetUp,
  continueSetUp,
  removeSecondFactor,
  renewRecoveryCodes,
  type SetUp,
} from './secondFactor.server.ts'
import { confirmSecondFactor } from './sessions.server.ts'
import { attemptFor } from './signIn.server.ts'

const ownOf = ({ shared, session }: OwnVisit): Promise<OwnAccount> =>
  shared((handle) => getOwnAccount(handle, session.accountId))

/** What the app shows beside the code: whose it is. */
const labelOf = (own: OwnAccount) => own.email ?? own.name

const shown = ({ sealed, uri, spelt }: SetUp) => ({ sealed, spelt, qr: drawQr(uri) })

/** A new key to be put into an app. Only shown to somebody who has just proved who they are. */
export async function describeSetUp(context: Context, request: Request) {
  const visit = await permitRecentSession(context, request)
  const own = await ownOf(visit)
  return {
    back: wayBackOf(request),
    invented: own.invented,
    hasOne: own.secondFactorSince !== null,
    setUp: own.invented ? undefined : shown(beginSetUp(own.id, labelOf(own), visit.now)),
  }
}

export type SetUpError = 'code.empty' | 'code.wrong' | 'code.wait' | 'setUp.expired'

/** Takes the first code of the app. Answers the recovery codes, which are shown this once. */
export async function setUp(context: Context, request: Request) {
  const visit = await permitRecentSession(context, request)
  const own = await ownOf(visit)
  if (own.invented) throw data(null, { status: 400 })
  const form = await request.formData()
  const [sealed, typed] = [form.get('schluessel'), form.get('ziffern')]
  if (typeof sealed !== 'string' || typeof typed !== 'string' || typed.length > 100)
    throw data(null, { status: 400 })
  const begun = continueSetUp(own.id, sealed, labelOf(own), visit.now)
  const answer = (error: SetUpError) =>
    data(
      { codes: undefined, replaced: false, error, setUp: begun && shown(begun) },
      { status: error === 'code.wait' ? 429 : 400 },
    )
  if (!begun) return answer('setUp.expired')
  if (typed.trim() === '') return answer('code.empty')
  let codes: string[] | undefined
  const outcome = await attemptFor(context, own.id, 'second-factor', async () => {
    codes = await visit.shared(async (handle) => {
      const made = await completeSetUp(handle, own, begun.secret, typed, visit.now)
      if (!made) return undefined
      await confirmSecondFactor(handle, visit.session.id, visit.now)
      await sendLetter(handle, context, 'secondFactorOn', own)
      return made
    })
    return codes !== undefined
  })
  if (!codes || outcome !== 'right') return answer(outcome === 'wait' ? 'code.wait' : 'code.wrong')
  return data({ codes, replaced: own.secondFactorSince !== null, error: undefined, setUp: undefined })
}

/** Renews the recovery codes or removes the second factor, by the button that was pressed. */
export async function changeFactor(context: Context, request: Request) {
  const visit = await permitRecentSession(context, request)
  const own = await ownOf(visit)
  const intent = (await request.formData()).get('aktion')
  if (own.secondFactorSince === null) return redirect('/konto/zweiter-faktor')
  if (intent === 'codes')
    return data({ codes: await visit.shared((handle) => renewRecoveryCodes(handle, own, visit.now)) })
  if (intent !== 'entfernen') throw data(null, { status: 400 })
  // A municipality's provider must not take away what protects the account elsewhere.
  if (visit.session.onlyTenantId !== null) throw data(null, { status: 403 })
  await visit.shared(async (handle) => {
    await removeSecondFactor(handle, own, visit.now)
    await sendLetter(handle, context, 'secondFactorOff', own)
  })
  return redirect('/konto/zweiter-faktor?entfernt')
}
