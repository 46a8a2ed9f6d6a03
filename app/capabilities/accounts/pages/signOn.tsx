import { redirect } from 'react-router'
import { findVisit, notFound } from '#app/capabilities/accounts/visit.server.ts'
import { safePath } from '../safePath.ts'
import { noteFailure } from '../singleSignOn/failures.server.ts'
import { beginSignOn } from '../singleSignOn/flow.server.ts'
import { findSignOnDoor } from '../singleSignOn/providers.server.ts'
import { failureWords, wayBack } from '../singleSignOn/signOn.ts'
import type { Route } from './+types/signOn'

/**
 * Leads to the municipality's provider. Asked for by a link: a form must not end at another site (`form-action` of the
 * Content-Security-Policy), and a link from elsewhere only brings people to their own provider.
 */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { tenant, session, read } = (await findVisit(context, params.tenant)) ?? notFound()
  if (!(await read(findSignOnDoor))) notFound()
  const asked = new URL(request.url).searchParams
  const back = wayBack(safePath(asked.get('zurueck')), tenant.slug)
  const isConfirmation = asked.has('bestaetigen')
  const isOwn = session?.method === 'single-sign-on' && session.onlyTenantId === tenant.id
  if (isConfirmation && !isOwn) throw redirect(`/anmelden?zurueck=${encodeURIComponent(back)}`)
  const begun = await beginSignOn(context, tenant, { back, confirms: isConfirmation ? session : undefined })
  if (begun.ok) return redirect(begun.url.href, { headers: begun.headers })
  await noteFailure(context, tenant, begun)
  return redirect(`/${tenant.slug}/anmelden/sso/hinweis?grund=${failureWords[begun.reason]}`)
}
