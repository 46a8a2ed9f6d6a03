import { useTranslation } from 'react-i18next'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Fieldset, SelectField, TextField } from '#app/ui/fields.tsx'
import { type RuleField, type RuleRow, roleWords, rowField, wordIn } from './ruleForm.ts'

type RuleRowsProps = {
  readonly field: RuleField
  readonly rows: readonly RuleRow[]
  /** Rows to be filled in, behind those that say something. */
  readonly blank: number
  /** Names of series to choose from. */
  readonly series: readonly string[]
  readonly errorOf: (name: string) => string | undefined
}

const nothing: RuleRow = ['', '', '']

/** The columns of a file, or the figures that come of it: a row of fields each. */
export function RuleRows({ field, rows, blank, series, errorOf }: RuleRowsProps) {
  const { t } = useTranslation('figures')
  const row = (values: RuleRow, index: number) => {
    const name = (part: number) => rowField(field, index, part)
    const error = errorOf(name(0))
    return (
      <Fieldset
        key={name(0)}
        id={`zeile-${field}-${index}`}
        legend={t(`individual.row.${field}`, { number: index + 1 })}
        {...(error === undefined ? {} : { error })}
      >
        <div className="entry-rule">
          {field === 'columns' ? (
            <ColumnFields name={name} values={values} />
          ) : (
            <CountFields name={name} values={values} series={series} />
          )}
        </div>
      </Fieldset>
    )
  }
  const blanks = Array.from({ length: blank }, (_, index) => row(nothing, rows.length + index))
  return (
    <>
      {rows.map(row)}
      {rows.length === 0 ? (
        blanks
      ) : (
        <Disclosure summary={t(`individual.more.${field}`)} open={blank > usualBlank}>
          {blanks}
        </Disclosure>
      )}
    </>
  )
}

/** Rows that stand ready in a form. */
export const usualBlank = 3

type FieldsProps = { readonly name: (part: number) => string; readonly values: RuleRow }

function ColumnFields({ name, values: [heading, role, codes] }: FieldsProps) {
  const { t } = useTranslation('figures')
  return (
    <>
      <TextField name={name(0)} label={t('individual.heading')} defaultValue={heading} optional />
      <SelectField
        name={name(1)}
        label={t('individual.role')}
        placeholder
        options={roleWords.map((word) => ({ value: word, label: t(`individual.roles.${word}`) }))}
        defaultValue={wordIn(roleWords, role)}
        optional
      />
      <TextField name={name(2)} label={t('individual.codes')} defaultValue={codes} optional />
    </>
  )
}

function CountFields({
  name,
  values: [counted, condition, split],
  series,
}: FieldsProps & { readonly series: readonly string[] }) {
  const { t } = useTranslation('figures')
  const known = wordIn(series, counted)
  // A series that is gone stays visible, so that nobody loses by saving what they didn't look at.
  const options = known === '' && counted !== '' ? [counted, ...series] : series
  return (
    <>
      <SelectField
        name={name(0)}
        label={t('individual.series')}
        placeholder
        options={options.map((one) => ({ value: one, label: one }))}
        defaultValue={known || counted}
        optional
      />
      <TextField name={name(1)} label={t('individual.condition')} defaultValue={condition} optional />
      <TextField name={name(2)} label={t('individual.split')} defaultValue={split} optional />
    </>
  )
}
