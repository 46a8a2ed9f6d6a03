import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import type { RecutTable } from './sentences.ts'

type RecutPreviewProps = {
  sentences: readonly string[]
  table: RecutTable
  base: string
  /** Something was changed after an earlier preview. */
  changed: boolean
}

/** What would come from where, in sentences and in a table. */
export function RecutPreview({ sentences, table, base, changed }: RecutPreviewProps) {
  const { t } = useTranslation('places')
  type Row = RecutTable['rows'][number]
  const { names, rows, sums } = table
  const columns: Column<Row>[] = [
    { key: 'old', header: t('recut.old'), rowHeader: true, cell: ({ name }) => name },
    ...names.map((name, column) => ({
      key: `new-${column}`,
      header: name,
      numeric: true,
      cell: ({ cells }: Row) => {
        const { share, part } = cells[column]!
        if (share === '') return part === '' ? '–' : part
        return part === '' ? share : `${share} (${part})`
      },
    })),
    ...(sums
      ? [{ key: 'whole', header: t('recut.together'), numeric: true, cell: ({ whole }: Row) => whole }]
      : []),
  ]
  const foot: Row[] = sums
    ? [
        {
          key: 'sums',
          name: t('recut.together'),
          cells: sums.map((part) => ({ share: '', part })),
          whole: table.total,
        },
      ]
    : []
  return (
    <div className="places-recut-preview">
      <Notice kind="info" title={t('recut.previewTitle')} live>
        <ul className="ll-list">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p>{t(changed ? 'recut.changedSince' : 'recut.nothingYet')}</p>
      </Notice>
      <DataTable
        caption={`${t('recut.previewCaption')}, ${t('recut.previewBase', { base })}`}
        rows={rows}
        rowKey={({ key }) => key}
        columns={columns}
        foot={foot}
        cards
      />
    </div>
  )
}
