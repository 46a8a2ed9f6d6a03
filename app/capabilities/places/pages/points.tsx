import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { readPaging, rowsOfPage } from '#app/ui/paging.ts'
import { listPlaceFiles } from '../files/placeFiles.server.ts'
import { WaitingFiles } from '../files/WaitingFiles.tsx'
import { usePointKinds } from '../points/PointFields.tsx'
import { PointsOnMap, Remarks } from '../points/PointsOnMap.tsx'
import { readPointFilter, unassigned } from '../points/pointFilter.ts'
import { readPointList } from '../points/pointPages.server.ts'
import type { Route } from './+types/points'
import '../points/points.css'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

const doneWords = ['created', 'changed', 'unchanged', 'removed', 'taken', 'discarded'] as const
const rowsPerPage = 100

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const { searchParams } = new URL(request.url)
  const filter = readPointFilter(searchParams, visit.now)
  const { list, waiting } = await visit.read(async (reader) => ({
    list: await readPointList(reader, filter, t),
    waiting: await listPlaceFiles(reader, 'points'),
  }))
  const base = `/${visit.tenant.slug}/verwaltung`
  const mayChange = visit.may('places.edit', wholeTenant)
  const paging = readPaging(searchParams, list.rows.length, rowsPerPage)
  const { rows, ...rest } = list
  return {
    base,
    mayChange,
    filter,
    query: new URLSearchParams([...searchParams].filter(([name]) => name !== 'erledigt')).toString(),
    list: { ...rest, found: rows.length, rows: rowsOfPage(rows, paging) },
    paging,
    waiting: (mayChange ? waiting : []).map(({ id, name, createdBy }) => ({
      href: `${base}/einrichtungen/pruefen/${id}`,
      label: t('points.list.waitingFile', { name, by: createdBy }),
    })),
    done: doneWords.find((word) => word === searchParams.get('erledigt')),
  }
}

export default function Points({ loaderData }: Route.ComponentProps) {
  const { base, mayChange, filter, query, list, paging, waiting, done } = loaderData
  const { t } = useTranslation('places')
  const kinds = usePointKinds()
  const own = `${base}/einrichtungen`
  const actions = mayChange ? (
    <>
      <ButtonLink to={`${own}/einlesen`} kind="primary" icon="upload">
        {t('points.list.import')}
      </ButtonLink>
      <ButtonLink to={`${own}/neu`}>{t('points.list.add')}</ButtonLink>
    </>
  ) : null
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: base }]}
      title={t('points.title')}
      lead={<p>{t('points.lead')}</p>}
    >
      {done ? (
        <Notice
          kind={done === 'discarded' || done === 'unchanged' ? 'info' : 'success'}
          title={t(`points.list.${done}`)}
          live
        />
      ) : null}
      {mayChange ? null : <Notice kind="info" title={t('points.onlyWhole')} />}
      <WaitingFiles title={t('points.list.waiting')} files={waiting} />
      {list.total === 0 ? (
        <EmptyState title={t('points.list.empty')} action={actions}>
          <p>{t('points.list.emptyText')}</p>
        </EmptyState>
      ) : (
        <>
          <Actions>
            {actions}
            <ButtonLink
              to={`${own}/tabelle.csv${query === '' ? '' : `?${query}`}`}
              kind="tertiary"
              icon="download"
              download
            >
              {t('points.list.csv')}
            </ButtonLink>
          </Actions>
          <FilterForm label={t('points.filter.label')}>
            <TextField
              name="suche"
              type="search"
              label={t('points.filter.search')}
              defaultValue={filter.search}
              optional
            />
            <SelectField
              name="art"
              label={t('points.filter.kind')}
              placeholder={t('points.filter.all')}
              options={kinds}
              defaultValue={filter.kind}
              optional
            />
            <SelectField
              name="ort"
              label={t('points.filter.area')}
              placeholder={t('points.filter.all')}
              options={[...list.areas, { value: unassigned, label: t('points.unassigned') }]}
              defaultValue={filter.area}
              optional
            />
            <TextField
              name="tag"
              type="date"
              label={t('points.filter.day')}
              defaultValue={filter.day}
              width="medium"
              optional
            />
          </FilterForm>
          <Found list={list} own={own} paging={paging} />
        </>
      )}
    </Page>
  )
}

type FoundProps = {
  list: Route.ComponentProps['loaderData']['list']
  own: string
  paging: Route.ComponentProps['loaderData']['paging']
}

function Found({ list, own, paging }: FoundProps) {
  const { t } = useTranslation('places')
  if (list.found === 0)
    return (
      <EmptyState
        title={t('points.list.none')}
        action={<ButtonLink to={own}>{t('points.list.all')}</ButtonLink>}
      />
    )
  return (
    <>
      <div className="ll-main-aside">
        {list.map ? (
          <Section title={t('points.map.title')}>
            <PointsOnMap map={list.map} without={list.without} />
          </Section>
        ) : (
          <p className="ll-muted">
            {list.hasBoundaries
              ? t('points.map.without', { count: list.without })
              : t('points.map.noBoundaries')}
          </p>
        )}
        <div className="ll-stack">
          <DataTable
            caption={t('points.list.counts')}
            dense
            rows={list.counts}
            rowKey={({ key, name }) => key || name}
            columns={[
              {
                key: 'name',
                header: t('points.filter.area'),
                rowHeader: true,
                cell: ({ key, name }) =>
                  key === '' ? name : <TextLink to={`${own}?ort=${key}`}>{name}</TextLink>,
              },
              { key: 'count', header: t('points.list.count'), numeric: true, cell: ({ count }) => count },
            ]}
          />
          {list.emptyAreas.length > 0 ? (
            <Disclosure summary={t('points.list.emptyAreas', { count: list.emptyAreas.length })}>
              <p>{list.emptyAreas.join(', ')}</p>
            </Disclosure>
          ) : null}
        </div>
      </div>
      <DataTable
        caption={t('points.list.caption', { count: list.found })}
        cards
        rows={list.rows}
        rowKey={({ id }) => String(id)}
        columns={[
          {
            key: 'name',
            header: t('points.column.name'),
            rowHeader: true,
            cell: ({ id, name, shown }) => (
              <>
                <TextLink to={`${own}/${id}`}>{name}</TextLink>
                {shown ? null : <span className="ll-muted"> ({t('points.list.hidden')})</span>}
              </>
            ),
          },
          { key: 'kind', header: t('points.column.kind'), cell: ({ kind }) => kind },
          { key: 'address', header: t('points.column.address'), cell: ({ address }) => address || '–' },
          {
            key: 'area',
            header: t('points.column.area'),
            cell: ({ area }) => area ?? <em>{t('points.unassigned')}</em>,
          },
          { key: 'basis', header: t('points.column.basis'), cell: ({ basis }) => basis || '–' },
          {
            key: 'remarks',
            header: t('points.column.remarks'),
            cell: ({ remarks }) => <Remarks remarks={remarks} />,
          },
        ]}
      />
      <Pager paging={paging} label={t('points.list.pages')} />
    </>
  )
}
