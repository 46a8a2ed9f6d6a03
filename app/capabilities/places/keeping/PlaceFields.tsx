import { useTranslation } from 'react-i18next'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import type { PlaceProblem, TypedPlace } from './placeForm.ts'

/** A sentence for each problem, for the summary and the fields. */
export function usePlaceErrors(problems: readonly PlaceProblem[]) {
  const { t } = useTranslation('places')
  return problems.map(({ field, kind, parameters }) => ({
    field,
    message: t(`keeping.problem.${kind}`, { name: '', digits: '', ...parameters }),
  }))
}

type PlaceFieldsProps = {
  typed: TypedPlace
  errors: readonly { readonly field: string; readonly message: string }[]
  parents?: readonly { readonly value: string; readonly label: string }[]
  /** Kind and parent are chosen once; later they change by a decision with a day. */
  isNew?: boolean
}

const newKinds = ['area', 'quarter', 'town', 'county', 'state'] as const

export function PlaceFields({ typed, errors, parents = [], isNew }: PlaceFieldsProps) {
  const { t } = useTranslation('places')
  const field = (name: keyof TypedPlace) => {
    const found = errors.find((error) => error.field === name)
    return {
      name,
      label: t(`keeping.form.${name}`),
      defaultValue: typed[name],
      ...(found && { error: found.message }),
    }
  }
  return (
    <>
      <TextField {...field('name')} {...(isNew ? {} : { hint: t('keeping.form.nameHint') })} />
      {isNew ? (
        <>
          <SelectField
            {...field('kind')}
            options={newKinds.map((kind) => ({ value: kind, label: t(`keeping.kind.${kind}`) }))}
          />
          <SelectField {...field('parent')} placeholder options={parents} optional />
        </>
      ) : null}
      <TextField
        {...field('validFrom')}
        type="date"
        hint={t('keeping.form.validFromHint')}
        width="medium"
        optional
      />
      <TextField
        {...field('ags')}
        hint={t('keeping.form.agsHint')}
        inputMode="numeric"
        width="medium"
        optional
      />
      <TextField
        {...field('column')}
        hint={t('keeping.form.tileHint')}
        inputMode="numeric"
        width="short"
        optional
      />
      <TextField {...field('row')} inputMode="numeric" width="short" optional />
    </>
  )
}
