import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { readCompletenessMatrix, readCompletenessOverview } from '../completeness/completenessPage.server.ts'
import { PresenceMark } from '../completeness/PresenceMark.tsx'
import { presenceStates } from '../completeness/presence.ts'
import type { Route } from './+types/completeness'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const search = new URL(request.url).searchParams
  const source = search.get('quelle')
  const base = `/${visit.tenant.slug}`
  if (source === null) {
    const overview = await visit.read((reader) => readCompletenessOverview(reader, visit.actor, visit))
    return { base, overview, matrix: undefined }
  }
  const wish = { source, series: search.get('reihe') ?? undefined, until: search.get('bis') ?? undefined }
  const matrix = await visit.read((reader) => readCompletenessMatrix(reader, visit.actor, wish, visit))
  return { base, overview: undefined, matrix: matrix ?? notFound() }
}

export default function Completeness({ loaderData }: Route.ComponentProps) {
  const { base, overview, matrix } = loaderData
  const { t } = useTranslation('figures')
  if (matrix) return <MatrixPage base={base} matrix={matrix} />
  return (
    <Page
      title={t('completeness.title')}
      lead={<p>{t('completeness.lead')}</p>}
      actions={<ButtonLink to={`${base}/lieferkalender`}>{t('completeness.calendar')}</ButtonLink>}
    >
      <Overview base={base} rows={overview ?? []} />
    </Page>
  )
}

type Data = Route.ComponentProps['loaderData']
type OverviewRow = NonNullable<Data['overview']>[number]
type Matrix = NonNullable<Data['matrix']>
type Table = Matrix['tables'][number]

