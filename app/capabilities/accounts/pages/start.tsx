import { useTranslation } from 'react-i18next'
import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Page.tsx'
import type { Route } from './+types/start'

export async function loader({ context }: Route.LoaderArgs) {
  const { database, language } = context.get(requestContext)
  const tenants = await database.shared((shared) => listTenants(shared, language))
  return tenants.map(({ slug, name, note }) => ({ slug, name, note }))
}

export default function Start({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(['shell', 'accounts'])
  return (
    <Page title={t('shell:product')} lead={t('shell:claim')}>
      <ul className="ll-plain-list ll-grid">
        {loaderData.map((tenant) => (
          <li key={tenant.slug} className="ll-card">
            <h2>
              <TextLink to={`/${tenant.slug}`}>{tenant.name}</TextLink>
            </h2>
            <p>{tenant.note}</p>
          </li>
        ))}
      </ul>
    </Page>
  )
}
