import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Fieldset, SelectField, TextField } from '#app/ui/fields.tsx'
import { markMeanings } from './figure.ts'
import { markField, tableField } from './layoutInput.ts'
import type { PreviewView, ViewColumn, ViewTable } from './previewView.ts'

type Option = { readonly value: string; readonly label: string }
export type Choices = {
  readonly series: readonly Option[]
  readonly dimensions: readonly Option[]
  readonly places: readonly Option[]
  /** Families that series of this source are protected in. */
  readonly families: readonly Option[]
}
type LayoutFormProps = { preview: PreviewView; choices: Choices }

/** How the file is read, to be changed: the whole file first, then table by table and column by column. */
export function LayoutForm({ preview, choices }: LayoutFormProps) {
  const { t } = useTranslation('figures')
  return (
    <Form method="post" noValidate className="ll-form">
      <WholeFile preview={preview} />
      {preview.layout.tables.map((table) => (
        <TableFields
          key={table.number}
          table={table}
          isOnly={preview.layout.tables.length === 1}
          choices={choices}
        />
      ))}
      <Actions>
        <Button name="intent" value="layout">
          {t('preview.reread')}
        </Button>
        <Button kind="tertiary" name="intent" value="reset">
          {t('preview.startAgain')}
        </Button>
      </Actions>
    </Form>
  )
}

function WholeFile({ preview }: Pick<LayoutFormProps, 'preview'>) {
  const { t } = useTranslation('figures')
  const { layout } = preview
  return (
    <Fieldset legend={t('preview.wholeFile')} id="datei">
      {layout.sheets.length > 1 ? (
        <SelectField
          name="sheet"
          label={t('preview.sheet')}
          options={layout.sheets.map((name) => ({ value: name, label: name }))}
          defaultValue={layout.tables[0]?.sheet}
        />
      ) : null}
      <SelectField
        name="dot"
        label={t('preview.dot')}
        options={[
          { value: 'unknown', label: t('preview.dotUnknown') },
          { value: 'secret-at-source', label: t('preview.dotSecret') },
        ]}
        defaultValue={layout.dot}
      />
      <Disclosure summary={t('preview.marks')}>
        <div className="ll-columns">
          {layout.marks.map(({ mark, meaning }) => (
            <SelectField
              key={mark}
              name={markField(mark)}
              label={t('preview.mark', { mark })}
              placeholder={t('preview.markNone')}
              options={markMeanings.map((value) => ({ value, label: t(`preview.markMeaning.${value}`) }))}
              defaultValue={meaning}
              optional
            />
          ))}
        </div>
      </Disclosure>
    </Fieldset>
  )
}

type TableFieldsProps = { table: ViewTable; isOnly: boolean; choices: Choices }

/** Rows and columns of one table; where the file has several, each is folded. */
function TableFields({ table, isOnly, choices }: TableFieldsProps) {
  const { t } = useTranslation('figures')
  const { number } = table
  const fields = (
    <>
      <RowFields table={table} choices={choices} />
      <Fieldset legend={t('preview.columns')} id={`spalten-${number}`}>
        {table.columns.map((column) => (
          <ColumnFields key={column.column} column={column} table={number} choices={choices} />
        ))}
      </Fieldset>
    </>
  )
  if (isOnly) return fields
  const summary = t(table.sheet === '' ? 'preview.tableOf' : 'preview.tableOfSheet', {
    number: number + 1,
    from: table.firstDataRow,
    sheet: table.sheet,
  })
  return <Disclosure summary={summary}>{fields}</Disclosure>
}

