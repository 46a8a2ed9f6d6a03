import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { periodLabel } from '#app/plain/periodLabel.ts'
import { CellNotes, CellText } from '#app/ui/CellText.tsx'
import { ChartPicture } from '#app/ui/charts/Chart.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { ChangeCell } from './ChangeCell.tsx'
import './indicators.css'
import type { OverviewRow } from './overview.server.ts'

type OverviewTableProps = {
  caption: string
  rows: readonly OverviewRow[]
  /** Address of the list of indicators. */
  base: string
  /** The chosen year, '' for the latest of each. */
  year: string
}

/** Indicators of one life phase with where the town stands; cards on a phone. */
export function OverviewTable({ caption, rows, base, year }: OverviewTableProps) {
  const { t } = useTranslation('indicators')
  const language = useLanguage()
  const query = year === '' ? '' : `?jahr=${year}`
  const columns: readonly Column<OverviewRow>[] = [
    {
      key: 'name',
      header: t('column.name'),
      rowHeader: true,
      cell: (row) => (
        <>
          <Link to={`${base}/${row.key}${query}`}>{row.name}</Link>
          <span className="indicator-sentence">{row.sentence}</span>
        </>
      ),
    },
    {
      key: 'value',
      header: t('column.value'),
      numeric: true,
      nowrap: true,
      cell: ({ cell, unit, valueDecimals }) =>
        cell ? <CellText cell={cell} unit={unit} decimals={valueDecimals} /> : null,
    },
    {
      key: 'year',
      header: t('column.year'),
      nowrap: true,
      cell: ({ periodKey }) => periodLabel(periodKey, language),
    },
    {
      key: 'change',
      header: t('column.change'),
      numeric: true,
      cell: (row) => <ChangeCell change={row.change} indicator={row} />,
    },
    {
      key: 'course',
      header: t('column.course'),
      cell: ({ sparkline }) => (sparkline ? <ChartPicture svg={sparkline} small /> : null),
    },
    { key: 'target', header: t('column.target'), cell: ({ goal }) => goal ?? '' },
    {
      key: 'status',
      header: t('column.status'),
      nowrap: true,
      cell: ({ status }) => <StatusMark status={status} small />,
    },
  ]
  return (
    <div className="indicator-overview">
      <DataTable
        caption={caption}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        cards
      />
      <CellNotes cells={rows.flatMap(({ cell }) => cell ?? [])} />
    </div>
  )
}
