import type { TypedChange } from '../history/change.ts'
import type { TypedPlace } from './placeForm.ts'

const textIn = (form: FormData) => (name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The fields of a place as they came; "" for one that is missing or a file. */
export function readTypedPlace(form: FormData): TypedPlace {
  const text = textIn(form)
  return {
    name: text('name'),
    kind: text('kind'),
    parent: text('parent'),
    ags: text('ags'),
    validFrom: text('validFrom'),
    column: text('column'),
    row: text('row'),
  }
}

const mostParts = 20

/** What happened to a place as it came from the form. */
export function readTypedChange(form: FormData): TypedChange {
  const text = textIn(form)
  const parts = Array.from({ length: mostParts }, (_, index) => ({
    name: text(`partName-${index}`),
    share: text(`partShare-${index}`),
  }))
  const last = parts.findLastIndex(({ name, share }) => name !== '' || share !== '')
  return {
    happenedOn: text('happenedOn'),
    base: text('base'),
    note: text('note'),
    decidedBy: text('decidedBy'),
    name: text('name'),
    parent: text('parent'),
    measure: text('measure'),
    parts: parts.slice(0, last + 1),
    places: form.getAll('places').filter((value) => typeof value === 'string'),
  }
}

/** A spelling or key that is added, or one of the list that is taken away; undefined where the form is another one. */
export function readTypedNaming(
  form: FormData,
): { readonly kind: 'alias' | 'key'; readonly text: string; readonly of: string } | undefined {
  const text = textIn(form)
  switch (text('intent')) {
    case 'name-alias':
      return { kind: 'alias', text: text('alias'), of: text('aliasSource') }
    case 'name-key':
      return { kind: 'key', text: text('keyText'), of: text('keySystem') }
    case 'unname':
      return { kind: text('kind') === 'key' ? 'key' : 'alias', text: text('text'), of: text('of') }
    default:
      return undefined
  }
}