function RowFields({ table, choices }: Omit<TableFieldsProps, 'isOnly'>) {
  const { t } = useTranslation('figures')
  const { number } = table
  const name = (field: string) => tableField(number, field)
  return (
    <Fieldset legend={t('preview.rows')} id={`zeilen-${number}`}>
      <SelectField
        name={name('fixedSeries')}
        label={t('preview.fixedSeries')}
        placeholder={t('preview.none')}
        options={choices.series}
        defaultValue={table.fixedSeries}
        optional
      />
      <TextField
        name={name('fixedPeriod')}
        label={t('preview.fixedPeriod')}
        hint={t('preview.fixedPeriodHint')}
        defaultValue={table.fixedPeriod}
        width="medium"
        optional
      />
      <SelectField
        name={name('fixedPlace')}
        label={t('preview.fixedPlace')}
        placeholder={t('preview.none')}
        options={choices.places}
        defaultValue={table.fixedPlace}
        optional
      />
      <TextField
        name={name('headerRows')}
        label={t('preview.headerRows')}
        hint={t('preview.headerRowsHint')}
        defaultValue={table.headerRows}
        width="medium"
        optional
      />
      <TextField
        name={name('firstDataRow')}
        label={t('preview.firstRow')}
        inputMode="numeric"
        defaultValue={table.firstDataRow}
        width="short"
      />
      <TextField
        name={name('lastDataRow')}
        label={t('preview.lastRow')}
        hint={t('preview.lastRowHint')}
        inputMode="numeric"
        defaultValue={table.lastDataRow ?? ''}
        width="short"
        optional
      />
      <TextField
        name={name('skippedRows')}
        label={t('preview.skippedRows')}
        hint={t('preview.skippedRowsHint')}
        defaultValue={table.skippedRows}
        width="medium"
        optional
      />
      <TextField
        name={name('totalRows')}
        label={t('preview.totalRows')}
        hint={t('preview.totalRowsHint')}
        defaultValue={table.totalRows}
        width="medium"
        optional
      />
    </Fieldset>
  )
}

type ColumnFieldsProps = { column: ViewColumn; table: number; choices: Choices }

function ColumnFields({ column, table, choices }: ColumnFieldsProps) {
  const { t } = useTranslation('figures')
  const { letters, heading } = column
  const name = (field: string) => tableField(table, `${field}-${column.column}`)
  const legend =
    heading === '' ? t('preview.column', { letters }) : t('preview.columnHeading', { letters, heading })
  const roles: Option[] = [
    { value: 'ignore', label: t('preview.columnRole.ignore') },
    { value: 'value', label: t('preview.roleValue') },
    { value: 'place', label: t('preview.columnRole.place') },
    { value: 'period', label: t('preview.columnRole.period') },
    { value: 'series', label: t('preview.columnRole.series') },
    ...choices.dimensions.map(({ value, label }) => ({
      value: `dimension:${value}`,
      label: t('preview.roleDimension', { name: label }),
    })),
    { value: 'place-key', label: t('preview.columnRole.place-key') },
    { value: 'unit', label: t('preview.columnRole.unit') },
    { value: 'flag', label: t('preview.columnRole.flag') },
  ]
  return (
    <Fieldset legend={legend} id={`spalte-${table}-${column.column}`}>
      <SelectField name={name('role')} label={t('preview.role')} options={roles} defaultValue={column.role} />
      {column.role === 'value' || column.role === 'ignore' ? (
        <ValueFields column={column} choices={choices} name={name} />
      ) : null}
    </Fieldset>
  )
}

type ValueFieldsProps = { column: ViewColumn; choices: Choices; name: (field: string) => string }

function ValueFields({ column, choices, name }: ValueFieldsProps) {
  const { t } = useTranslation('figures')
  return (
    <div className="ll-columns">
      <SelectField
        name={name('series')}
        label={t('preview.series')}
        placeholder={t('preview.none')}
        options={choices.series}
        defaultValue={column.series}
        optional
      />
      <TextField
        name={name('period')}
        label={t('preview.period')}
        defaultValue={column.period}
        width="medium"
        optional
      />
      <SelectField
        name={name('place')}
        label={t('preview.place')}
        placeholder={t('preview.none')}
        options={choices.places}
        defaultValue={column.place}
        optional
      />
      {choices.dimensions.length > 0 ? (
        <TextField
          name={name('breakdown')}
          label={t('preview.breakdown')}
          hint={t('preview.breakdownHint')}
          defaultValue={column.breakdown}
          optional
        />
      ) : null}
      <SelectField
        name={name('decimal')}
        label={t('preview.decimal')}
        placeholder={t('preview.decimalGuess')}
        options={[
          { value: ',', label: t('preview.decimalComma') },
          { value: '.', label: t('preview.decimalPoint') },
        ]}
        defaultValue={column.decimal}
        optional
      />
    </div>
  )
}
