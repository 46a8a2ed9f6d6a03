import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { fieldId } from '#app/ui/field-id.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { useLanguage } from '#app/ui/language.ts'
import { type Former, type TypedRecut, typedSum } from '../history/recut.ts'
import { numberInWords } from './sentences.ts'

type PartsTableProps = {
  formers: readonly Former[]
  typed: TypedRecut
  live: TypedRecut
  nameOf: (column: number) => string
  errorOf: (field: string) => { readonly error?: string }
}

/** Old areas in rows, new ones in columns, a field in each cell; on a phone a card for each old area. */
export function PartsTable({ formers, typed, live, nameOf, errorOf }: PartsTableProps) {
  const { t } = useTranslation('places')
  const language = useLanguage()
  const sums = live.rows.map(({ parts }) => typedSum(parts))
  const rows = formers.map((former, row) => ({ ...former, row }))
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    { key: 'old', header: t('recut.old'), rowHeader: true, cell: ({ name }) => name },
    ...typed.names.map((_, column) => ({
      key: `new-${column}`,
      header: nameOf(column),
      cell: ({ row, name: former }: Row) => (
        <NumberField
          name={`part-${row}-${column}`}
          label={t('recut.part', { former, name: nameOf(column) })}
          defaultValue={typed.rows[row]?.parts[column]}
          {...errorOf(`part-${row}-${column}`)}
        />
      ),
    })),
    {
      key: 'whole',
      header: t('recut.whole'),
      note: t('recut.wholeNote'),
      cell: ({ row, name: former }) => (
        <NumberField
          name={`whole-${row}`}
          label={t('recut.wholeOf', { former })}
          defaultValue={typed.rows[row]?.whole}
          {...errorOf(`whole-${row}`)}
          note={
            sums[row] === undefined ? undefined : t('recut.sum', { sum: numberInWords(sums[row], language) })
          }
        />
      ),
    },
  ]
  return (
    <div className="places-recut">
      <DataTable caption={t('recut.caption')} rows={rows} rowKey={({ key }) => key} columns={columns} cards />
    </div>
  )
}

type NumberFieldProps = {
  name: string
  label: string
  defaultValue: string | undefined
  error?: string
  note?: string | undefined
}

function NumberField({ name, label, defaultValue, error, note }: NumberFieldProps) {
  const { t } = useTranslation('ui')
  const id = fieldId(name)
  const described = [note ? `${id}-hinweis` : '', error ? `${id}-fehler` : ''].filter(Boolean)
  return (
    <>
      <input
        id={id}
        name={name}
        className={error ? 'kern-form-input__input kern-form-input__input--error' : 'kern-form-input__input'}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        defaultValue={defaultValue}
      />
      {note ? (
        <p className="ll-muted ll-small" id={`${id}-hinweis`}>
          {note}
        </p>
      ) : null}
      {error ? (
        <p className="kern-error" id={`${id}-fehler`}>
          <Icon name="error" />
          <span className="kern-body">
            <span className="kern-sr-only">{t('form.errorLabel')}: </span>
            {error}
          </span>
        </p>
      ) : null}
    </>
  )
}
