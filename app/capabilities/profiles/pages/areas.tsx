import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { SecretNote } from '#app/capabilities/confidentiality/SecretNote.tsx'
import { useValidity } from '#app/capabilities/places/Validity.tsx'
import { i18nFor } from '#app/texts/i18n.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { ChartFigure } from '#app/ui/ChartFigure.tsx'
import { ChartPicture, MapLegend, ResponsiveChart } from '#app/ui/charts/Chart.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { Page, Section } from '#app/ui/Page.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { readPaging, rowsOfPage } from '#app/ui/paging.ts'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { readSort, sortRows } from '#app/ui/sort.ts'
import { type AreaList, listAreas } from '../profiles.server.ts'
import type { Route } from './+types/areas'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

/** More than a phone shows at once, and few enough to be there at once. */
const areasPerPage = 100

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read')
  const query = new URL(request.url).searchParams
  const base = `/${visit.tenant.slug}`
  const wanted = {
    indicator: query.get('kennzahl') ?? undefined,
    year: Number(query.get('jahr')) || undefined,
    base,
    language: visit.language,
  }
  const list = await visit.read((reader) => listAreas(reader, wanted))
  const sort = readSort(query, ['name', 'wert'], { key: 'name', descending: false })
  const values = {
    name: (area: Listed) => area.name,
    wert: (area: Listed) => (area.cell && 'value' in area.cell ? area.cell.value : undefined),
  }
  const sorted = sortRows(list.areas, sort, values, visit.language)
  const paging = readPaging(query, sorted.length, areasPerPage)
  return {
    tenant: visit.tenant.name,
    title: i18nFor(visit.language).getFixedT(null, 'profiles')('areas.title'),
    base,
    list: { ...list, areas: rowsOfPage(sorted, paging) },
    paging,
    sort,
  }
}

type Listed = AreaList['areas'][number]

export default function Areas({ loaderData }: Route.ComponentProps) {
  const { base, list, tenant } = loaderData
  const { t } = useTranslation('profiles')
  const { shown } = list
  return (
    <Page breadcrumb={[{ label: tenant, href: base }]} title={t('areas.title')} lead={t('areas.lead')}>
      {list.areas.length === 0 ? (
        <EmptyState title={t('areas.empty')}>{t('areas.emptyText')}</EmptyState>
      ) : shown ? (
        <>
          <Choice list={list} shown={shown} />
          <div className="ll-columns">
            <ChartFigure
              title={shown.statement}
              subtitle={t('areas.subtitle', { indicator: shown.name, year: shown.year })}
              source={t('chart.source')}
            >
              {shown.map ? (
                <>
                  <ResponsiveChart wide={shown.map.svg} narrow={shown.map.narrow} />
                  <MapLegend lines={shown.map.legend} />
                  {shown.map.legend.some(({ look }) => look === 'secret') ? <SecretNote /> : null}
                </>
              ) : null}
            </ChartFigure>
            <List loaderData={loaderData} />
          </div>
        </>
      ) : (
        <>
          <p>{t('areas.noValues')}</p>
          <List loaderData={loaderData} />
        </>
      )}
      {list.former.length > 0 ? <FormerAreas areas={list.former} base={base} /> : null}
    </Page>
  )
}

function FormerAreas({ areas, base }: { areas: AreaList['former']; base: string }) {
  const { t } = useTranslation('places')
  const language = useLanguage()
  const validity = useValidity()
  return (
    <Section title={t('keeping.formerTitle')} lead={t('keeping.formerLead')}>
      <ul className="ll-list">
        {areas.map((area) => (
          <li key={area.key}>
            <TextLink to={`${base}/raeume/${area.key}`}>{area.name}</TextLink>, {validity(area, language)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Shown = NonNullable<AreaList['shown']>

function Choice({ list, shown }: { list: AreaList; shown: Shown }) {
  const { t } = useTranslation('profiles')
  return (
    <FilterForm label={t('areas.filter')}>
      <SelectField
        name="kennzahl"
        label={t('areas.indicator')}
        defaultValue={shown.key}
        options={list.indicators.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <SelectField
        name="jahr"
        label={t('areas.year')}
        defaultValue={String(shown.year)}
        options={list.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
    </FilterForm>
  )
}

function List({ loaderData }: { loaderData: Route.ComponentProps['loaderData'] }) {
  const { base, list, paging, sort } = loaderData
  const { t } = useTranslation(['profiles', 'ui'])
  const { shown } = list
  const columns: Column<Listed>[] = [
    {
      key: 'name',
      header: t('profiles:column.place'),
      rowHeader: true,
      sortable: true,
      cell: (area) => <TextLink to={`${base}/raeume/${area.key}`}>{area.name}</TextLink>,
    },
    ...(shown
      ? ([
          {
            key: 'wert',
            header: t('profiles:column.value'),
            numeric: true,
            sortable: true,
            cell: (area) =>
              area.cell ? (
                <CellText
                  cell={area.cell}
                  unit={shown.unit}
                  decimals={shown.decimals}
                  to={`${base}/zahlen/${shown.key}/herkunft?raum=${area.key}&jahr=${shown.year}`}
                />
              ) : null,
          },
          {
            key: 'balken',
            header: t('profiles:column.bar'),
            cell: (area) => (area.bar ? <ChartPicture svg={area.bar} small /> : null),
          },
          {
            key: 'status',
            header: t('profiles:column.target'),
            cell: (area) => (area.status === 'none' ? null : <StatusMark status={area.status} small />),
          },
        ] satisfies Column<Listed>[])
      : []),
  ]
  return (
    <Section
      title={t('profiles:areas.list')}
      lead={shown ? t('profiles:areas.bars') : undefined}
      actions={
        shown ? (
          <TextLink to={`${base}/zahlen/${shown.key}`}>{t('profiles:areas.sheet')}</TextLink>
        ) : undefined
      }
    >
      <DataTable
        caption={
          shown
            ? t('profiles:areas.caption', { indicator: shown.name, year: shown.year })
            : t('profiles:areas.list')
        }
        captionHidden
        rows={list.areas}
        rowKey={(area) => area.key}
        columns={columns}
        sort={sort}
        dense={list.areas.length > 20}
      />
      <Pager paging={paging} label={t('ui:pager.list')} />
    </Section>
  )
}
