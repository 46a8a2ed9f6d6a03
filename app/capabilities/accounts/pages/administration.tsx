import { useTranslation } from 'react-i18next'
import { findVisit, notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { countPeople } from '../people/peoplePage.server.ts'
import type { Action } from '../permission.ts'
import type { Route } from './+types/administration'
import '../people/people.css'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

/** What can be administrated, in the order of the page: which of the actions opens it, and where it is (below the tenant). */
const cards = [
  { key: 'people', action: 'people.read', path: '/verwaltung/personen' },
  { key: 'organisations', action: 'organisations.edit', path: '/verwaltung/stellen' },
  { key: 'boundaries', action: 'places.edit', path: '/verwaltung/grenzen' },
  { key: 'places', action: 'places.edit', path: '/verwaltung/orte' },
  { key: 'streets', action: 'places.edit', path: '/verwaltung/strassen' },
  { key: 'keys', action: 'people.manage', path: '/schluessel' },
  { key: 'points', action: 'places.edit', path: '/verwaltung/einrichtungen' },
  { key: 'signIn', action: 'tenant.settings', path: '/verwaltung/anmeldung' },
  { key: 'pages', action: 'site.edit', path: '/verwaltung/seiten' },
  { key: 'mail', action: 'tenant.settings', path: '/verwaltung/mail' },
  { key: 'feedback', action: 'feedback.read', path: '/verwaltung/rueckmeldungen' },
  { key: 'audit', action: 'audit.read', path: '/protokoll' },
  { key: 'export', action: 'tenant.export', path: '/verwaltung/export' },
] as const satisfies readonly { key: string; action: Action; path: string }[]

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const found = (await findVisit(context, params.tenant)) ?? notFound()
  const open = cards.filter(({ action }) => found.offers(action))
  const way = open.find(({ action }) => found.may(action)) ?? open[0] ?? cards[0]
  const visit = await permit(context, params.tenant, way.action, request)
  const counts =
    visit.actor && visit.may('people.read')
      ? await visit.read((reader) => countPeople(reader, visit.now))
      : undefined
  const steps = counts && visit.offers('people.manage') ? firstSteps(counts) : []
  return { base: `/${visit.tenant.slug}`, cards: open.map(({ key, path }) => ({ key, path })), counts, steps }
}

type Step = {
  readonly key: 'invite' | 'secondAdministrator' | 'organisations' | 'pages'
  readonly path: string
}

/** Until somebody coordinates and two people administrate. */
function firstSteps(counts: { readonly coordinators: number; readonly administrators: number }): Step[] {
  const invite = '/verwaltung/personen/einladen'
  const steps: Step[] = [
    ...(counts.coordinators === 0 ? [{ key: 'invite', path: invite } as const] : []),
    ...(counts.administrators < 2 ? [{ key: 'secondAdministrator', path: invite } as const] : []),
  ]
  return counts.coordinators === 0
    ? [
        ...steps,
        { key: 'organisations', path: '/verwaltung/stellen' },
        { key: 'pages', path: '/verwaltung/seiten' },
      ]
    : steps
}

export default function Administration({
  loaderData: { base, cards: open, counts, steps },
}: Route.ComponentProps) {
  const { t } = useTranslation('people')
  return (
    <Page title={t('office.title')} lead={t('office.lead')}>
      {steps.length === 1 && steps[0] ? (
        <Notice kind="info" title={t('office.onlyOne')}>
          <p>
            <TextLink to={`${base}${steps[0].path}`}>{t(`office.step.${steps[0].key}`)}</TextLink>
          </p>
        </Notice>
      ) : null}
      {steps.length > 1 ? (
        <Section title={t('office.steps')} lead={<p>{t('office.stepsLead')}</p>}>
          <ol className="people-steps">
            {steps.map(({ key, path }) => (
              <li key={key}>
                <TextLink to={`${base}${path}`}>{t(`office.step.${key}`)}</TextLink>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      <ul className="ll-plain-list ll-grid people-office">
        {open.map(({ key, path }) => (
          <li key={key} className="ll-card">
            <h2 className="ll-h3">
              <TextLink to={`${base}${path}`}>{t(`office.${key}.title`)}</TextLink>
            </h2>
            <p>{t(`office.${key}.text`)}</p>
            {key === 'people' && counts ? (
              <p className="ll-muted ll-small">
                {t('office.people.count', { count: counts.people })}
                {counts.open > 0 ? `, ${t('office.people.open', { count: counts.open })}` : ''}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Page>
  )
}
