import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { PreviewView, ViewCell, ViewRow } from './previewView.ts'

type PreviewTableProps = { fileName: string; table: PreviewView['table'] }

/** The file as its office sees it, with what would be stored below each value and the errors at their cells. */
export function PreviewTable({ fileName, table }: PreviewTableProps) {
  const { t } = useTranslation('figures')
  const columns: Column<ViewRow>[] = [
    {
      key: 'row',
      header: t('preview.row'),
      rowHeader: true,
      cell: ({ row, skipped }) => (
        <>
          {row}
          {skipped ? <span className="ll-muted ll-small"> {t(`preview.skipped.${skipped}`)}</span> : null}
        </>
      ),
    },
    ...table.columns.map(
      ({ letters, role }, index): Column<ViewRow> => ({
        key: letters,
        header: letters,
        note: t(`preview.columnRole.${role}`),
        cell: ({ cells }) => <PreviewCell cell={cells[index]} />,
      }),
    ),
  ]
  return (
    <>
      <DataTable
        caption={t('preview.caption', { file: fileName })}
        columns={columns}
        rows={table.rows}
        rowKey={({ row }) => String(row)}
        dense
      />
      {table.isPart ? <p className="ll-muted">{t('preview.tableMore')}</p> : null}
    </>
  )
}

function PreviewCell({ cell }: { cell: ViewCell | undefined }) {
  const { t } = useTranslation('figures')
  if (!cell) return null
  return (
    <>
      {cell.text}
      {cell.stored === undefined ? null : (
        <span className="ll-muted ll-small">
          <br />
          {t('preview.stored', { value: cell.stored })}
        </span>
      )}
      {cell.problem === undefined ? null : (
        <span className="kern-error">
          <Icon name="error" />
          <span className="ll-small">{cell.problem}</span>
        </span>
      )}
    </>
  )
}
