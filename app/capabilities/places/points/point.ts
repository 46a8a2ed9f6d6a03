import { normaliseStreet } from '../streets/street.ts'

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

const simple = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')

/**
 * By what two lists agree that they mean one facility: its name and its address, whatever the spelling; without an address the
 * place on the map, to about ten metres.
 */
export function pointKey({
  name,
  street,
  houseNumber,
  at,
}: Pick<PlacePoint, 'name' | 'street' | 'houseNumber' | 'at'>): string {
  const address = street === '' ? '' : `${normaliseStreet(street)} ${simple(houseNumber)}`
  const where = address === '' ? (at?.map((part) => part.toFixed(4)).join(' ') ?? '') : address
  return `${simple(name)}|${where}`
}

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
