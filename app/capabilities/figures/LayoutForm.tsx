import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Fieldset, SelectField, TextField } from '#app/ui/fields.tsx'
import { markMeanings } from './figure.ts'
import { useBack } from './formBack.ts'
import { ColumnFields } from './layoutForm/ColumnFields.tsx'
import { tableField } from './layoutForm/columnInput.ts'
import type { ViewTable } from './layoutForm/view.ts'
import { markField } from './layoutInput.ts'
import type { PreviewView } from './previewView.ts'
import { SeenField } from './seen/SeenField.tsx'

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
      <SeenField seen={preview.seen} />
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
  const { field } = useBack()
  return (
    <Fieldset legend={t('preview.wholeFile')} id="datei">
      {layout.sheets.length > 1 ? (
        <SelectField
          {...field('sheet', layout.tables[0]?.sheet ?? '')}
          label={t('preview.sheet')}
          options={layout.sheets.map((name) => ({ value: name, label: name }))}
        />
      ) : null}
      <SelectField
        {...field('dot', layout.dot)}
        label={t('preview.dot')}
        options={[
          { value: 'unknown', label: t('preview.dotUnknown') },
          { value: 'secret-at-source', label: t('preview.dotSecret') },
        ]}
      />
      <Disclosure summary={t('preview.marks')}>
        <div className="ll-columns">
          {layout.marks.map(({ mark, meaning }) => (
            <SelectField
              key={mark}
              {...field(markField(mark), meaning)}
              label={t('preview.mark', { mark })}
              placeholder={t('preview.markNone')}
              options={markMeanings.map((value) => ({ value, label: t(`preview.markMeaning.${value}`) }))}
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
  const { hasErrorIn } = useBack()
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
  return (
    <Disclosure summary={summary} open={hasErrorIn(tableField(number, ''))}>
      {fields}
    </Disclosure>
  )
}

function RowFields({ table, choices }: Omit<TableFieldsProps, 'isOnly'>) {
  const { t } = useTranslation('figures')
  const { number } = table
  const { field } = useBack()
  const of = (name: string, shown: string) => field(tableField(number, name), shown)
  return (
    <Fieldset legend={t('preview.rows')} id={`zeilen-${number}`}>
      <SelectField
        {...of('fixedSeries', table.fixedSeries)}
        label={t('preview.fixedSeries')}
        placeholder={t('preview.none')}
        options={choices.series}
        optional
      />
      <TextField
        {...of('fixedPeriod', table.fixedPeriod)}
        label={t('preview.fixedPeriod')}
        hint={t('preview.fixedPeriodHint')}
        width="medium"
        optional
      />
      <SelectField
        {...of('fixedPlace', table.fixedPlace)}
        label={t('preview.fixedPlace')}
        placeholder={t('preview.none')}
        options={choices.places}
        optional
      />
      {choices.dimensions.length > 0 || table.fixedBreakdown !== '' ? (
        <TextField
          {...of('fixedBreakdown', table.fixedBreakdown)}
          label={t('layoutForm.fixedBreakdown')}
          hint={t('preview.breakdownHint')}
          optional
        />
      ) : null}
      <TextField
        {...of('headerRows', table.headerRows)}
        label={t('preview.headerRows')}
        hint={t('preview.headerRowsHint')}
        width="medium"
        optional
      />
      <TextField
        {...of('firstDataRow', String(table.firstDataRow))}
        label={t('preview.firstRow')}
        inputMode="numeric"
        width="short"
      />
      <TextField
        {...of('lastDataRow', String(table.lastDataRow ?? ''))}
        label={t('preview.lastRow')}
        hint={t('preview.lastRowHint')}
        inputMode="numeric"
        width="short"
        optional
      />
      <TextField
        {...of('skippedRows', table.skippedRows)}
        label={t('preview.skippedRows')}
        hint={t('preview.skippedRowsHint')}
        width="medium"
        optional
      />
      <TextField
        {...of('totalRows', table.totalRows)}
        label={t('preview.totalRows')}
        hint={t('preview.totalRowsHint')}
        width="medium"
        optional
      />
    </Fieldset>
  )
}
