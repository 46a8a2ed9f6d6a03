import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatValue } from '#app/plain/format.ts'
import { CellNotes, CellText, type ShownCell } from '#app/ui/CellText.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import type { Sort } from '#app/ui/sort.ts'
import { ChangeCell } from './ChangeCell.tsx'
import type { Indicator } from './indicator.ts'
import type { SheetRow } from './sheet.server.ts'

type IndicatorTableProps = {
  indicator: Indicator
  rows: readonly SheetRow[]
  years: readonly number[]
  /** The year of the columns for change and status. */
  year: number
  sort: Sort
  /** Address of the tenant. */
  tenant: string
}

/** One indicator over all areas and years; every value leads to its origin. */
export function IndicatorTable({ indicator, rows, years, year, sort, tenant }: IndicatorTableProps) {
  const { t } = useTranslation('indicators')
  const { key, name } = indicator
  const origin = (row: SheetRow, of: number) => `${tenant}/zahlen/${key}/herkunft?raum=${row.key}&jahr=${of}`
  const hasGoal = rows.some(({ status }) => status !== 'none')
  const columns: readonly Column<SheetRow>[] = [
    {
      key: 'raum',
      header: t('column.area'),
      rowHeader: true,
      sortable: true,
      cell: (row) => (row.isTown ? row.name : <Link to={`${tenant}/raeume/${row.key}`}>{row.name}</Link>),
    },
    ...years.map(
      (of, index): Column<SheetRow> => ({
        key: `j${of}`,
        header: String(of),
        numeric: true,
        nowrap: true,
        sortable: true,
        cell: (row) => <LinkedCell cell={row.cells[index]!} indicator={indicator} to={origin(row, of)} />,
      }),
    ),
    {
      key: 'veraenderung',
      header: String(year),
      note: t('sheet.tableChange'),
      numeric: true,
      sortable: true,
      cell: ({ change }) => <ChangeCell change={change} indicator={indicator} />,
    },
    ...(hasGoal
      ? [
          {
            key: 'stand',
            header: t('column.status'),
            note: String(year),
            nowrap: true,
            cell: ({ status }: SheetRow) => <StatusMark status={status} small />,
          },
        ]
      : []),
  ]
  return (
    <>
      <DataTable
        caption={t('sheet.tableCaption', { name })}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        sort={sort}
        dense
        emphasised={(row) => row.isTown}
      />
      <CellNotes cells={rows.flatMap((row) => row.cells)} />
    </>
  )
}

type LinkedCellProps = { cell: ShownCell; indicator: Indicator; to: string }

/**
 * A value that leads to its origin. There are hundreds of them on this page, so a bare value is written without the
 * machinery of router links, which takes ten times as long.
 */
function LinkedCell({ cell, indicator: { unit, decimals }, to }: LinkedCellProps) {
  const language = useLanguage()
  if (!('value' in cell) || cell.flags.length > 0) {
    return <CellText cell={cell} unit={unit} decimals={decimals} to={to} short />
  }
  return (
    <a className="ll-cell__link" href={to}>
      {formatValue(cell.value, unit, decimals, language)}
    </a>
  )
}
