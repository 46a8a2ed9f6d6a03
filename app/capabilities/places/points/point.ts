import { folded, normaliseStreet } from '../streets/street.ts'

/** What kind of facility stands at a point. */
export const pointKinds = [
  'kita',
  'family_centre',
  'school',
  'youth_centre',
  'health',
  'counselling',
  'other',
] as const
export type PointKind = (typeof pointKinds)[number]

export const isPointKind = (text: string): text is PointKind =>
  (pointKinds as readonly string[]).includes(text)

/** Longitude and latitude in degrees (WGS 84). */
export type Degrees = readonly [number, number]

/** A facility: with degrees, with an address, or both. */
export type PlacePoint = {
  readonly kind: PointKind
  readonly name: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly town: string
  readonly at: Degrees | undefined
  /** Whether everybody sees it on the page of its area. */
  readonly shown: boolean
}

export type StoredPoint = PlacePoint & { readonly id: number }

const simple = (text: string) => folded(text).replace(/[^\p{L}\p{N}]/gu, '')

/**
 * By what two lists agree that they mean one facility: its name and its address, whatever the spelling; without an address the
 * place on the map, to about ten metres. Two that agree may still lie in different towns: see `liesApart`.
 */
export function pointKey({
  name,
  street,
  houseNumber,
  at,
}: Pick<PlacePoint, 'name' | 'street' | 'houseNumber' | 'at'>): string {
  const address = addressKey({ street, houseNumber })
  const where = address === '' ? (at?.map((part) => part.toFixed(4)).join(' ') ?? '') : address
  return `${simple(name)}|${where}`
}

type Town = Pick<PlacePoint, 'postcode' | 'town'>

const wordsOf = (town: string) => folded(town).match(/\p{L}+/gu) ?? []

/**
 * Whether both say where they are and mean different towns: a county has more than one "Kita St. Marien, Kirchstraße 1". "Hamm"
 * and "Hamm (Westf.)" are one.
 */
export function liesApart(a: Town, b: Town): boolean {
  if (a.postcode !== '' && b.postcode !== '' && a.postcode !== b.postcode) return true
  const [one, other] = [wordsOf(a.town), wordsOf(b.town)]
  return one.slice(0, other.length).join(' ') !== other.slice(0, one.length).join(' ')
}

/** Whether two lists mean one facility. */
export const isSameFacility = (a: PlaceAndName, b: PlaceAndName): boolean =>
  pointKey(a) === pointKey(b) && !liesApart(a, b)

export type PlaceAndName = Pick<PlacePoint, 'name' | 'street' | 'houseNumber' | 'at'> & Town

/** A name, whatever its spelling. */
export const nameKey = ({ name }: Pick<PlacePoint, 'name'>): string => simple(name)

/** An address, whatever its spelling; '' without one. */
export const addressKey = ({ street, houseNumber }: Pick<PlacePoint, 'street' | 'houseNumber'>): string =>
  // "Ahornweg 3" in one field is the same as "Ahornweg" and "3" in two.
  street === '' ? '' : normaliseStreet(street) + simple(houseNumber)

/** "Ahornweg 3, 59065 Hamm" as far as it is known. */
export function addressOf({
  street,
  houseNumber,
  postcode,
  town,
}: Pick<PlacePoint, 'street' | 'houseNumber' | 'postcode' | 'town'>): string {
  const parts = [`${street} ${houseNumber}`.trim(), `${postcode} ${town}`.trim()]
  return parts.filter((part) => part !== '').join(', ')
}
