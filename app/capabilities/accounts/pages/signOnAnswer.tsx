import { redirect } from 'react-router'
import { findVisit, notFound, requestContext, startSession } from '#app/capabilities/accounts/visit.server.ts'
import { writeCookie } from '../signIn/cookies.ts'
import { whereTo } from '../signIn/entry.server.ts'
import { noteFailure } from '../singleSignOn/failures.server.ts'
import { finishSignOn, noteConfirmation } from '../singleSignOn/flow.server.ts'
import { findSignOnDoor } from '../singleSignOn/providers.server.ts'
import { failureWords } from '../singleSignOn/signOn.ts'
import type { Route } from './+types/signOnAnswer'

/** Where the provider sends people back to. Always leads on, so that the code stays in no history. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { tenant, session: present, read } = (await findVisit(context, params.tenant)) ?? notFound()
  if (!(await read(findSignOnDoor))) notFound()
  const finished = await finishSignOn(context, tenant, new URL(request.url).search, present)
  if (!finished.ok) {
    await noteFailure(context, tenant, finished)
    return redirect(`/${tenant.slug}/anmelden/sso/hinweis?grund=${failureWords[finished.reason]}`)
  }
  if (finished.confirms && present) {
    await noteConfirmation(context, present)
    return redirect(finished.back)
  }
  const headers = await startSession(context, {
    accountId: finished.accountId,
    method: 'single-sign-on',
    secondFactor: finished.trustsSecondFactor,
    onlyTenantId: tenant.id,
  })
  headers.append('Set-Cookie', writeCookie('signOn', '', context.get(requestContext).publicUrl))
  const session = { accountId: finished.accountId, onlyTenantId: tenant.id }
  return redirect(await whereTo(context, session, finished.back), { headers })
}
