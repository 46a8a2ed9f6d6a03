import { useTranslation } from 'react-i18next'
import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { findCurrentSession, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { hasRealTenant } from '../people/setup.server.ts'
import { Belongings } from '../signIn/Belongings.tsx'
import { describePerson } from '../signIn/entry.server.ts'
import type { Route } from './+types/start'
import './start.css'

export async function loader({ context }: Route.LoaderArgs) {
  const { database, language, demo, publicUrl } = context.get(requestContext)
  const session = await findCurrentSession(context)
  const tenants = await database.shared((shared) => listTenants(shared, language))
  const person = session && (await describePerson(context, session))
  const waits = !demo && !(await database.shared(hasRealTenant))
  const setUpAt = waits ? `${publicUrl}/einrichten` : undefined
  return { demo, person, setUpAt, tenants: tenants.map(({ slug, name, note }) => ({ slug, name, note })) }
}

const doors = [
  { key: 'goals', path: '/ziele' },
  { key: 'indicators', path: '/zahlen' },
  { key: 'areas', path: '/raeume' },
  { key: 'reports', path: '/berichte' },
] as const

const steps = ['deliver', 'protect', 'measure', 'report'] as const

export default function Start({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(['shell', 'accounts', 'signIn', 'people'])
  return (
    <Page
      title={t('shell:claim')}
      lead={t(loaderData.tenants.length > 0 ? 'accounts:start.lead' : 'accounts:start.leadEmpty')}
    >
      {loaderData.setUpAt ? (
        <Notice kind="info" title={t('people:setUp.waiting')}>
          <p>{t('people:setUp.waitingText', { address: loaderData.setUpAt })}</p>
        </Notice>
      ) : null}
      {loaderData.person ? (
        <Section title={t('signIn:belongings.title')}>
          <Belongings items={loaderData.person.belongings} />
        </Section>
      ) : null}
      {loaderData.tenants.length > 0 ? <Towns tenants={loaderData.tenants} /> : null}
      <Section title={t('accounts:start.how')}>
        <ol className="ll-plain-list start-steps">
          {steps.map((step) => (
            <li key={step}>
              <h3 className="ll-h3">{t(`accounts:start.${step}.title`)}</h3>
              <p>{t(`accounts:start.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </Section>
      {loaderData.demo && !loaderData.person ? (
        <p>
          {t('accounts:start.demo')} <TextLink to="/anmelden">{t('accounts:start.signIn')}</TextLink>
        </p>
      ) : null}
    </Page>
  )
}

function Towns({ tenants }: { tenants: Route.ComponentProps['loaderData']['tenants'] }) {
  const { t } = useTranslation('shell')
  return (
    <ul className="ll-plain-list start-towns">
      {tenants.map((tenant) => (
        <li key={tenant.slug} className="ll-card">
          <h2 className="ll-h2">
            <TextLink to={`/${tenant.slug}`}>{tenant.name}</TextLink>
          </h2>
          <p>{tenant.note}</p>
          <ul className="ll-plain-list start-doors">
            {doors.map(({ key, path }) => (
              <li key={key}>
                <TextLink to={`/${tenant.slug}${path}`}>{t(`navigation.${key}`)}</TextLink>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
