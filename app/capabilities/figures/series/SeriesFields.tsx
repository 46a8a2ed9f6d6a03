import { useTranslation } from 'react-i18next'
import { periodKinds } from '#app/plain/period.ts'
import { RadioGroup, SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import { Checks, type useFields } from './FormParts.tsx'
import { fixedFields, measures } from './seriesForm.ts'
import type { SeriesChoices } from './seriesPage.server.ts'

type SeriesFieldsProps = {
  choices: SeriesChoices
  field: ReturnType<typeof useFields>['field']
  isNew: boolean
  /** Figures were delivered: what they were read and protected by stays. */
  filled: boolean
}

/** The questions that define a series. */
export function SeriesFields({ choices, field, isNew, filled }: SeriesFieldsProps) {
  const { t } = useTranslation('figures')
  const none = { value: '', label: t('series.form.none') }
  const counts = choices.counts.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }))
  const kinds = periodKinds.map((kind) => ({ value: kind, label: t(`series.kinds.${kind}`) }))
  const fixed = (name: (typeof fixedFields)[number], hint?: string) => {
    const text = filled && fixedFields.includes(name) ? t('series.form.fixed') : hint
    return text === undefined ? {} : { hint: text }
  }
  return (
    <>
      <Section title={t('series.form.what')}>
        <TextField {...field('name')} label={t('series.form.name')} hint={t('series.form.nameHint')} />
        <TextField {...field('nameEn')} label={t('series.form.nameEn')} optional />
        {isNew ? (
          <TextField
            {...field('key')}
            label={t('series.form.key')}
            hint={t('series.form.keyHint')}
            width="medium"
            optional
          />
        ) : null}
        <TextArea
          {...field('meaning')}
          label={t('series.form.meaning')}
          hint={t('series.form.meaningHint')}
          rows={3}
          optional
        />
        <TextArea {...field('meaningEn')} label={t('series.form.meaningEn')} rows={3} optional />
        <SelectField
          {...field('source')}
          {...fixed('source')}
          label={t('series.form.source')}
          options={choices.sources.map(({ key, name }) => ({ value: key, label: name }))}
          placeholder={t('series.form.choose')}
        />
      </Section>
      <Section title={t('series.form.how')}>
        <SelectField
          {...field('measure')}
          {...fixed('measure')}
          label={t('series.form.measure')}
          options={measures.map((measure) => ({ value: measure, label: t(`series.measures.${measure}`) }))}
        />
        <TextField
          {...field('decimals')}
          label={t('series.form.decimals')}
          hint={t('series.form.decimalsHint')}
          inputMode="numeric"
          width="short"
        />
        <SelectField
          {...field('periodKind')}
          {...fixed('periodKind')}
          label={t('series.form.periodKind')}
          options={kinds}
        />
        <SelectField
          {...field('reportedUnder')}
          label={t('series.form.reportedUnder')}
          hint={t('series.form.reportedUnderHint')}
          options={[
            { value: 'start', label: t('series.form.reportedStart') },
            { value: 'end', label: t('series.form.reportedEnd') },
          ]}
        />
        <RadioGroup
          {...field('overPlaces')}
          label={t('series.form.overPlaces')}
          options={[
            {
              value: 'sum',
              label: t('series.form.overPlacesSum'),
              hint: t('series.form.overPlacesSumHint'),
            },
            {
              value: 'none',
              label: t('series.form.overPlacesNone'),
              hint: t('series.form.overPlacesNoneHint'),
            },
          ]}
        />
        <RadioGroup
          {...field('overTime')}
          label={t('series.form.overTime')}
          options={[
            { value: 'sum', label: t('series.form.overTimeSum'), hint: t('series.form.overTimeSumHint') },
            { value: 'last', label: t('series.form.overTimeLast'), hint: t('series.form.overTimeLastHint') },
            { value: 'none', label: t('series.form.overTimeNone'), hint: t('series.form.overTimeNoneHint') },
          ]}
        />
        <Checks
          {...field('comparableKinds')}
          label={t('series.form.comparableKinds')}
          hint={t('series.form.comparableKindsHint')}
          options={kinds}
        />
        {choices.dimensions.length > 0 ? (
          <Checks
            {...field('dimensions')}
            label={t('series.form.dimensions')}
            hint={t('series.form.dimensionsHint')}
            options={choices.dimensions.map(({ key, name }) => ({ value: key, label: name }))}
          />
        ) : null}
      </Section>
      <Section title={t('series.form.protection')}>
        <SelectField
          {...field('partOf')}
          label={t('series.form.partOf')}
          hint={t('series.form.partOfHint')}
          options={[none, ...counts]}
          optional
        />
        <SelectField
          {...field('base')}
          label={t('series.form.base')}
          hint={t('series.form.baseHint')}
          options={[none, ...counts]}
          optional
        />
        <SelectField
          {...field('family')}
          {...fixed('family', t('series.form.familyHint'))}
          label={t('series.form.family')}
          options={[
            ...(isNew ? [{ value: '', label: t('series.form.familyOwn') }] : []),
            ...choices.families.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          optional
        />
      </Section>
      <Section title={t('series.form.use')}>
        <TextArea
          {...field('aliases')}
          label={t('series.form.aliases')}
          hint={t('series.form.aliasesHint')}
          rows={3}
          optional
        />
        <TextArea
          {...field('note')}
          label={t('series.form.note')}
          hint={t('series.form.noteHint')}
          rows={3}
          optional
        />
        <TextArea {...field('noteEn')} label={t('series.form.noteEn')} rows={3} optional />
      </Section>
    </>
  )
}
