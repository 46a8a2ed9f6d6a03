import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import type { Route } from './+types/reported'

export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { tenant } = await permit(context, params.tenant, 'public.read', request)
  return { town: tenant.name, base: `/${tenant.slug}` }
}

export default function Reported({ loaderData: { town, base } }: Route.ComponentProps) {
  const { t } = useTranslation('site')
  return (
    <Page
      breadcrumb={[
        { label: town, href: base },
        { label: t('accessibility.title'), href: `${base}/barrierefreiheit` },
      ]}
      title={t('report.thanks')}
      lead={<p>{t('report.thanksText', { town })}</p>}
      width="text"
    >
      <ul className="ll-list">
        <li>
          <TextLink to={`${base}/barrierefreiheit`}>{t('report.backToStatement')}</TextLink>
        </li>
        <li>
          <TextLink to={base}>{t('report.backToTown', { town })}</TextLink>
        </li>
      </ul>
    </Page>
  )
}
