import { useTranslation } from 'react-i18next'
import { Fieldset, SelectField, TextField } from '#app/ui/fields.tsx'
import { valueScales } from '../figure.ts'
import { useBack } from '../formBack.ts'
import type { Choices } from '../LayoutForm.tsx'
import { Checks } from '../series/FormParts.tsx'
import { columnField, emptyMeanings } from './columnInput.ts'
import type { ViewColumn } from './view.ts'

type Option = { readonly value: string; readonly label: string }
type ColumnFieldsProps = {
  readonly column: ViewColumn
  readonly table: number
  readonly choices: Choices
}

/** What a column holds, and how its cells are to be read. */
export function ColumnFields({ column, table, choices }: ColumnFieldsProps) {
  const { t } = useTranslation('figures')
  const { field } = useBack()
  const { letters, heading, role } = column
  const legend =
    heading === '' ? t('preview.column', { letters }) : t('preview.columnHeading', { letters, heading })
  const roles: Option[] = [
    { value: 'ignore', label: t('preview.columnRole.ignore') },
    { value: 'value', label: t('preview.roleValue') },
    { value: 'place', label: t('preview.columnRole.place') },
    { value: 'period', label: t('preview.columnRole.period') },
    { value: 'period-part', label: t('preview.columnRole.period-part') },
    { value: 'series', label: t('preview.columnRole.series') },
    ...choices.dimensions.map(({ value, label }) => ({
      value: `dimension:${value}`,
      label: t('preview.roleDimension', { name: label }),
    })),
    { value: 'place-key', label: t('preview.columnRole.place-key') },
    { value: 'unit', label: t('preview.columnRole.unit') },
    { value: 'flag', label: t('preview.columnRole.flag') },
  ]
  const own = { column, table, choices }
  return (
    <Fieldset legend={legend} id={`spalte-${table}-${column.column}`}>
      <SelectField
        {...field(columnField(table, column.column, 'role'), role)}
        label={t('preview.role')}
        options={roles}
      />
      {role === 'value' || role === 'ignore' ? <ValueFields {...own} /> : null}
      {role === 'place' || role === 'period' || role === 'series' || role.startsWith('dimension:') ? (
        <KeyFields {...own} />
      ) : null}
      {role === 'flag' ? <FlagFields {...own} /> : null}
    </Fieldset>
  )
}

function KeyFields({ column, table, choices }: ColumnFieldsProps) {
  const { t } = useTranslation('figures')
  const { field } = useBack()
  const isDimension = column.role.startsWith('dimension:')
  const meanings = emptyMeanings.filter((meaning) => meaning !== 'total' || isDimension)
  const under = columnField(table, column.column, 'under')
  return (
    <>
      <SelectField
        {...field(columnField(table, column.column, 'empty'), column.empty)}
        label={t('layoutForm.empty')}
        options={meanings.map((value) => ({ value, label: t(`layoutForm.emptyMeans.${value}`) }))}
      />
      {isDimension || column.role === 'period' || choices.dimensions.length === 0 ? null : (
        <>
          {/* Says that the question was asked, where no box is ticked. */}
          <input type="hidden" name={under} value="" />
          <Checks
            {...field(under, column.under.join(' '))}
            label={t('layoutForm.under')}
            hint={t('layoutForm.underHint')}
            options={choices.dimensions}
          />
        </>
      )}
    </>
  )
}

function FlagFields({ column, table }: ColumnFieldsProps) {
  const { t } = useTranslation('figures')
  const { field } = useBack()
  return (
    <SelectField
      {...field(columnField(table, column.column, 'signs'), column.signs ? 'signs' : 'notes')}
      label={t('layoutForm.signs')}
      options={[
        { value: 'notes', label: t('layoutForm.signsNo') },
        { value: 'signs', label: t('layoutForm.signsYes') },
      ]}
    />
  )
}

function ValueFields({ column, table, choices }: ColumnFieldsProps) {
  const { t } = useTranslation('figures')
  const { field } = useBack()
  const of = (name: 'series' | 'period' | 'place' | 'breakdown' | 'decimal' | 'scale' | 'suffix') =>
    field(columnField(table, column.column, name), column[name])
  return (
    <div className="ll-columns">
      <SelectField
        {...of('series')}
        label={t('preview.series')}
        placeholder={t('preview.none')}
        options={choices.series}
        optional
      />
      <TextField {...of('period')} label={t('preview.period')} width="medium" optional />
      <SelectField
        {...of('place')}
        label={t('preview.place')}
        placeholder={t('preview.none')}
        options={choices.places}
        optional
      />
      {choices.dimensions.length > 0 || column.breakdown !== '' ? (
        <TextField
          {...of('breakdown')}
          label={t('preview.breakdown')}
          hint={t('preview.breakdownHint')}
          optional
        />
      ) : null}
      <SelectField
        {...of('decimal')}
        label={t('preview.decimal')}
        placeholder={t('preview.decimalGuess')}
        options={[
          { value: ',', label: t('preview.decimalComma') },
          { value: '.', label: t('preview.decimalPoint') },
        ]}
        optional
      />
      <SelectField
        {...of('scale')}
        label={t('layoutForm.scale')}
        placeholder={t('layoutForm.scaleAs.unit')}
        options={valueScales.map((value) => ({ value, label: t(`layoutForm.scaleAs.${value}`) }))}
        optional
      />
      <TextField
        {...of('suffix')}
        label={t('layoutForm.suffix')}
        hint={t('layoutForm.suffixHint')}
        width="medium"
        optional
      />
    </div>
  )
}
