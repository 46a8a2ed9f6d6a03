import { useTranslation } from 'react-i18next'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { DoneNotice, readDone } from '../series/FormParts.tsx'
import { isOnePeriod } from '../series/overTime.ts'
import { measureOf } from '../series/seriesForm.ts'
import { findSeriesSheet } from '../series/seriesPage.server.ts'
import type { Route } from './+types/seriesSheet'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { language, actor, now } = visit
  const { listSeriesUses } = context.get(tenantPartsContext)
  const found = await visit.read(async (reader) => {
    const sheet = await findSeriesSheet(reader, params.series, {
      language,
      actor,
      today: now.toISOString().slice(0, 10),
    })
    return (
      sheet && { sheet, indicators: (await listSeriesUses(reader, language)).get(sheet.series.key) ?? [] }
    )
  })
  const { sheet, indicators } = found ?? notFound()
  const { series, source } = sheet
  const inLanguage = (german: string, english: string) => (language === 'en' ? english || german : german)
  return {
    base: `/${visit.tenant.slug}`,
    ...{ sheet, indicators, measure: measureOf(series), fromParts: !isOnePeriod(series) },
    name: inLanguage(series.name, series.nameEn),
    meaning: inLanguage(series.meaning, series.meaningEn),
    note: inLanguage(series.note, series.noteEn),
    sourceName: inLanguage(source.name, source.nameEn),
    mayDefine: visit.may('figures.define', source),
    mayDeliver: visit.may('figures.deliver', source),
    seesDeliveries: visit.may('figures.read', source),
    done: readDone(request.url),
  }
}

export default function SeriesSheet({ loaderData }: Route.ComponentProps) {
  const { base, sheet, name, meaning, mayDefine, done } = loaderData
  const { t } = useTranslation('figures')
  const own = `${base}/zahlenreihen/${sheet.series.key}`
  return (
    <Page
      breadcrumb={[{ label: t('series.list.title'), href: `${base}/zahlenreihen` }]}
      preline={t('series.sheet.preline')}
      title={name}
      lead={meaning ? <p>{meaning}</p> : null}
      actions={
        <>
          {sheet.extent ? (
            <ButtonLink to={`${base}/daten?reihe=${sheet.series.key}`}>{t('series.sheet.export')}</ButtonLink>
          ) : null}
          {mayDefine ? <ButtonLink to={`${own}/bearbeiten`}>{t('series.sheet.edit')}</ButtonLink> : null}
        </>
      }
    >
      <DoneNotice done={done} />
      <Definition {...loaderData} />
      <Years {...loaderData} />
      <Indicators {...loaderData} />
      <Deliveries {...loaderData} />
    </Page>
  )
}

type Data = Route.ComponentProps['loaderData']

function Definition({ base, sheet, measure, note, sourceName }: Data) {
  const { t } = useTranslation('figures')
  const { series, rule, source } = sheet
  const linked = (one: { readonly key: string; readonly name: string }) => (
    <TextLink key={one.key} to={`${base}/zahlenreihen/${one.key}`}>
      {one.name}
    </TextLink>
  )
  return (
    <Section title={t('series.sheet.definition')}>
      <Facts
        items={[
          { term: t('series.sheet.note'), value: note },
          { term: t('series.sheet.measure'), value: t(`series.measures.${measure}`) },
          {
            term: t('series.sheet.periods'),
            value: `${t(`series.kinds.${series.periodKind}`)}; ${t(`series.reported.${series.reportedUnder}`)}`,
          },
          {
            term: t('series.sheet.adding'),
            value: (
              <>
                {t(`series.places.${series.overPlaces}`)}
                <br />
                {t(`series.time.${series.overTime}`)}
              </>
            ),
          },
          {
            term: t('series.sheet.comparable'),
            value:
              series.comparableKinds.map((kind) => t(`series.kinds.${kind}`)).join(', ') ||
              t('series.sheet.comparableNone'),
          },
          {
            term: t('series.sheet.dimensions'),
            value: sheet.dimensions.map((one) => one.name).join(', ') || t('series.sheet.dimensionsNone'),
          },
          { term: t('series.sheet.partOf'), value: sheet.partOf && linked(sheet.partOf) },
          { term: t('series.sheet.base'), value: sheet.base && linked(sheet.base) },
          { term: t('series.sheet.source'), value: sourceName },
          { term: t('series.sheet.office'), value: sheet.office },
          {
            term: t('series.sheet.protection'),
            value: (
              <>
                {rule.kind === 'already-published'
                  ? t('series.sheet.published')
                  : t('series.sheet.threshold', { below: rule.threshold - 1 })}
                {source.secretBelow === undefined ? null : (
                  <>
                    <br />
                    {t('series.sheet.secretBelow', { below: source.secretBelow })}
                  </>
                )}
              </>
            ),
          },
          {
            term: t('series.sheet.family'),
            value:
              sheet.family.length === 0 ? (
                t('series.sheet.familyAlone')
              ) : (
                <ul className="ll-plain-list">
                  {sheet.family.map((one) => (
                    <li key={one.key}>{linked(one)}</li>
                  ))}
                </ul>
              ),
          },
          { term: t('series.sheet.aliases'), value: series.aliases.join('; ') },
          { term: t('series.sheet.key'), value: <code>{series.key}</code> },
        ]}
      />
    </Section>
  )
}

