import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { units } from '#app/plain/format.ts'
import { periodKinds } from '#app/plain/period.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { DefinitionForm as FormContext, SeriesChoice } from './form.server.ts'
import { comparisons, directions } from './indicator.ts'
import type { FormField, FormValues } from './indicatorForm.ts'

type DefinitionFormProps = {
  form: FormContext
  /** What was typed, if the form comes back with errors. */
  typed?: FormValues | undefined
  errors?: readonly FormError[] | undefined
  isNew: boolean
  cancel: string
}

/** The questions that define an indicator. Works without JavaScript; typed values are kept. */
export function DefinitionForm({ form, typed, errors = [], isNew, cancel }: DefinitionFormProps) {
  const { t } = useTranslation('indicators')
  const values = typed ?? form.values
  const field = (name: FormField) => {
    const error = errors.find((one) => one.field === name)?.message
    return { name, defaultValue: values[name], ...(error === undefined ? {} : { error }) }
  }
  const headings = (list: FormContext['phases']) => list.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <Form method="post" noValidate className="ll-stack">
      <ErrorSummary errors={errors} />
      <Section title={t('form.basics')}>
        <TextField {...field('name')} label={t('form.name')} hint={t('form.nameHint')} />
        <TextField {...field('nameEn')} label={t('form.nameEn')} optional />
        {isNew ? (
          <TextField
            {...field('key')}
            label={t('form.key')}
            hint={t('form.keyHint')}
            width="medium"
            optional
          />
        ) : null}
        <SelectField
          {...field('phase')}
          label={t('form.phase')}
          options={headings(form.phases)}
          placeholder={t('form.choose')}
        />
        <SelectField
          {...field('field')}
          label={t('form.field')}
          options={headings(form.fields)}
          placeholder={t('form.choose')}
        />
        <TextArea
          {...field('meaning')}
          label={t('form.meaning')}
          hint={t('form.meaningHint')}
          rows={4}
          optional
        />
        <TextArea {...field('meaningEn')} label={t('form.meaningEn')} rows={3} optional />
      </Section>
      <Section title={t('form.calculation')}>
        <TextArea
          {...field('formula')}
          label={t('form.formula')}
          hint={t('form.formulaHint')}
          rows={3}
          optional
        />
        <Disclosure summary={t('form.series')}>
          <SeriesTable series={form.series} />
        </Disclosure>
        <SelectField
          {...field('publishedSeries')}
          label={t('form.publishedSeries')}
          hint={t('form.publishedSeriesHint')}
          options={[
            { value: '', label: t('form.none') },
            ...form.series.map(({ key, name }) => ({ value: key, label: `${name} (${key})` })),
          ]}
          optional
        />
        <SelectField
          {...field('unit')}
          label={t('form.unit')}
          options={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
        />
        <TextField {...field('decimals')} label={t('form.decimals')} inputMode="numeric" width="short" />
        <SelectField
          {...field('direction')}
          label={t('form.direction')}
          options={directions.map((direction) => ({ value: direction, label: t(`direction.${direction}`) }))}
        />
        <SelectField
          {...field('periodKind')}
          label={t('form.periodKind')}
          options={periodKinds.map((kind) => ({ value: kind, label: t(`period.${kind}`) }))}
        />
      </Section>
      <TargetFields form={form}>
        <SelectField
          {...field('comparison')}
          label={t('form.comparison')}
          options={comparisons.map((comparison) => ({
            value: comparison,
            label: t(`comparison.${comparison}`),
          }))}
        />
        <TextArea {...field('path')} label={t('form.path')} hint={t('form.pathHint')} rows={3} optional />
        <TextField
          {...field('baselineYear')}
          label={t('form.baselineYear')}
          hint={t('form.baselineYearHint')}
          inputMode="numeric"
          width="short"
          optional
        />
        <TextField {...field('decidedBy')} label={t('form.decidedBy')} optional />
        <TextField {...field('targetNote')} label={t('form.targetNote')} optional />
      </TargetFields>
      <Section title={t('form.proof')}>
        <TextArea
          {...field('method')}
          label={t('form.method')}
          hint={t('form.methodHint')}
          rows={4}
          optional
        />
        <TextArea {...field('methodEn')} label={t('form.methodEn')} rows={3} optional />
        <TextField {...field('sourceNote')} label={t('form.sourceNote')} optional />
        <TextField {...field('sourceNoteEn')} label={t('form.sourceNoteEn')} optional />
        <TextArea
          {...field('breaks')}
          label={t('form.breaks')}
          hint={t('form.breaksHint')}
          rows={3}
          optional
        />
        <TextField
          {...field('validFrom')}
          label={t('form.validFrom')}
          hint={t('form.validFromHint')}
          type="date"
          width="medium"
        />
      </Section>
      <Actions>
        <Button>{t('form.save')}</Button>
        <ButtonLink to={cancel}>{t('form.cancel')}</ButtonLink>
      </Actions>
    </Form>
  )
}

/** The target of the town, for those who may set it in at least one field; others read that it stays. */
function TargetFields({ form, children }: { form: FormContext; children: ReactNode }) {
  const { t } = useTranslation('indicators')
  const { fields, targetFields } = form
  if (targetFields.length === 0)
    return (
      <Section title={t('form.goal')}>
        <p>{t('form.goalStays')}</p>
      </Section>
    )
  const names = fields.filter(({ key }) => targetFields.includes(key)).map(({ name }) => name)
  return (
    <Section title={t('form.goal')} lead={<p>{t('form.goalHint')}</p>}>
      {names.length < fields.length ? <p>{t('form.goalOnly', { fields: names.join(', ') })}</p> : null}
      {children}
    </Section>
  )
}

/** What may stand in a formula. */
function SeriesTable({ series }: { series: readonly SeriesChoice[] }) {
  const { t } = useTranslation('indicators')
  return (
    <DataTable
      caption={t('form.seriesCaption')}
      captionHidden
      dense
      rows={series}
      rowKey={({ key }) => key}
      columns={[
        { key: 'key', header: t('form.seriesKey'), rowHeader: true, cell: ({ key }) => <code>{key}</code> },
        { key: 'name', header: t('form.seriesName'), cell: ({ name }) => name },
        { key: 'unit', header: t('form.seriesUnit'), cell: ({ unit }) => t(`unit.${unit}`) },
        {
          key: 'dimensions',
          header: t('form.seriesDimensions'),
          cell: ({ dimensions }) => dimensions.join('; '),
        },
      ]}
    />
  )
}