function Overview({ base, rows }: { base: string; rows: readonly OverviewRow[] }) {
  const { t } = useTranslation('figures')
  const columns: Column<OverviewRow>[] = [
    {
      key: 'source',
      header: t('completeness.source'),
      rowHeader: true,
      cell: ({ key, name }) => <TextLink to={`${base}/vollstaendigkeit?quelle=${key}`}>{name}</TextLink>,
    },
    { key: 'office', header: t('completeness.office'), cell: ({ office }) => office },
    {
      key: 'newest',
      header: t('completeness.newest'),
      cell: ({ newest }) => newest ?? t('completeness.none'),
    },
    {
      key: 'received',
      header: t('completeness.received'),
      nowrap: true,
      cell: ({ receivedOn }) => (receivedOn ? <DateText iso={receivedOn} /> : t('completeness.none')),
    },
    {
      key: 'freshness',
      header: t('completeness.freshness'),
      cell: (row) => <FreshnessText {...row} />,
    },
  ]
  return (
    <DataTable
      caption={t('completeness.overviewCaption')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      cards
      empty={
        <EmptyState title={t('completeness.empty')}>
          <p>{t('completeness.emptyHint')}</p>
        </EmptyState>
      }
    />
  )
}

const marks = {
  current: 'complete',
  stale: 'missing',
  empty: 'not-expected',
  'not-yet-expected': 'not-due',
  'nothing-overdue': 'not-due',
} as const

function FreshnessText({
  freshness,
  isExpected,
  newest,
}: Pick<OverviewRow, 'freshness' | 'isExpected' | 'newest'>) {
  const { t } = useTranslation('figures')
  const next = 'next' in freshness ? freshness.next : undefined
  return (
    <>
      <PresenceMark state={marks[freshness.kind]}>
        {t(`completeness.fresh.${freshness.kind}`, { newest: newest ?? t('completeness.none') })}{' '}
        {freshness.kind === 'stale' ? <DateText iso={freshness.since} /> : null}
      </PresenceMark>
      {next === undefined ? null : (
        <div className="ll-muted ll-small">
          {t('completeness.nextDue')} <DateText iso={next} />
        </div>
      )}
      {isExpected ? null : <div className="ll-muted ll-small">{t('completeness.noRule')}</div>}
    </>
  )
}

function MatrixPage({ base, matrix }: { base: string; matrix: Matrix }) {
  const { t } = useTranslation('figures')
  return (
    <Page
      breadcrumb={[{ label: t('completeness.title'), href: `${base}/vollstaendigkeit` }]}
      preline={t('completeness.title')}
      title={matrix.name}
      lead={<p>{t('completeness.matrixLead')}</p>}
      width="wide"
    >
      {matrix.tables.length === 0 ? (
        <EmptyState title={t('completeness.noSeries')}>
          <p>{t('completeness.noSeriesHint')}</p>
        </EmptyState>
      ) : (
        <ul className="completeness-legend" aria-label={t('completeness.legend')}>
          {presenceStates.map((state) => (
            <li key={state}>
              <PresenceMark state={state} />
            </li>
          ))}
        </ul>
      )}
      {matrix.tables.map((table) => (
        <MatrixTable key={table.kind} base={base} matrix={matrix} table={table} />
      ))}
    </Page>
  )
}

/** Quiet, because most of a long table may be so. */
function NotExpected() {
  const { t } = useTranslation('figures')
  return (
    <span className="ll-muted">
      <span aria-hidden="true">–</span>
      <span className="kern-sr-only">{t('completeness.state.not-expected')}</span>
    </span>
  )
}

type MatrixTableProps = { base: string; matrix: Matrix; table: Table }

function MatrixTable({ base, matrix, table }: MatrixTableProps) {
  const { t } = useTranslation('figures')
  const here = `${base}/vollstaendigkeit?quelle=${matrix.key}`
  type Row = Table['rows'][number]
  const columns: Column<Row>[] = [
    {
      key: 'series',
      header: t('completeness.series'),
      rowHeader: true,
      cell: ({ key, name }) => <TextLink to={`${here}&reihe=${key}#orte-${table.kind}`}>{name}</TextLink>,
    },
    ...table.columns.map(
      (period, index): Column<Row> => ({
        key: period.key,
        header: period.name,
        cell: ({ cells }) => {
          const { state, there, expected } = cells[index]!
          return there > 0 ? (
            <PresenceMark state={state}>{t('completeness.of', { there, expected })}</PresenceMark>
          ) : state === 'not-expected' ? (
            <NotExpected />
          ) : (
            <PresenceMark state={state} />
          )
        },
      }),
    ),
  ]
  return (
    <Section title={table.title}>
      {table.columns.length === 0 ? (
        <p>{t('completeness.noPeriods')}</p>
      ) : (
        <DataTable
          caption={t('completeness.matrixCaption', { source: matrix.name, kind: table.title })}
          captionHidden
          columns={columns}
          rows={table.rows}
          rowKey={({ key }) => key}
          dense
        />
      )}
      {table.earlier === undefined && table.later === undefined ? null : (
        <Actions>
          {table.earlier === undefined ? null : (
            <ButtonLink to={`${here}&bis=${encodeURIComponent(table.earlier)}`} icon="previous" small>
              {t('completeness.earlier')}
            </ButtonLink>
          )}
          {table.later === undefined ? null : (
            <ButtonLink to={`${here}&bis=${encodeURIComponent(table.later)}`} icon="next" small>
              {t('completeness.later')}
            </ButtonLink>
          )}
        </Actions>
      )}
      {table.detail ? <Places base={here} table={table} detail={table.detail} /> : null}
    </Section>
  )
}

function Places({
  base,
  table,
  detail,
}: {
  base: string
  table: Table
  detail: NonNullable<Table['detail']>
}) {
  const { t } = useTranslation('figures')
  type Row = (typeof detail.places)[number]
  const columns: Column<Row>[] = [
    { key: 'place', header: t('completeness.place'), rowHeader: true, cell: ({ name }) => name },
    ...table.columns.map(
      (period, index): Column<Row> => ({
        key: period.key,
        header: period.name,
        cell: ({ cells }) => {
          const found = cells[index]
          if (found === 'not-expected') return <NotExpected />
          if (found === 'no-place')
            return <PresenceMark state="not-expected">{t('completeness.noPlace')}</PresenceMark>
          return (
            <PresenceMark state={found === 'there' ? 'complete' : 'missing'}>
              {t(found === 'there' ? 'completeness.there' : 'completeness.absent')}
            </PresenceMark>
          )
        },
      }),
    ),
  ]
  return (
    <Section
      level={3}
      id={`orte-${table.kind}`}
      title={t('completeness.places', { series: detail.name })}
      actions={<TextLink to={base}>{t('completeness.closeDetail')}</TextLink>}
    >
      <DataTable
        caption={t('completeness.placesCaption', { series: detail.name })}
        captionHidden
        columns={columns}
        rows={detail.places}
        rowKey={({ placeId }) => String(placeId)}
        dense
      />
    </Section>
  )
}
