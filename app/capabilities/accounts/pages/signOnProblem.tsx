import { useTranslation } from 'react-i18next'
import { findVisit, notFound } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, ButtonLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { failureWords, signOnFailures } from '../singleSignOn/signOn.ts'
import type { Route } from './+types/signOnProblem'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { tenant } = (await findVisit(context, params.tenant)) ?? notFound()
  const word = new URL(request.url).searchParams.get('grund')
  const reason = signOnFailures.find((failure) => failureWords[failure] === word) ?? notFound()
  return { slug: tenant.slug, tenant: tenant.name, reason }
}

/** What can be done about each: most times simply once more. */
const inVain = new Set(['no-group', 'disabled', 'setup'])

export default function SignOnProblem({ loaderData: { slug, tenant, reason } }: Route.ComponentProps) {
  const { t } = useTranslation('singleSignOn')
  return (
    <Page title={t(`problem.${reason}.title`)} preline={t('problem.preline')} width="text">
      <p>{t(`problem.${reason}.text`, { tenant })}</p>
      <Actions>
        {inVain.has(reason) ? null : (
          <ButtonLink to={`/${slug}/anmelden/sso`} kind="primary">
            {t('problem.again')}
          </ButtonLink>
        )}
        <ButtonLink to={`/anmelden?zurueck=/${slug}`}>{t('problem.otherWay')}</ButtonLink>
      </Actions>
    </Page>
  )
}
