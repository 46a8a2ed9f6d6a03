import { spellingDistance } from '#app/plain/spelling.ts'
import { type Address, readHouseNumber } from './houseNumber.ts'
import { belongsToEnd, liesIn, normaliseStreet, type StreetRange } from './street.ts'

/** Where an address lies, or why nobody can say. */
export type Allocation =
  | {
      readonly kind: 'found'
      readonly placeId: number
      /** What was assumed: of "12-14" the first number; "9 a" belongs to 9; the whole street lies in one area. */
      readonly assumed: 'first-number' | 'letter-of-end' | 'whole-street' | undefined
    }
  | { readonly kind: 'unknown-street'; readonly suggestions: readonly string[] }
  | { readonly kind: 'no-number' }
  | { readonly kind: 'unreadable-number' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'ambiguous'; readonly placeIds: readonly number[] }

type Street = { readonly name: string; readonly ranges: StreetRange[] }

/** A street register, ready to be asked many times. */
export class Register {
  readonly #streets = new Map<string, Street>()

  constructor(ranges: readonly StreetRange[]) {
    for (const range of ranges) {
      const key = normaliseStreet(range.street)
      const known = this.#streets.get(key)
      if (known) known.ranges.push(range)
      else this.#streets.set(key, { name: range.street, ranges: [range] })
    }
  }

  /** What it says about a street, however that is spelled; undefined where it doesn't know it. */
  rangesOf(street: string): readonly StreetRange[] | undefined {
    return this.#streets.get(normaliseStreet(street))?.ranges
  }

  /** Names that differ from this one by little, the nearest first, three at most. */
  suggest(street: string): readonly string[] {
    const asked = normaliseStreet(street)
    if (asked.length < 3) return []
    const limit = Math.min(3, Math.max(1, Math.floor(asked.length / 4)))
    const near: { name: string; distance: number }[] = []
    for (const [key, { name }] of this.#streets) {
      const isPart = key.startsWith(asked) || (asked.startsWith(key) && key.length > 4)
      const distance = isPart ? limit : spellingDistance(asked, key, limit)
      if (distance <= limit) near.push({ name, distance })
    }
    return near
      .toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name, 'de'))
      .slice(0, 3)
      .map(({ name }) => name)
  }
}

const sameTown = (a: string, b: string) => normaliseStreet(a) === normaliseStreet(b)

/** Lines of the asked town only, as far as address and register say which; a town that the register doesn't name narrows nothing. */
function inTown(ranges: readonly StreetRange[], { postcode, town }: Address): readonly StreetRange[] {
  const byPostcode = ranges.filter((range) => range.postcode === '' || range.postcode === postcode)
  const here = postcode !== '' && byPostcode.length > 0 ? byPostcode : ranges
  const byTown = here.filter((range) => range.town === '' || sameTown(range.town, town))
  return town !== '' && byTown.length > 0 ? byTown : here
}

function areasOf(ranges: readonly StreetRange[]): readonly number[] {
  return [...new Set(ranges.map(({ placeId }) => placeId))]
}

/**
 * The area of an address. A number with a letter belongs to the line that names it; only where no line does, it belongs to its
 * number without letter. An address that two lines give to different areas stays open: nobody guesses.
 */
export function allocate(register: Register, address: Address): Allocation {
  const known = register.rangesOf(address.street)
  if (!known) return { kind: 'unknown-street', suggestions: register.suggest(address.street) }
  const ranges = inTown(known, address)
  if (address.number.trim() === '') {
    const [placeId, ...others] = areasOf(ranges)
    return placeId !== undefined && others.length === 0
      ? { kind: 'found', placeId, assumed: 'whole-street' }
      : { kind: 'no-number' }
  }
  const read = readHouseNumber(address.number)
  if (!read) return { kind: 'unreadable-number' }
  const exact = ranges.filter((range) => liesIn(range, read.at))
  const byLetter = exact.length === 0 ? ranges.filter((range) => belongsToEnd(range, read.at)) : []
  const placeIds = areasOf(exact.length > 0 ? exact : byLetter)
  const [placeId] = placeIds
  if (placeId === undefined) return { kind: 'outside' }
  if (placeIds.length > 1) return { kind: 'ambiguous', placeIds }
  const assumed = read.first ? 'first-number' : byLetter.length > 0 ? 'letter-of-end' : undefined
  return { kind: 'found', placeId, assumed }
}
