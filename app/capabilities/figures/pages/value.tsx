import { useTranslation } from 'react-i18next'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { FindingsList } from '../findings/FindingsList.tsx'
import { openHistory, readWantedValue } from '../history/historyPage.server.ts'
import { LifeSteps } from '../life/LifeSteps.tsx'
import type { Route } from './+types/value'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.read', request)
  const url = new URL(request.url)
  const wanted = readWantedValue(url.searchParams)
  const found = await visit.write((writer) =>
    openHistory(writer, visit.actor, wanted, visit.language, visit.now),
  )
  return {
    base: `/${visit.tenant.slug}/lieferungen`,
    here: `${url.pathname}${url.search}`,
    // Without any question the page says where histories are found.
    value: url.search === '' ? undefined : (found ?? notFound()),
  }
}

type Value = NonNullable<Route.ComponentProps['loaderData']['value']>

export default function ValueHistory({ loaderData }: Route.ComponentProps) {
  const { base, here, value } = loaderData
  const { t } = useTranslation('figures')
  if (!value) {
    return (
      <Page breadcrumb={[{ label: t('list.title'), href: base }]} title={t('history.preline')} width="text">
        <p>{t('history.where')}</p>
      </Page>
    )
  }
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: base }]}
      preline={t('history.preline')}
      title={value.series}
      lead={<p>{[value.breakdown, value.place, value.period].filter((part) => part !== '').join(', ')}</p>}
      width="text"
    >
      <p>
        {value.current ? (
          <>
            {t('history.released')}{' '}
            <strong>
              <CellText cell={value.current} unit={value.unit} decimals={value.decimals} />
            </strong>
          </>
        ) : (
          t('history.noRelease')
        )}
      </p>
      <Section title={t('history.title')} lead={<p>{t('history.lead')}</p>} id="geschichte">
        {value.sayings.length === 0 ? <EmptyState title={t('history.none')} /> : null}
        {value.sayings.map((saying) => (
          <SayingCard key={saying.deliveryId} saying={saying} base={base} here={here} />
        ))}
      </Section>
    </Page>
  )
}

function SayingCard({
  saying,
  base,
  here,
}: {
  saying: Value['sayings'][number]
  base: string
  here: string
}) {
  const { t } = useTranslation('figures')
  const { exact, spot: cell } = saying
  const original = () => {
    if (!exact?.isRead) {
      return <TextLink to={`${here}&original=${saying.deliveryId}`}>{t('history.readOriginal')}</TextLink>
    }
    if (exact.original === undefined) return t('history.originalGone')
    return exact.original === '' ? t('history.originalEmpty') : t('history.quote', { text: exact.original })
  }
  return (
    <article className="ll-card ll-stack">
      <h3>
        <TextLink to={`${base}/${saying.deliveryId}`}>
          {t('life.correctsLink', { id: saying.deliveryId })}
        </TextLink>
        {`, ${t(`state.${saying.state}`)}`}
        {saying.holds ? ` (${t('history.holds')})` : ''}
      </h3>
      <Facts
        items={[
          { term: t('history.value'), value: exact?.value },
          { term: t('history.original'), value: exact ? original() : undefined },
          { term: t('sheet.source'), value: saying.sourceName },
          { term: t('history.file'), value: saying.fileName },
          {
            term: t('history.spot'),
            value:
              saying.sheet === undefined
                ? t('history.cell', { cell, row: saying.row, column: saying.column })
                : t('history.sheet', { sheet: saying.sheet, cell }),
          },
          { term: t('sheet.received'), value: <DateText iso={saying.receivedOn} /> },
        ]}
      />
      {exact ? null : <p className="ll-muted">{t('history.hidden')}</p>}
      <LifeSteps steps={saying.steps} />
      {exact && exact.findings.length > 0 ? (
        <>
          <h4>{t('history.questions')}</h4>
          <FindingsList findings={exact.findings} base={base} />
        </>
      ) : null}
    </article>
  )
}
