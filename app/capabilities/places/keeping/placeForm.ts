import { isParentFor, isSameName, mayStandUnder, tidyName } from '../history/change.ts'
import { type Place, type PlaceKind, placeKinds } from '../place.ts'
import { isDay } from '../validity.ts'

/** A place as the form sends it; every field is text. */
export type TypedPlace = {
  readonly name: string
  readonly kind: string
  /** Key of the place above. */
  readonly parent: string
  readonly ags: string
  readonly validFrom: string
  readonly column: string
  readonly row: string
}

export const emptyPlace: TypedPlace = {
  name: '',
  kind: '',
  parent: '',
  ags: '',
  validFrom: '',
  column: '',
  row: '',
}

/** What a form says about one place, understood. */
export type PlaceFields = {
  readonly name: string
  readonly kind: PlaceKind
  readonly parent: string | undefined
  readonly ags: string | undefined
  readonly validFrom: string | undefined
  readonly tile: Place['tile']
}

/** What is wrong with a field; the sentences stand in `texts.ts` (`form.problem.<kind>`). */
export type PlaceProblem = {
  readonly field: keyof TypedPlace | 'list' | 'alias' | 'keyText'
  readonly kind:
    | 'no-name'
    | 'long'
    | 'no-kind'
    | 'no-parent'
    | 'wrong-parent'
    | 'wrong-ags'
    | 'no-day'
    | 'wrong-tile'
    | 'tile-taken'
    | 'name-taken'
    | 'begins-by-change'
    | 'no-text'
    | 'alias-taken'
  readonly parameters?: Readonly<Record<string, string | number>>
}

export type ReadPlace = { readonly value: PlaceFields } | { readonly problems: readonly PlaceProblem[] }

const longestName = 200
/** Digits of the official key by kind of place: state, county, town (Amtlicher Gemeindeschlüssel, Statistisches Bundesamt). */
const agsDigits: Partial<Record<PlaceKind, number>> = { state: 2, county: 5, town: 8 }

function readTile({ column, row }: TypedPlace): Place['tile'] | 'wrong' {
  if (column.trim() === '' && row.trim() === '') return undefined
  const numbers = [column, row].map((text) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : 0))
  const [c, r] = numbers as [number, number]
  // People count from 1, the map from 0.
  return c >= 1 && r >= 1 && c <= 100 && r <= 100 ? { column: c - 1, row: r - 1 } : 'wrong'
}

/** The key as the offices write it: digits with their leading zeros ("05 9 15 000" is "05915000"). */
const tidyAgs = (typed: string) => typed.replace(/[\s.-]/g, '')

/**
 * Reads the form of a place. `own`: the place that is edited; without it one is created. A place keeps its parent in this
 * form (another one is a decision with a day), so it is read for new ones only.
 */
export function readPlaceForm(typed: TypedPlace, places: readonly Place[], own?: Place): ReadPlace {
  const name = tidyName(typed.name)
  const kind = own?.kind ?? placeKinds.find((known) => known === typed.kind)
  const parent = own
    ? places.find(({ id }) => id === own.parentId)
    : places.find(({ key }) => key === typed.parent)
  const ags = tidyAgs(typed.ags)
  const validFrom = typed.validFrom.trim()
  const tile = readTile(typed)
  const problems: PlaceProblem[] = []
  const say = (
    field: PlaceProblem['field'],
    problem: PlaceProblem['kind'],
    parameters?: PlaceProblem['parameters'],
  ) => problems.push({ field, kind: problem, ...(parameters && { parameters }) })
  if (name === '') say('name', 'no-name')
  if ([...name].length > longestName) say('name', 'long')
  if (!kind) say('kind', 'no-kind')
  if (kind && !own && !parent && kind !== 'state' && !isFirst(kind, places)) say('parent', 'no-parent')
  if (kind && !own && parent && !mayStandUnder(kind, parent.kind)) say('parent', 'wrong-parent')
  if (
    ags !== '' &&
    (!/^\d+$/.test(ags) || (kind && agsDigits[kind] !== undefined && ags.length !== agsDigits[kind]))
  )
    say('ags', 'wrong-ags', { digits: (kind && agsDigits[kind]) ?? 8 })
  if (validFrom !== '' && !isDay(validFrom)) say('validFrom', 'no-day')
  if (tile === 'wrong') say('column', 'wrong-tile')
  const siblings = places.filter((place) => place.id !== own?.id && place.parentId === parent?.id)
  const overlapping = siblings.filter(
    (place) => place.validTo === undefined || (validFrom !== '' && place.validTo >= validFrom),
  )
  if (name !== '' && overlapping.some((place) => isSameName(place.name, name)))
    say('name', 'name-taken', { name })
  if (tile && tile !== 'wrong') {
    const other = overlapping.find(
      (place) =>
        place.kind === kind &&
        place.validTo === own?.validTo &&
        place.tile?.column === tile.column &&
        place.tile.row === tile.row,
    )
    if (other) say('column', 'tile-taken', { name: other.name })
  }
  if (problems.length > 0 || !kind || tile === 'wrong') return { problems }
  return {
    value: {
      name,
      kind,
      parent: parent?.key,
      ags: ags === '' ? undefined : ags,
      validFrom: validFrom === '' ? undefined : validFrom,
      tile,
    },
  }
}

/** A town or county can be the highest place where no state was named. */
const isFirst = (kind: PlaceKind, places: readonly Place[]) =>
  (kind === 'town' || kind === 'county') &&
  !places.some((place) => place.kind === 'town' || place.kind === 'county')

/** Where a place of this kind may stand, in the order of the places. */
export function parentChoices(places: readonly Place[], place: Pick<Place, 'id' | 'kind'>): readonly Place[] {
  return places.filter((one) => one.validTo === undefined && isParentFor(place, one, places))
}
