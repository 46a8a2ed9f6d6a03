import type { PlaceKind } from '../place.ts'

/** A place as a file may name it. */
export type NamedPlace = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly kind: PlaceKind
  readonly aliases: readonly string[]
}

/** `several` needs somebody who says which is meant. */
export type PlaceMatch =
  | { readonly kind: 'same'; readonly place: NamedPlace }
  | { readonly kind: 'several'; readonly places: readonly NamedPlace[] }
  | { readonly kind: 'none' }

const prefix =
  /^(?:stadtteil|stadtbezirk|sozialraum|planungsraum|ortsteil|ortschaft|bezirk|quartier|gemeinde|stadt)\s+/iu
const leadingNumber = /^\d{1,3}[.)]?\s*[-–]?\s+(?=\p{L})/u

/** What remains of a name without spelling habits: case, blanks, hyphens, umlauts. */
function simplePlaceName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
}

/** A key of digits, whatever zeros a spreadsheet has taken from its front: "001002003" and "1002003" are one. */
const keyOfDigits = (text: string): string | undefined =>
  /^[\d\s.-]+$/.test(text) && /\d/.test(text) ? text.replace(/\D/g, '').replace(/^0+(?=\d)/, '') : undefined

/** Finds places by key, name or another spelling. A name that means two places means none. */
export class PlaceMatcher {
  readonly #byName = new Map<string, Set<NamedPlace>>()
  readonly #byHabit = new Map<string, Set<NamedPlace>>()
  readonly #byDigits = new Map<string, Set<NamedPlace>>()

  constructor(places: readonly NamedPlace[]) {
    const add = (index: Map<string, Set<NamedPlace>>, name: string, place: NamedPlace) => {
      if (name !== '') index.set(name, (index.get(name) ?? new Set()).add(place))
    }
    for (const place of places) {
      for (const name of [place.key, place.name, ...place.aliases]) {
        add(this.#byName, simplePlaceName(name), place)
        add(this.#byHabit, simplePlaceName(withoutHabits(name)), place)
        const digits = keyOfDigits(name)
        if (digits !== undefined) add(this.#byDigits, digits, place)
      }
    }
  }

  find(text: string): PlaceMatch {
    const digits = keyOfDigits(text)
    const found =
      this.#byName.get(simplePlaceName(text)) ??
      (digits === undefined ? undefined : this.#byDigits.get(digits)) ??
      this.#byHabit.get(simplePlaceName(withoutHabits(text)))
    const places = [...(found ?? [])]
    const [place] = places
    if (place === undefined) return { kind: 'none' }
    return places.length === 1 ? { kind: 'same', place } : { kind: 'several', places }
  }
}

const withoutHabits = (name: string) => name.trim().replace(leadingNumber, '').replace(prefix, '')
