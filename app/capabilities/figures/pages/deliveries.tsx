import { useTranslation } from 'react-i18next'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { readPaging, rowsOfPage } from '#app/ui/paging.ts'
import { readSort, sortRows } from '#app/ui/sort.ts'
import { Tabs } from '#app/ui/Tabs.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { listDeliveries } from '../deliveries.server.ts'
import { Board } from '../life/Board.tsx'
import { listPendingReleases, readBoard } from '../life/board.server.ts'
import { cardsToShow } from '../life/board.ts'
import { deliveryStates, isStored } from '../life/life.ts'
import type { Route } from './+types/deliveries'

/** A county has a thousand after some years. */
const deliveriesPerPage = 100

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const url = new URL(request.url)
  const isList = url.searchParams.get('ansicht') === 'liste'
  const source = url.searchParams.get('quelle') ?? ''
  const state = url.searchParams.get('stand') ?? ''
  const { found, cards, pending } = await visit.read(async (reader) => ({
    found: isList ? await listDeliveries(reader, visit.actor, visit.language) : [],
    cards: isList ? [] : await readBoard(reader, visit.actor, visit.language, visit.now),
    pending: isList ? [] : await listPendingReleases(reader, visit.actor, visit.language),
  }))
  const all = isList ? found : cards
  const rows = found.map(
    ({ id, state, sourceName, fileName, receivedOn, factCount, createdBy, openQuestions }) => ({
      ...{ id, state, sourceName, fileName, receivedOn, factCount, createdBy, openQuestions },
    }),
  )
  const sort = readSort(url.searchParams, ['eingang', 'datei', 'quelle'], {
    key: 'eingang',
    descending: true,
  })
  const chosen = rows.filter(
    (row) => (source === '' || row.sourceName === source) && (state === '' || row.state === state),
  )
  const sorted = sortRows(
    chosen,
    sort,
    {
      eingang: (row) => row.receivedOn,
      datei: (row) => row.fileName,
      quelle: (row) => row.sourceName,
    },
    visit.language,
  )
  const paging = readPaging(url.searchParams, sorted.length, deliveriesPerPage)
  return {
    tenant: `/${visit.tenant.slug}`,
    base: `/${visit.tenant.slug}/lieferungen`,
    rows: rowsOfPage(sorted, paging),
    paging,
    hasAny: all.length > 0,
    cards: cardsToShow(cards.filter((card) => source === '' || card.sourceName === source)),
    pending,
    releases: `/${visit.tenant.slug}/freigaben`,
    filter: { isList, source, state },
    sources: [...new Set(all.map(({ sourceName }) => sourceName))].sort((a, b) =>
      a.localeCompare(b, visit.language),
    ),
    sort,
    mayDeliver: visit.may('figures.deliver'),
    hasKeys: visit.offers('keys.own'),
    seesAll: visit.may('figures.read', wholeTenant),
  }
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

export default function Deliveries({ loaderData }: Route.ComponentProps) {
  const { tenant, base, rows, sort, mayDeliver, hasKeys, seesAll, hasAny, filter, sources } = loaderData
  const { t } = useTranslation('figures')
  const newLink = mayDeliver ? (
    <>
      <ButtonLink to={`${base}/neu`} icon="upload">
        {t('list.new')}
      </ButtonLink>
      <ButtonLink to={`${base}/eingeben`} icon="edit">
        {t('entry.action')}
      </ButtonLink>
    </>
  ) : null
  const related = [
    { to: `${tenant}/lieferkalender`, label: t('calendar.title') },
    { to: `${tenant}/vollstaendigkeit`, label: t('completeness.title') },
    { to: `${tenant}/zahlenreihen`, label: t('series.list.title') },
    ...(mayDeliver ? [{ to: `${base}/einzeldaten`, label: t('individual.upload') }] : []),
    ...(hasKeys ? [{ to: `${tenant}/schluessel`, label: t('keys.title') }] : []),
  ]
  const columns: Column<Row>[] = [
    {
      key: 'datei',
      header: t('list.file'),
      rowHeader: true,
      sortable: true,
      cell: (row) => <TextLink to={`${base}/${row.id}`}>{row.fileName}</TextLink>,
    },
    { key: 'quelle', header: t('list.source'), sortable: true, cell: (row) => row.sourceName },
    {
      key: 'eingang',
      header: t('list.received'),
      sortable: true,
      cell: (row) => <DateText iso={row.receivedOn} />,
    },
    { key: 'state', header: t('list.state'), cell: (row) => t(`state.${row.state}`) },
    {
      key: 'figures',
      header: t('list.figures'),
      numeric: true,
      cell: (row) => (isStored(row.state) ? row.factCount.toLocaleString('de-DE') : '–'),
    },
    { key: 'questions', header: t('list.questions'), numeric: true, cell: (row) => row.openQuestions },
    { key: 'by', header: t('list.by'), cell: (row) => row.createdBy },
  ]
  return (
    <Page
      title={t('list.title')}
      lead={<p>{t(seesAll ? 'list.lead' : 'list.leadOwn')}</p>}
      actions={newLink}
      width="wide"
    >
      <nav aria-label={t('board.related')}>
        <ul className="ll-plain-list ll-link-row">
          {related.map(({ to, label }) => (
            <li key={to}>
              <TextLink to={to}>{label}</TextLink>
            </li>
          ))}
        </ul>
      </nav>
      {hasAny ? (
        <>
          <Tabs
            label={t('board.view')}
            items={[
              { label: t('board.asBoard'), href: base, current: !filter.isList },
              { label: t('board.asList'), href: `${base}?ansicht=liste`, current: filter.isList },
            ]}
          />
          <FilterForm label={t('board.filter')} keep={{ ansicht: filter.isList ? 'liste' : undefined }}>
            <SelectField
              name="quelle"
              label={t('list.source')}
              placeholder={t('board.allSources')}
              options={sources.map((name) => ({ value: name, label: name }))}
              defaultValue={filter.source}
            />
            {filter.isList ? (
              <SelectField
                name="stand"
                label={t('list.state')}
                placeholder={t('board.allStates')}
                options={deliveryStates.map((value) => ({ value, label: t(`state.${value}`) }))}
                defaultValue={filter.state}
              />
            ) : null}
          </FilterForm>
        </>
      ) : null}
      {filter.isList || !hasAny ? (
        <>
          <DataTable
            caption={t('list.caption')}
            captionHidden
            columns={columns}
            rows={rows}
            rowKey={(row) => String(row.id)}
            sort={sort}
            cards
            empty={
              <EmptyState title={t('list.empty')} action={newLink}>
                <p>{t(mayDeliver ? 'list.emptyHint' : 'list.emptyReading')}</p>
              </EmptyState>
            }
          />
          <Pager paging={loaderData.paging} label={t('board.pages')} />
        </>
      ) : (
        <Board
          cards={loaderData.cards}
          pending={loaderData.pending}
          base={base}
          releases={loaderData.releases}
        />
      )}
    </Page>
  )
}
