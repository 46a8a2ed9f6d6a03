import { useTranslation } from 'react-i18next'
import { redirect } from 'react-router'
import { findVisit, notFound } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, ButtonLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import { findEndSession, hasEndedThere } from '../singleSignOn/flow.server.ts'
import type { Route } from './+types/signOnEnded'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { tenant, session } = (await findVisit(context, params.tenant)) ?? notFound()
  if (session) throw redirect(`/${tenant.slug}`)
  const isOver = hasEndedThere(new URL(request.url).searchParams)
  const end = isOver ? undefined : await findEndSession(context, tenant)
  return { slug: tenant.slug, tenant: tenant.name, isOver, end: end?.href }
}

export default function SignOnEnded({ loaderData: { slug, tenant, isOver, end } }: Route.ComponentProps) {
  const { t } = useTranslation('singleSignOn')
  return (
    <Page title={t('ended.title')} width="text">
      <p>{t(isOver ? 'ended.everywhere' : 'ended.here', { tenant })}</p>
      <Actions>
        {end ? <ButtonLink to={end}>{t('ended.there')}</ButtonLink> : null}
        <ButtonLink to={`/${slug}`} kind="tertiary">
          {t('ended.on', { tenant })}
        </ButtonLink>
      </Actions>
    </Page>
  )
}
