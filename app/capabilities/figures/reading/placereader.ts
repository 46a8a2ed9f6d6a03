import type { Period } from '#app/plain/period.ts'
import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { MatchConfidence, NamedPlace, PlaceNames } from './placenames.ts'
import type { Coordinate } from './rowreading.ts'

/** How a name was understood. `ambiguous`: several places have it. */
export type PlaceUse = {
  readonly place: NamedPlace | undefined
  readonly confidence: MatchConfidence | 'confirmed' | 'ambiguous'
}

/** Finds the places that rows name: which one is meant, and whether it was there in the period of a value. */
export class PlaceReader {
  readonly #places: PlaceNames
  readonly #confirmed: Readonly<Record<string, string | null>>
  readonly #used: Map<string, PlaceUse>

  /** `confirmed`: what a person said of names, by key, null where a name is left out. `used` takes what was understood. */
  constructor(
    places: PlaceNames,
    confirmed: Readonly<Record<string, string | null>>,
    used: Map<string, PlaceUse>,
  ) {
    this.#places = places
    this.#confirmed = confirmed
    this.#used = used
  }

  /** `key`: the official key that stands beside the name; it goes before the name. */
  named(name: string, column: number, row: SourceRow, key = ''): Coordinate<NamedPlace | null> {
    const official = key === '' ? undefined : this.#places.findOfficial(key)
    // One name can stand beside several keys: "Hamm" the town and "Hamm" the village.
    const text = !official && this.#isElsewhere(name, key) ? `${name} (${key})` : name
    const confirmed = this.#confirmed[text]
    if (confirmed === null) {
      this.#used.set(text, { place: undefined, confidence: 'confirmed' })
      return { value: null }
    }
    let use = this.#used.get(text)
    if (!use) {
      const known = confirmed === undefined ? undefined : this.#places.byKey(confirmed)
      use = known ? { place: known, confidence: 'confirmed' } : this.#match(text, official)
      this.#used.set(text, use)
    }
    if (official && use.confidence !== 'confirmed') return { value: official }
    if (use.confidence === 'ambiguous') return this.#beside(text, column, row)
    if (!use.place) return { problem: 'unknown-place', column, text }
    return use.confidence === 'similar'
      ? { problem: 'unconfirmed-place', column, text }
      : { value: use.place }
  }

  /** Whether a place of this name is here, but has another official key than the one that is written. */
  #isElsewhere(name: string, key: string): boolean {
    if (!/^\d{5,12}$/.test(key)) return false
    return this.#places.find(name)?.place.ags !== undefined
  }

  #match(text: string, official: NamedPlace | undefined): PlaceUse {
    if (official) return { place: official, confidence: 'same' }
    if (this.#places.several(text).length > 0) return { place: undefined, confidence: 'ambiguous' }
    const key = this.#places.findKey(text)
    return (
      this.#places.find(text) ??
      (key ? { place: key, confidence: 'habit' } : { place: undefined, confidence: 'similar' })
    )
  }

  /** A name that several places have: another cell of the row may say in which one above it. */
  #beside(text: string, column: number, row: SourceRow): Coordinate<NamedPlace | null> {
    const others = row.cells.flatMap((cell, index) => (index + 1 === column ? [] : [cellText(cell)]))
    const place = this.#places.findBeside(text, others)
    if (place) {
      this.#used.set(this.#places.nameOf(place), { place, confidence: 'habit' })
      return { value: place }
    }
    const possible = this.#places.several(text).map((one) => this.#places.nameOf(one))
    return { problem: 'ambiguous-place', column, text, instead: possible.join(', ') }
  }

  /** The place of that name in the period of the value; one that has ended takes no more figures. */
  in(place: NamedPlace, period: Period, column: number): Coordinate<NamedPlace> {
    const there = this.#places.in(place, period)
    if (there) return { value: there }
    const instead = this.#places.insteadOf(place, period).join(', ') || '–'
    const problem = period.end < (place.validFrom ?? '') ? 'place-not-yet' : 'place-ended'
    return { problem, column, text: place.name, instead }
  }
}
