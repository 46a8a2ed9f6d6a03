import { useTranslation } from 'react-i18next'
import { fieldId } from '#app/ui/field-id.ts'
import { Fieldset, SelectField, TextField } from '#app/ui/fields.tsx'
import { pointKinds } from './point.ts'
import { type PointFormProblem, type TypedPoint, utmZones } from './pointForm.ts'

/** A sentence for each problem, for the summary and the fields. */
export function usePointErrors(problems: readonly PointFormProblem[]) {
  const { t } = useTranslation('places')
  return problems.map(({ field, kind }) => ({
    field,
    message: kind === 'taken' ? t('points.form.taken') : t(`points.problem.${kind}`),
  }))
}

/** Kinds to choose from, in the reader's language. */
export function usePointKinds() {
  const { t } = useTranslation('places')
  return pointKinds.map((kind) => ({ value: kind, label: t(`points.kind.${kind}`) }))
}

type PointFieldsProps = {
  typed: TypedPoint
  errors: readonly { readonly field: string; readonly message: string }[]
}

export function PointFields({ typed, errors }: PointFieldsProps) {
  const { t } = useTranslation('places')
  const kinds = usePointKinds()
  const field = (name: Exclude<keyof TypedPoint, 'shown'>) => {
    const error = errors.find((one) => one.field === name)?.message
    return {
      name,
      label: t(`points.form.${name}`),
      defaultValue: typed[name],
      ...(error === undefined ? {} : { error }),
    }
  }
  const shown = fieldId('shown')
  return (
    <>
      <TextField {...field('name')} hint={t('points.form.persons')} />
      <SelectField {...field('kind')} placeholder options={kinds} />
      <TextField {...field('street')} optional />
      <TextField {...field('houseNumber')} width="short" optional />
      <TextField {...field('postcode')} inputMode="numeric" width="short" optional />
      <TextField {...field('town')} optional />
      <Fieldset
        id="koordinaten"
        legend={t('points.form.coordinates')}
        hint={t('points.form.coordinatesHint')}
        optional
      >
        <TextField {...field('x')} width="medium" optional />
        <TextField {...field('y')} width="medium" optional />
        <SelectField
          {...field('zone')}
          hint={t('points.form.zoneHint')}
          options={utmZones.map((code) => ({ value: code, label: t(`boundaries.systems.${code}`) }))}
          placeholder={t('points.form.zoneUsual')}
          optional
        />
      </Fieldset>
      <Fieldset id="oeffentlich" legend={t('points.form.public')} optional>
        <div className="kern-form-check">
          <input
            className="kern-form-check__checkbox"
            type="checkbox"
            id={shown}
            name="shown"
            value="ja"
            defaultChecked={typed.shown}
          />
          <label className="kern-label" htmlFor={shown}>
            {t('points.form.shown')}
          </label>
        </div>
      </Fieldset>
    </>
  )
}
