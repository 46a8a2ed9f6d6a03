import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { SecretNote } from '#app/capabilities/confidentiality/SecretNote.tsx'
import { listPlacesInScope } from '#app/capabilities/places/places.server.ts'
import { isSuppressed } from '#app/plain/cell.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { ChartFigure } from '#app/ui/ChartFigure.tsx'
import { MapLegend, MultiplesGrid, ResponsiveChart } from '#app/ui/charts/Chart.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { KeyFigure } from '#app/ui/KeyFigure.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Page, Section } from '#app/ui/Page.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { readPaging } from '#app/ui/paging.ts'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { readSort } from '#app/ui/sort.ts'
import { Tabs } from '#app/ui/Tabs.tsx'
import { AboutIndicator } from '../AboutIndicator.tsx'
import { ChangeCell } from '../ChangeCell.tsx'
import '../indicators.css'
import { periodLabel } from '#app/plain/periodLabel.ts'
import { IndicatorTable } from '../IndicatorTable.tsx'
import { readYearParameter } from '../parameters.ts'
import { findIndicatorSheet, type IndicatorSheet, sortKeysFor } from '../sheet.server.ts'
import type { Route } from './+types/sheet'

/** Shows and links only: needs no script, so none of its drawings is sent twice. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { searchParams, search } = new URL(request.url)
  const found = await visit.read((reader) =>
    findIndicatorSheet(reader, {
      view: search,
      today: visit.now.toISOString().slice(0, 10),
      key: params.indicator,
      slug: visit.tenant.slug,
      year: readYearParameter(searchParams),
      language: visit.language,
      sort: (years) => readSort(searchParams, sortKeysFor(years), { key: 'ort', descending: false }),
      paging: (areas, size) => readPaging(searchParams, areas, size),
    }),
  )
  const sheet = found ?? notFound()
  const { field } = sheet.indicator
  const exactPlaces = visit.may('figures.exact')
    ? await visit.read((reader) => listPlacesInScope(reader, visit.actor, 'figures.exact', { field }))
    : []
  const targetPlaces = visit.may('targets.set')
    ? await visit.read((reader) => listPlacesInScope(reader, visit.actor, 'targets.set', { field }))
    : []
  return {
    tenant: `/${visit.tenant.slug}`,
    sheet,
    mayDefine: visit.may('indicators.define', { field }),
    mayExact: exactPlaces.length > 0,
    mayTarget: targetPlaces.length > 0,
  }
}

type Shown = NonNullable<IndicatorSheet['shown']>
type PartProps = { sheet: IndicatorSheet; shown: Shown; tenant: string }

export default function Sheet({ loaderData }: Route.ComponentProps) {
  const { tenant, sheet, mayDefine, mayExact, mayTarget } = loaderData
  const { t } = useTranslation('indicators')
  const { indicator, shown } = sheet
  const address = `${tenant}/zahlen/${indicator.key}`
  const actions = (
    <>
      {shown ? (
        <ButtonLink to={`${address}/tabelle.csv`} icon="download" download>
          {t('download.csv')}
        </ButtonLink>
      ) : null}
      {mayExact ? <ButtonLink to={`${address}/genau`}>{t('exact.link')}</ButtonLink> : null}
      {mayTarget ? <ButtonLink to={`${address}/zielwerte`}>{t('targets.link')}</ButtonLink> : null}
      {mayDefine ? (
        <ButtonLink to={`${address}/bearbeiten`} icon="edit">
          {t('sheet.edit')}
        </ButtonLink>
      ) : null}
    </>
  )
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${tenant}/zahlen` }]}
      preline={`${t('sheet.preline')} · ${sheet.phase}`}
      title={indicator.name}
      lead={shown ? <p>{shown.lead}</p> : undefined}
      figure={shown?.keyFigure ? <TownFigure sheet={sheet} shown={shown} tenant={tenant} /> : undefined}
      actions={actions}
    >
      {shown ? (
        <>
          <Statement sheet={sheet} shown={shown} tenant={tenant} />
          <Areas sheet={sheet} shown={shown} tenant={tenant} />
          <Section title={t('sheet.table')} id="tabelle" lead={<p>{t('sheet.tableHint')}</p>}>
            <IndicatorTable {...shown} indicator={indicator} tenant={tenant} />
            <Pager paging={shown.paging} label={t('sheet.pages')} anchor="tabelle" />
            {hasSecrets(shown) ? <SecretNote /> : null}
          </Section>
        </>
      ) : (
        <EmptyState title={t('sheet.noData')}>{t('sheet.noDataText')}</EmptyState>
      )}
      <Section title={t('sheet.about')} id="methode">
        <AboutIndicator sheet={sheet} />
      </Section>
    </Page>
  )
}

const hasSecrets = ({ rows }: Shown) => rows.some(({ cells }) => cells.some(isSuppressed))

function TownFigure({ sheet: { indicator }, shown, tenant }: PartProps) {
  const { t } = useTranslation('indicators')
  const language = useLanguage()
  const figure = shown.keyFigure
  if (!figure) return null
  const { unit, key } = indicator
  const { decimals, cell, change, goal, interval, printed } = figure
  const origin = `${tenant}/zahlen/${key}/herkunft?raum=${figure.placeKey}&jahr=${figure.year}`
  return (
    <KeyFigure
      label={t('sheet.figure', { place: figure.placeName, period: periodLabel(figure.periodKey, language) })}
      value={<CellText cell={cell} unit={unit} decimals={decimals} to={origin} />}
      status={figure.status === 'none' ? undefined : <StatusMark status={figure.status} />}
      context={
        <>
          {goal ? <p>{t('sheet.target', { goal })}</p> : null}
          {change && 'value' in change ? (
            <p>
              {change.flags.includes('break') ? (
                t('sheet.broken')
              ) : (
                <>
                  <ChangeCell change={change} indicator={indicator} /> {t('sheet.tableChange')}
                </>
              )}
            </p>
          ) : null}
          {interval ? <p>{t('sheet.interval', interval)}</p> : null}
          {printed ? <p>{t('sheet.printed', { value: printed })}</p> : null}
        </>
      }
    />
  )
}

function Statement({ sheet: { indicator }, shown, tenant }: PartProps) {
  const { t } = useTranslation('indicators')
  const { course, sentences, years } = shown
  const address = `${tenant}/zahlen/${indicator.key}`
  return (
    <Section title={t('sheet.statement')}>
      <p className="ll-prose">{sentences.join(' ')}</p>
      {course ? (
        <div className="indicator-figures">
          <ChartFigure
            title={shown.courseTitle}
            subtitle={t('sheet.courseSubtitle', { name: indicator.name, from: years[0], to: years.at(-1) })}
            source={indicator.sourceNote}
            tableHref="#tabelle"
            downloads={[{ label: t('download.course'), href: `${address}/bild.svg?art=verlauf` }]}
          >
            <ResponsiveChart narrow={course.narrow} wide={course.wide} />
          </ChartFigure>
        </div>
      ) : null}
    </Section>
  )
}

function Areas({ sheet, shown, tenant }: PartProps) {
  const { t } = useTranslation('indicators')
  const { areas, mapYear, years } = shown
  const { indicator } = sheet
  const address = `${tenant}/zahlen/${indicator.key}`
  if (!areas) {
    return (
      <Section title={t('sheet.areas')}>
        <p className="ll-muted">{t('sheet.areasNone', { place: sheet.townName })}</p>
      </Section>
    )
  }
  const { map, panels } = areas
  return (
    <Section title={t('sheet.areas')} id="raeume">
      <div className="indicator-figures">
        {map ? (
          <div>
            <YearTabs shown={shown} address={address} />
            <ChartFigure
              title={areas.title}
              subtitle={t('sheet.mapSubtitle', { name: indicator.name, year: mapYear })}
              source={indicator.sourceNote}
              tableHref="#tabelle"
              downloads={[
                { label: t('download.map'), href: `${address}/bild.svg?art=karte&jahr=${mapYear}` },
              ]}
            >
              <div className="indicator-map">
                <ResponsiveChart narrow={map.narrow.svg} wide={map.svg} scrolls={map.narrow.scrolls} />
                <div>
                  <MapLegend lines={map.legend} />
                  {map.kind === 'tiles' ? <p className="ll-small ll-muted">{t('sheet.tileNote')}</p> : null}
                </div>
              </div>
            </ChartFigure>
          </div>
        ) : null}
        {years.length > 1 ? (
          <ChartFigure
            title={areas.multiplesTitle}
            subtitle={t('sheet.multiplesSubtitle', {
              name: indicator.name,
              years: `${years[0]}–${years.at(-1)}`,
            })}
            source={indicator.sourceNote}
            tableHref="#tabelle"
            downloads={[{ label: t('download.multiples'), href: `${address}/bild.svg?art=vielfache` }]}
          >
            <MultiplesGrid panels={panels} town={areas.townName} hasTarget={areas.hasTarget} />
            <Pager paging={shown.paging} label={t('sheet.pagesOfMultiples')} anchor="raeume" />
          </ChartFigure>
        ) : null}
      </div>
    </Section>
  )
}

function YearTabs({ shown, address }: { shown: Shown; address: string }) {
  const { t } = useTranslation('indicators')
  if (shown.mapYears.length < 2) return null
  return (
    <Tabs
      label={t('sheet.yearTabs')}
      items={shown.mapYears.map((year) => ({
        label: String(year),
        href: `${address}?jahr=${year}#raeume`,
        current: year === shown.mapYear,
      }))}
    />
  )
}
