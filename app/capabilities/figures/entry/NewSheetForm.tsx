import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Fieldset, RadioGroup, SelectField, TextField } from '#app/ui/fields.tsx'
import { CheckList } from './CheckList.tsx'
import type { SheetChoice, SheetProblem } from './sheetForm.ts'
import './entry.css'

type Option = { readonly value: string; readonly label: string }

type NewSheetFormProps = {
  offer: {
    readonly source: string
    readonly series: readonly {
      readonly value: string
      readonly name: string
      readonly unit: Unit
      readonly periodKind: PeriodKind
    }[]
    readonly dimensions: readonly Option[]
    readonly places: readonly Option[]
    readonly whole: string
    readonly example: string
  }
  choice: SheetChoice | undefined
  error: { readonly field: SheetProblem['field']; readonly message: string } | undefined
}

/** What a new sheet is to hold: series, periods, breakdown, places. */
export function NewSheetForm({ offer, choice, error }: NewSheetFormProps) {
  const { t } = useTranslation('figures')
  const withError = (field: SheetProblem['field']) => (error?.field === field ? { error: error.message } : {})
  const series = offer.series.map(({ value, name, unit, periodKind }) => ({
    value,
    label: t('entry.seriesOf', {
      name,
      unit: t(`entry.unit.${unit}`),
      period: t(`entry.periodKind.${periodKind}`),
    }),
  }))
  const onlyOne = series.length === 1 ? [series[0]!.value] : []
  return (
    <Form method="post" noValidate className="entry-form">
      <input type="hidden" name="source" value={offer.source} />
      <Fieldset legend={t('entry.series')} id="feld-series" {...withError('series')}>
        <CheckList name="series" options={series} chosen={choice?.series ?? onlyOne} />
      </Fieldset>
      <TextField
        name="periods"
        label={t('entry.periods')}
        hint={t('entry.periodsHint', { example: offer.example })}
        defaultValue={choice?.periods ?? ''}
        width="medium"
        {...withError('periods')}
      />
      {offer.dimensions.length > 0 ? (
        <SelectField
          name="dimension"
          label={t('entry.dimension')}
          hint={t('entry.dimensionHint')}
          placeholder={t('entry.dimensionNone')}
          options={offer.dimensions}
          defaultValue={choice?.dimension ?? ''}
          optional
        />
      ) : null}
      <RadioGroup
        name="places"
        label={t('entry.places')}
        options={[
          { value: 'all', label: t('entry.placesAll', { whole: offer.whole }) },
          { value: 'total', label: t('entry.placesTotal', { whole: offer.whole }) },
          { value: 'some', label: t('entry.placesSome') },
        ]}
        defaultValue={choice?.places ?? 'all'}
      />
      <Disclosure summary={t('entry.placesChoose')} open={choice?.places === 'some'}>
        <Fieldset legend={t('entry.placesChoose')} id="feld-place" {...withError('place')} optional>
          <CheckList name="place" options={offer.places} chosen={choice?.chosenPlaces ?? []} />
        </Fieldset>
      </Disclosure>
      <Actions>
        <Button icon="next">{t('entry.create')}</Button>
      </Actions>
    </Form>
  )
}
