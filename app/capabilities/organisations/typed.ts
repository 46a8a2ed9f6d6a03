import type { TypedOrganisation } from './organisationForm.ts'

export const emptyForm: TypedOrganisation = { name: '', nameEn: '', names: '', kind: '' }

/** The fields of the form as they came; "" for one that is missing or a file. */
export function readTyped(form: FormData): TypedOrganisation {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { name: text('name'), nameEn: text('nameEn'), names: text('names'), kind: text('kind') }
}
