import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Fieldset, SelectField, TextField } from '#app/ui/fields.tsx'
import type { PreviewView, ViewColumn } from './previewView.ts'

type Option = { readonly value: string; readonly label: string }
export type Choices = {
  readonly series: readonly Option[]
  readonly dimensions: readonly Option[]
  readonly places: readonly Option[]
}
type LayoutFormProps = { preview: PreviewView; choices: Choices }

/** How the file is read, to be changed: the whole file first, then column by column. */
export function LayoutForm({ preview, choices }: LayoutFormProps) {
  const { t } = useTranslation('figures')
  return (
    <Form method="post" noValidate className="ll-form">
      <WholeFile preview={preview} choices={choices} />
      <Fieldset legend={t('preview.columns')} id="spalten">
        {preview.layout.columns.map((column) => (
          <ColumnFields key={column.column} column={column} choices={choices} />
        ))}
      </Fieldset>
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

function WholeFile({ preview, choices }: LayoutFormProps) {
  const { t } = useTranslation('figures')
  const { layout } = preview
  return (
    <Fieldset legend={t('preview.wholeFile')} id="datei">
      {layout.sheets.length > 1 ? (
        <SelectField
          name="sheet"
          label={t('preview.sheet')}
          options={layout.sheets.map((name) => ({ value: name, label: name }))}
          defaultValue={layout.sheet}
        />
      ) : null}
      <SelectField
        name="fixedSeries"
        label={t('preview.fixedSeries')}
        placeholder={t('preview.none')}
        options={choices.series}
        defaultValue={layout.fixedSeries}
        optional
      />
      <TextField
        name="fixedPeriod"
        label={t('preview.fixedPeriod')}
        hint={t('preview.fixedPeriodHint')}
        defaultValue={layout.fixedPeriod}
        width="medium"
        optional
      />
      <SelectField
        name="fixedPlace"
        label={t('preview.fixedPlace')}
        placeholder={t('preview.none')}
        options={choices.places}
        defaultValue={layout.fixedPlace}
        optional
      />
      <TextField
        name="headerRows"
        label={t('preview.headerRows')}
        hint={t('preview.headerRowsHint')}
        defaultValue={layout.headerRows}
        width="medium"
        optional
      />
      <TextField
        name="firstDataRow"
        label={t('preview.firstRow')}
        inputMode="numeric"
        defaultValue={layout.firstDataRow}
        width="short"
      />
      <TextField
        name="lastDataRow"
        label={t('preview.lastRow')}
        hint={t('preview.lastRowHint')}
        inputMode="numeric"
        defaultValue={layout.lastDataRow ?? ''}
        width="short"
        optional
      />
      <TextField
        name="skippedRows"
        label={t('preview.skippedRows')}
        hint={t('preview.skippedRowsHint')}
        defaultValue={layout.skippedRows}
        width="medium"
        optional
      />
      <SelectField
        name="dot"
        label={t('preview.dot')}
        options={[
          { value: 'unknown', label: t('preview.dotUnknown') },
          { value: 'secret-at-source', label: t('preview.dotSecret') },
        ]}
        defaultValue={layout.dot}
      />
    </Fieldset>
  )
}

function ColumnFields({ column, choices }: { column: ViewColumn; choices: Choices }) {
  const { t } = useTranslation('figures')
  const { letters, heading } = column
  const name = (field: string) => `${field}-${column.column}`
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
    { value: 'flag', label: t('preview.columnRole.flag') },
  ]
  return (
    <Fieldset legend={legend} id={`spalte-${column.column}`}>
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
