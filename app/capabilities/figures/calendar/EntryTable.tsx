import { useTranslation } from 'react-i18next'
import { TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { DateText } from '#app/ui/Time.tsx'
import type { EntryRow } from './calendarPage.server.ts'
import { DueStateMark } from './DueStateMark.tsx'

type EntryTableProps = {
  base: string
  caption: string
  rows: readonly EntryRow[]
  /** On the page of one rule its name and office need not be said again; there the last column leads to the deviation. */
  single?: { readonly mayChange: boolean }
}

/** Expected deliveries with where they stand; on a phone each is a card. */
export function EntryTable({ base, caption, rows, single }: EntryTableProps) {
  const { t } = useTranslation('figures')
  const period: Column<EntryRow> = {
    key: 'period',
    header: t('calendar.period'),
    cell: (row) => row.period,
    rowHeader: single !== undefined,
  }
  const due: Column<EntryRow> = {
    key: 'due',
    header: t('calendar.due'),
    nowrap: true,
    cell: (row) => (
      <>
        <DateText iso={row.dueOn} />
        {row.moved ? <span className="ll-muted"> ({t('calendar.moved')})</span> : null}
      </>
    ),
  }
  const state: Column<EntryRow> = {
    key: 'state',
    header: t('calendar.state'),
    cell: (row) => <EntryState base={base} row={row} />,
  }
  const columns: Column<EntryRow>[] = single
    ? [
        period,
        due,
        state,
        ...(single.mayChange
          ? [
              {
                key: 'change',
                header: t('calendar.sheet.changeHeader'),
                hideHeader: true,
                cell: (row: EntryRow) => (
                  <TextLink
                    to={`${base}/lieferkalender/${row.expectation}?zeitraum=${encodeURIComponent(row.periodKey)}#abweichen`}
                  >
                    {t('calendar.sheet.change')}
                    <span className="kern-sr-only">: {row.period}</span>
                  </TextLink>
                ),
              },
            ]
          : []),
      ]
    : [
        {
          key: 'source',
          header: t('calendar.source'),
          rowHeader: true,
          cell: (row) => <TextLink to={`${base}/lieferkalender/${row.expectation}`}>{row.source}</TextLink>,
        },
        period,
        due,
        { key: 'office', header: t('calendar.from'), cell: (row) => row.office },
        state,
        { key: 'responsible', header: t('calendar.responsible'), cell: (row) => row.responsible ?? '–' },
      ]
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.expectation} ${row.periodKey}`}
      cards
    />
  )
}

function EntryState({ base, row }: { base: string; row: EntryRow }) {
  const { t } = useTranslation('figures')
  return (
    <>
      <DueStateMark state={row.state} />
      {row.lateDays > 0 ? (
        <span className="ll-muted"> {t('calendar.late', { count: row.lateDays })}</span>
      ) : null}
      {row.state === 'announced' && row.announcedFor !== undefined ? (
        <span className="ll-muted">
          {' '}
          <DateText iso={row.announcedFor} />
        </span>
      ) : null}
      {row.deliveryId === undefined ? null : (
        <>
          {' '}
          <TextLink to={`${base}/lieferungen/${row.deliveryId}`}>
            {t('calendar.delivery', { id: row.deliveryId })}
          </TextLink>
        </>
      )}
      {row.missing.length > 0 ? (
        <div className="ll-muted ll-small">
          {t('calendar.missing', { count: row.missing.length, names: row.missing.join(', ') })}
        </div>
      ) : null}
      {row.state === 'skipped' && row.reason ? <div className="ll-muted ll-small">{row.reason}</div> : null}
    </>
  )
}