function Years({ sheet, fromParts }: Data) {
  const { t } = useTranslation('figures')
  const { series, years, place, extent } = sheet
  return (
    <Section
      title={t('series.sheet.years')}
      lead={
        <>
          {extent ? <p>{t('series.sheet.extent', extent)}</p> : <p>{t('series.sheet.yearsNone')}</p>}
          {fromParts && years.length > 0 ? (
            <p>{t('series.sheet.fromParts', { rule: t(`series.time.${series.overTime}`) })}</p>
          ) : null}
        </>
      }
    >
      {years.length > 0 ? (
        <DataTable
          caption={t('series.sheet.yearsOf', { place: place ?? '' })}
          dense
          rows={years}
          rowKey={({ year }) => String(year)}
          columns={[
            { key: 'year', header: t('series.sheet.year'), rowHeader: true, cell: ({ year }) => year },
            {
              key: 'value',
              header: t('series.sheet.value'),
              numeric: true,
              cell: ({ cell }) => <CellText cell={cell} unit={series.unit} decimals={series.decimals} />,
            },
          ]}
        />
      ) : null}
    </Section>
  )
}

function Indicators({ base, indicators }: Data) {
  const { t } = useTranslation('figures')
  return (
    <Section title={t('series.sheet.indicators')}>
      {indicators.length === 0 ? (
        <p>{t('series.sheet.indicatorsNone')}</p>
      ) : (
        <ul className="ll-plain-list">
          {indicators.map(({ key, name }) => (
            <li key={key}>
              <TextLink to={`${base}/zahlen/${key}`}>{name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Deliveries({ base, sheet, seesDeliveries, mayDeliver }: Data) {
  const { t } = useTranslation('figures')
  if (!seesDeliveries) return null
  return (
    <Section
      title={t('series.sheet.deliveries')}
      actions={
        mayDeliver ? (
          <ButtonLink to={`${base}/lieferungen/neu`} icon="upload" small>
            {t('series.sheet.deliver')}
          </ButtonLink>
        ) : null
      }
    >
      {sheet.deliveries.length === 0 ? (
        <p>{t('series.sheet.deliveriesNone')}</p>
      ) : (
        <DataTable
          caption={t('series.sheet.deliveries')}
          captionHidden
          cards
          rows={sheet.deliveries}
          rowKey={({ id }) => String(id)}
          columns={[
            {
              key: 'file',
              header: t('series.sheet.file'),
              rowHeader: true,
              cell: ({ id, fileName }) => <TextLink to={`${base}/lieferungen/${id}`}>{fileName}</TextLink>,
            },
            {
              key: 'received',
              header: t('series.sheet.received'),
              cell: ({ receivedOn }) => <DateText iso={receivedOn} />,
            },
            { key: 'facts', header: t('series.sheet.facts'), numeric: true, cell: ({ facts }) => facts },
          ]}
        />
      )}
    </Section>
  )
}
