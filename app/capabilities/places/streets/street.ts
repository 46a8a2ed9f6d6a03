/** Which house numbers of a street are meant: all, the odd or the even ones. */
export const sides = ['all', 'odd', 'even'] as const
export type Side = (typeof sides)[number]

/** "263 a" is 263 with the letter a; `suffix` is '' or small letters. */
export type HouseNumber = { readonly number: number; readonly suffix: string }

/** One line of a street register: the numbers of one street that lie in one area. `to` undefined: to the end of the street. */
export type StreetRange = {
  /** Line in the file, from 1. */
  readonly row: number
  readonly street: string
  readonly side: Side
  readonly from: HouseNumber
  readonly to: HouseNumber | undefined
  /** The area's place id. */
  readonly placeId: number
  readonly postcode: string
  readonly town: string
}

/** No street has this many houses; everything from here on is somebody's word for "to the end". */
const openEnds: ReadonlySet<number> = new Set([997, 998, 999, 9997, 9998, 9999])
export const isOpenEnd = (number: number): boolean => openEnds.has(number)

export const highestNumber = 9_999

/** Small letters without umlauts (ä and ae are one), ß and accents: people spell these as their keyboard lets them. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

/**
 * What remains of a street's name when spelling habits are taken away: case, blanks, hyphens, dots, umlauts (ä and ae are one),
 * accents, and the ways to write Straße, Platz, Sankt, Doktor and Professor. "St.-Georg-Str." and "Sankt-Georg-Straße" are one.
 */
export function normaliseStreet(name: string): string {
  return folded(name)
    .replace(/stra(?:ss|s)e(?![a-z])/g, 'str')
    .replace(/(?<=[a-z]{3}|[\s-])pl\.(?![a-z])/g, 'platz')
    .replace(/(?<![a-z])sankt(?![a-z])/g, 'st')
    .replace(/(?<![a-z])doktor(?![a-z])/g, 'dr')
    .replace(/(?<![a-z])professor(?![a-z])/g, 'prof')
    .replace(/[^a-z0-9]/g, '')
}

/** Order along a street: 263 before 263 a before 263 b before 264. */
export function compareNumbers(a: HouseNumber, b: HouseNumber): number {
  if (a.number !== b.number) return a.number - b.number
  return a.suffix === b.suffix ? 0 : a.suffix < b.suffix ? -1 : 1
}

export const isOnSide = (number: number, side: Side): boolean =>
  side === 'all' || (number % 2 === 1) === (side === 'odd')

/** "263 a" as people write it. */
export const writeNumber = ({ number, suffix }: HouseNumber): string =>
  suffix === '' ? String(number) : `${number} ${suffix}`

/** The numbers of a range in order, as one key for "as far as anybody can go". */
const beyond: HouseNumber = { number: Number.MAX_SAFE_INTEGER, suffix: '' }
export const endOf = ({ to }: Pick<StreetRange, 'to'>): HouseNumber => to ?? beyond

/** Whether a number lies in the range as it is written: an end without letter stops at the number itself. */
export function liesIn(range: StreetRange, at: HouseNumber): boolean {
  return (
    isOnSide(at.number, range.side) &&
    compareNumbers(range.from, at) <= 0 &&
    compareNumbers(at, endOf(range)) <= 0
  )
}

/** Whether a number with a letter belongs to the range's last number, which the register names without letters. */
export function belongsToEnd(range: StreetRange, at: HouseNumber): boolean {
  return (
    isOnSide(at.number, range.side) &&
    at.suffix !== '' &&
    range.to !== undefined &&
    range.to.number === at.number &&
    range.to.suffix === '' &&
    compareNumbers(range.from, at) <= 0
  )
}

/** Whether there is an address that both lines claim. */
export function overlap(a: StreetRange, b: StreetRange): boolean {
  const from = compareNumbers(a.from, b.from) >= 0 ? a.from : b.from
  const to = compareNumbers(endOf(a), endOf(b)) <= 0 ? endOf(a) : endOf(b)
  if (compareNumbers(from, to) > 0) return false
  const side = a.side === 'all' ? b.side : a.side
  if (a.side !== 'all' && b.side !== 'all' && a.side !== b.side) return false
  if (isOnSide(from.number, side)) return true
  return from.number + 1 <= to.number
}
