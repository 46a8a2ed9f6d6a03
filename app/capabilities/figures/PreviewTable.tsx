import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { PreviewView, ViewCell, ViewRow } from './previewView.ts'

type PreviewTableProps = { fileName: string; table: PreviewView['table'] }

/** The file as its office sees it, with what would be stored below each value and the errors at their cells. */
export function PreviewTable({ fileName, table }: PreviewTableProps) {
  const { t } = useTranslation('figures')
  return (
    <>
      {table.sheets.map((shown) => (
        <SheetTable
          key={shown.sheet ?? ''}
          caption={
            shown.sheet === undefined || table.sheets.length === 1
              ? t('preview.caption', { file: fileName })
              : t('preview.captionSheet', { file: fileName, sheet: shown.sheet })
          }
          {...shown}
        />
      ))}
      {table.isPart ? <p className="ll-muted">{t('preview.tableMore')}</p> : null}
    </>
  )
}

type SheetTableProps = PreviewView['table']['sheets'][number] & { caption: string }

function SheetTable({ caption, columns: sheetColumns, rows }: SheetTableProps) {
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
    ...sheetColumns.map(
      ({ letters, role }, index): Column<ViewRow> => ({
        key: letters,
        header: letters,
        ...(role && { note: t(`preview.columnRole.${role}`) }),
        cell: ({ cells }) => <PreviewCell cell={cells[index]} />,
      }),
    ),
  ]
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ row }) => String(row)} dense />
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
