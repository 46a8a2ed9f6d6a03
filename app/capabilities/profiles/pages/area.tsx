import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { SecretNote } from '#app/capabilities/confidentiality/SecretNote.tsx'
import { PlaceHistory } from '#app/capabilities/places/PlaceHistory.tsx'
import { PointsOfArea } from '#app/capabilities/places/PointsOfArea.tsx'
import { listShownPoints } from '#app/capabilities/places/places.server.ts'
import { useValidity } from '#app/capabilities/places/Validity.tsx'
import { isSuppressed } from '#app/plain/cell.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { CellText, ChangeText } from '#app/ui/CellText.tsx'
import { ChartFigure } from '#app/ui/ChartFigure.tsx'
import { ChartPicture, MapLegend, ResponsiveChart } from '#app/ui/charts/Chart.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Page, Section } from '#app/ui/Page.tsx'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import '../profiles.css'
import type { ProfileRow } from '../profileRows.ts'
import { findAreaSheet } from '../profiles.server.ts'
import type { Route } from './+types/area'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read')
  const year = Number(new URL(request.url).searchParams.get('jahr')) || undefined
  const wanted = { place: params.place, year, base: `/${visit.tenant.slug}`, language: visit.language }
  const { sheet, facilities } = await visit.read(async (reader) => {
    const found = (await findAreaSheet(reader, wanted)) ?? notFound()
    return { sheet: found, facilities: await listShownPoints(reader, found.place.id, visit.now) }
  })
  return { tenant: visit.tenant.name, base: wanted.base, sheet, facilities }
}

export default function Area({ loaderData }: Route.ComponentProps) {
  const { base, sheet, facilities, tenant } = loaderData
  const { t } = useTranslation('profiles')
  const { t: ofPlaces } = useTranslation('places')
  const { place, map } = sheet
  const language = useLanguage()
  const validity = useValidity()
  const hasEnded = place.validTo !== undefined
  return (
    <Page
      breadcrumb={[
        { label: tenant, href: base },
        { label: t('areas.title'), href: `${base}/raeume` },
      ]}
      preline={t('area.kind')}
      title={place.name}
      lead={hasEnded ? <p>{validity(place, language)}.</p> : sheet.lead}
    >
      {sheet.events.length > 0 ? (
        <Section title={ofPlaces('keeping.history.title')}>
          <PlaceHistory events={sheet.events} hrefOf={(key) => `${base}/raeume/${key}`} />
        </Section>
      ) : null}
      {sheet.years.length > 1 ? (
        <Tabs
          label={t('area.year')}
          items={sheet.years.map((year) => ({
            label: String(year),
            href: `?jahr=${year}`,
            current: year === sheet.year,
          }))}
        />
      ) : null}
      {sheet.rows.length > 0 ? (
        <div className="ll-main-aside profile-front">
          <div className="ll-stack">
            <Sentences title={t('strength.title')} sentences={sheet.strengths} none={t('strength.none')} />
            <Sentences
              title={t('question.title')}
              lead={t('question.lead')}
              sentences={sheet.questions}
              none={t('question.none')}
            />
          </div>
          {map ? (
            <ChartFigure
              title={t('area.map')}
              subtitle={t('area.mapSubtitle', {
                indicator: map.indicator,
                year: map.year,
                place: place.name,
              })}
            >
              <ResponsiveChart wide={map.svg} narrow={map.narrow} />
              <MapLegend lines={map.legend} />
            </ChartFigure>
          ) : null}
        </div>
      ) : null}
      {sheet.rows.length > 0 ? <Figures sheet={sheet} /> : null}
      {sheet.townOnly.length > 0 ? (
        <Section title={t('area.townOnly')} lead={t('area.townOnlyLead')}>
          <ul className="ll-list profile-town-only">
            {sheet.townOnly.map((indicator) => (
              <li key={indicator.key}>
                <TextLink to={`${base}/zahlen/${indicator.key}`}>{indicator.name}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <PointsOfArea place={place.name} points={facilities} />
      {sheet.rows.some(({ cell }) => isSuppressed(cell)) ? <SecretNote /> : null}
      <Disclosure summary={t('area.reading')}>
        <p>{t('area.readingStatus')}</p>
        <p>{t('area.readingDistance')}</p>
        <p>{t('area.readingCourse')}</p>
        <p>{t('area.readingStrip')}</p>
      </Disclosure>
    </Page>
  )
}

function Sentences(props: { title: string; lead?: string; sentences: readonly string[]; none: string }) {
  return (
    <Section title={props.title} lead={props.lead}>
      {props.sentences.length === 0 ? (
        <p className="ll-muted">{props.none}</p>
      ) : (
        <ul className="ll-list">
          {props.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Figures({ sheet }: { sheet: Route.ComponentProps['loaderData']['sheet'] }) {
  const { t } = useTranslation('profiles')
  const columns: Column<ProfileRow>[] = [
    {
      key: 'indicator',
      header: t('column.indicator'),
      rowHeader: true,
      cell: (row) => (
        <>
          <TextLink to={row.href}>{row.name}</TextLink>
          <span className="ll-profile__note">
            {row.phase === '' ? row.year : `${row.phase} · ${row.year}`}
          </span>
        </>
      ),
    },
    {
      key: 'value',
      header: t('column.value'),
      numeric: true,
      nowrap: true,
      cell: (row) => (
        <strong>
          <CellText cell={row.cell} unit={row.unit} decimals={row.decimals} to={row.origin} />
        </strong>
      ),
    },
    {
      key: 'town',
      header: t('column.town'),
      numeric: true,
      cell: (row) =>
        row.town ? (
          <div>
            <CellText cell={row.town} unit={row.unit} decimals={row.decimals} to={row.townOrigin} />
            {row.distance ? <span className="ll-profile__note">{row.distance}</span> : null}
          </div>
        ) : null,
    },
    {
      key: 'status',
      header: t('column.target'),
      cell: (row) =>
        row.status === 'none' ? null : (
          <div>
            <StatusMark status={row.status} small />
            <span className="ll-profile__note">{row.target}</span>
          </div>
        ),
    },
    {
      key: 'change',
      header: t('column.change'),
      numeric: true,
      cell: (row) =>
        row.change && 'value' in row.change ? (
          <ChangeText cell={row.change} unit={row.unit} decimals={row.decimals} direction={row.direction} />
        ) : null,
    },
    {
      key: 'course',
      header: t('column.course'),
      cell: (row) => (row.course ? <ChartPicture svg={row.course} small /> : null),
    },
    {
      key: 'spread',
      header: t('column.spread'),
      cell: (row) => (row.spread ? <ChartPicture svg={row.spread} small /> : null),
    },
  ]
  return (
    <Section title={t('area.figures')} lead={t('area.figuresLead')}>
      <DataTable
        caption={t('area.caption', { place: sheet.place.name, year: sheet.year })}
        captionHidden
        rows={sheet.rows}
        rowKey={(row) => row.key}
        columns={columns}
        cards
      />
    </Section>
  )
}
