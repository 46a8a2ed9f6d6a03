import { useTranslation } from 'react-i18next'
import { RadioGroup, TextArea, TextField } from '#app/ui/fields.tsx'
import { organisationKinds } from './organisation.ts'
import type { OrganisationProblem, TypedOrganisation } from './organisationForm.ts'
import './organisations.css'

/** A sentence names so many; the others are counted. */
const mostNames = 8

/** A sentence for each problem, for the summary and the fields. */
export function useOrganisationErrors(problems: readonly OrganisationProblem[]) {
  const { t } = useTranslation('organisations')
  const listNames = (names: readonly string[]) => {
    const more = names.length - mostNames
    const shown = names.slice(0, mostNames).join(', ')
    return more > 0 ? t('problem.more', { names: shown, count: more }) : shown
  }
  return problems.map(({ field, kind, names = [] }) => ({
    field,
    // Not every field can have every problem; the reading of the form makes only those that have a sentence.
    message: t(`problem.${field}.${kind}` as 'problem.name.missing', { names: listNames(names) }),
  }))
}

type OrganisationFieldsProps = {
  typed: TypedOrganisation
  errors: readonly { readonly field: string; readonly message: string }[]
  several?: boolean
}

/** Kind and names; `several`: one name per line. */
export function OrganisationFields({ typed, errors, several }: OrganisationFieldsProps) {
  const { t } = useTranslation('organisations')
  const errorOf = (name: string) => {
    const found = errors.find(({ field }) => field === name)
    return found ? { error: found.message } : {}
  }
  return (
    <>
      <RadioGroup
        name="kind"
        label={t('form.kind')}
        options={organisationKinds.map((kind) => ({
          value: kind,
          label: t(`kind.${kind}`),
          hint: t(`kindHint.${kind}`),
        }))}
        defaultValue={typed.kind}
        {...errorOf('kind')}
      />
      {several ? (
        <TextArea
          name="names"
          label={t('form.names')}
          hint={t('form.namesHint')}
          rows={10}
          defaultValue={typed.names}
          {...errorOf('names')}
        />
      ) : (
        <>
          <TextField
            name="name"
            label={t('form.name')}
            hint={t('form.nameHint')}
            autoComplete="off"
            defaultValue={typed.name}
            {...errorOf('name')}
          />
          <TextField
            name="nameEn"
            label={t('form.nameEn')}
            hint={t('form.nameEnHint')}
            autoComplete="off"
            defaultValue={typed.nameEn}
            optional
            {...errorOf('nameEn')}
          />
        </>
      )}
    </>
  )
}
