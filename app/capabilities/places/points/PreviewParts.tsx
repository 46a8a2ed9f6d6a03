import { useTranslation } from 'react-i18next'
import { DataTable } from '#app/ui/DataTable.tsx'
import { fieldId } from '#app/ui/field-id.ts'
import { SelectField } from '#app/ui/fields.tsx'
import { ColumnFields } from '../files/ColumnFields.tsx'
import { usePointKinds } from './PointFields.tsx'
import { Remarks } from './PointsOnMap.tsx'
import type { readPointPreview } from './pointPreview.server.ts'

export type PreviewPage = Extract<
  NonNullable<Awaited<ReturnType<typeof readPointPreview>>>,
  { readonly mark: string }
>

type BoxProps = { name: string; value: number; label: string; checked?: boolean }

function Box({ name, value, label, checked }: BoxProps) {
  const id = fieldId(`${name}-${value}`)
  return (
    <div className="kern-form-check">
      <input
        className="kern-form-check__checkbox"
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={checked}
      />
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
    </div>
  )
}

/** What must be settled, each line with a box to leave it out. */
export function Problems({ page }: { page: PreviewPage }) {
  const { t } = useTranslation('places')
  return (
    <>
      <DataTable
        caption={t('points.preview.problems')}
        captionHidden
        cards
        rows={page.problems}
        rowKey={({ key }) => String(key)}
        columns={[
          {
            key: 'row',
            header: t('points.column.row'),
            rowHeader: true,
            nowrap: true,
            cell: ({ row }) => row,
          },
          { key: 'what', header: t('points.preview.what'), cell: ({ sentence }) => sentence },
          {
            key: 'skip',
            header: t('points.preview.skip'),
            cell: ({ row, isFirst }) =>
              isFirst ? (
                <Box name="auslassen" value={row} label={t('points.preview.skipRow', { row })} />
              ) : null,
          },
        ]}
      />
      {page.problems.length < page.problemCount ? (
        <p className="ll-muted">
          {t('points.preview.more', { shown: page.problems.length, count: page.problemCount })}
        </p>
      ) : null}
    </>
  )
}

/** Lines that are left out; without the tick they are read again. */
export function Skipped({ rows }: { rows: readonly number[] }) {
  const { t } = useTranslation('places')
  return rows.map((row) => (
    <Box key={row} name="auslassen" value={row} label={t('points.preview.skipRow', { row })} checked />
  ))
}

/** Facilities that the file doesn't name any more. */
export function Vanished({ page }: { page: PreviewPage }) {
  const { t } = useTranslation('places')
  return (
    <>
      {page.vanished.map(({ id, name, address }) => (
        <Box
          key={id}
          name="entfernen"
          value={id}
          label={t(address === '' ? 'points.preview.removeBare' : 'points.preview.removeOne', {
            name,
            address,
          })}
        />
      ))}
      {page.vanished.length < page.vanishedCount ? (
        <p className="ll-muted">
          {t('points.preview.moreVanished', { shown: page.vanished.length, count: page.vanishedCount })}
        </p>
      ) : null}
    </>
  )
}

/** How each line is read and where its facility lies. */
export function PreviewLines({ page }: { page: PreviewPage }) {
  const { t } = useTranslation('places')
  return (
    <DataTable
      caption={t('points.preview.lines')}
      captionHidden
      cards
      rows={page.lines}
      rowKey={({ row }) => String(row)}
      empty={<p>{t('points.preview.nothing')}</p>}
      columns={[
        { key: 'name', header: t('points.column.name'), rowHeader: true, cell: ({ name }) => name },
        { key: 'row', header: t('points.column.row'), numeric: true, cell: ({ row }) => row },
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
        { key: 'step', header: t('points.column.step'), cell: ({ step }) => step },
      ]}
    />
  )
}

/** Columns, kind and reference system, to be chosen otherwise. */
export function PreviewChoices({ page }: { page: PreviewPage }) {
  const { t } = useTranslation('places')
  const kinds = usePointKinds()
  return (
    <>
      <ColumnFields fields={page.fields} columns={page.columns} placeholder={t('points.preview.noColumn')} />
      <div className="ll-grid">
        <SelectField
          name="kind"
          label={t('points.upload.kind')}
          hint={t('points.upload.kindHint')}
          options={kinds}
          defaultValue={page.kind}
        />
        <SelectField
          name="system"
          label={t('points.preview.systemField')}
          hint={t('points.preview.systemHint')}
          options={page.systems}
          placeholder={t('points.preview.automatic')}
          defaultValue={page.chosenSystem}
          optional
        />
      </div>
    </>
  )
}
