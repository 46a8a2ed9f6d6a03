import { useTranslation } from 'react-i18next'
import type { PeriodKind } from '#app/plain/period.ts'
import { Fieldset, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { ExpectationField, ExpectationProblem, TypedExpectation } from './expectationForm.ts'
import './calendar.css'

type Choice = { readonly value: string; readonly label: string }

export type ExpectationChoices = {
  readonly series: readonly (Choice & { readonly periodKind: PeriodKind })[]
  readonly rhythms: readonly PeriodKind[]
  readonly colleagues: readonly Choice[]
}

/** What is wrong, in words, for the summary and the fields. */
export function useExpectationErrors(problems: readonly ExpectationProblem[]) {
  const { t } = useTranslation('figures')
  return problems.map(({ field, kind }) => ({ field, message: t(`calendar.problem.${kind}`) }))
}

type FieldsProps = {
  choices: ExpectationChoices
  typed: TypedExpectation
  errors: readonly { readonly field: string; readonly message: string }[]
}

/** The questions of a rule: what, by when, since when, who, reminders. */
export function ExpectationFields({ choices, typed, errors }: FieldsProps) {
  const { t } = useTranslation('figures')
  const withError = (field: ExpectationField) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  const text = (field: ExpectationField) => ({
    name: field,
    label: t(`calendar.form.${field}` as 'calendar.form.note'),
    defaultValue: typed[field],
    ...withError(field),
  })
  return (
    <>
      <Section title={t('calendar.form.what')}>
        <SelectField
          {...text('rhythm')}
          options={choices.rhythms.map((kind) => ({ value: kind, label: t(`calendar.rhythm.${kind}`) }))}
        />
        {choices.rhythms.includes('key-date') ? (
          <TextField {...text('keyDay')} hint={t('calendar.form.keyDayHint')} width="short" optional />
        ) : null}
        <Fieldset
          legend={t('calendar.form.series')}
          hint={t('calendar.form.seriesHint')}
          id="feld-series"
          optional
        >
          {choices.series.map(({ value, label, periodKind }) => (
            <div className="kern-form-check" key={value}>
              <input
                className="kern-form-check__checkbox"
                type="checkbox"
                id={`series-${value}`}
                name="series"
                value={value}
                defaultChecked={typed.series.includes(value)}
              />
              <label className="kern-label" htmlFor={`series-${value}`}>
                {label}
                {choices.rhythms.length > 1 ? ` (${t(`calendar.rhythm.${periodKind}`)})` : ''}
              </label>
            </div>
          ))}
        </Fieldset>
      </Section>
      <Section title={t('calendar.form.dueTitle')}>
        <RadioGroup
          name="dueRule"
          label={t('calendar.form.dueRule')}
          defaultValue={typed.dueRule}
          options={[
            { value: 'day', label: t('calendar.form.dueRuleDay'), hint: t('calendar.form.dueRuleDayHint') },
            { value: 'weeks', label: t('calendar.form.dueRuleWeeks') },
          ]}
          {...withError('dueRule')}
        />
        <TextField {...text('dueDay')} hint={t('calendar.form.dueDayHint')} width="short" optional />
        <TextField {...text('dueWeeks')} inputMode="numeric" width="short" optional />
      </Section>
      <Section title={t('calendar.form.active')}>
        <TextField {...text('activeFrom')} type="date" width="medium" />
        <TextField {...text('activeTo')} type="date" width="medium" optional />
      </Section>
      <Section title={t('calendar.form.who')}>
        <TextField
          {...text('contactName')}
          hint={t('calendar.form.contactHint')}
          autoComplete="off"
          optional
        />
        <TextField {...text('contactEmail')} type="email" inputMode="email" autoComplete="off" optional />
        <SelectField
          name="responsible"
          label={t('calendar.form.responsible')}
          placeholder={t('calendar.form.nobody')}
          options={choices.colleagues}
          defaultValue={typed.responsible}
          optional
        />
      </Section>
      <Section title={t('calendar.form.remindersTitle')}>
        <TextField
          {...text('daysBefore')}
          hint={t('calendar.form.daysBeforeHint')}
          inputMode="numeric"
          width="short"
        />
        <div className="kern-form-check">
          <input
            className="kern-form-check__checkbox"
            type="checkbox"
            id="onTheDay"
            name="onTheDay"
            value="ja"
            defaultChecked={typed.onTheDay}
          />
          <label className="kern-label" htmlFor="onTheDay">
            {t('calendar.form.onTheDay')}
          </label>
        </div>
        <TextField
          {...text('everyDays')}
          hint={t('calendar.form.everyDaysHint')}
          inputMode="numeric"
          width="short"
        />
        <TextField {...text('most')} inputMode="numeric" width="short" />
        <TextArea {...text('note')} hint={t('calendar.form.noteHint')} rows={3} optional />
      </Section>
    </>
  )
}
