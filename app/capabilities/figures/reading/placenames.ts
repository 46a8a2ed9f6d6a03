import type { PlaceKind } from '#app/capabilities/places/place.ts'
import { spellingDistance } from '#app/plain/spelling.ts'
import { isTotalWord, NameIndex, normaliseName } from './names.ts'

/** A place as a file may name it. */
export type NamedPlace = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly kind: PlaceKind
  readonly parentId: number | undefined
  readonly ags: string | undefined
  readonly aliases: readonly string[]
}

/**
 * How sure a match is. `same`: the name or a confirmed alias; `habit`: but for a prefix, a word for the total or for
 * "not assignable"; `similar`: a letter or two differ, so somebody has to confirm it before anything is stored.
 */
export type MatchConfidence = 'same' | 'habit' | 'similar'
export type PlaceMatch = { readonly place: NamedPlace; readonly confidence: MatchConfidence }

const prefixes =
  /^(?:\d{1,3}[.)]?\s+|\d{1,3}\s*-\s*)?(?:(?:stadtteil|stadtbezirk|sozialraum|planungsraum|ortsteil|bezirk|quartier|gemeinde|kreisfreie stadt|stadt|kreis|land)\s+)?/iu
const suffixes = /[\s,]*\(?(?:gesamt|insgesamt|zusammen)\)?$/iu

const unassignedWords: ReadonlySet<string> = new Set(
  [
    'nicht zuordenbar',
    'nicht zuzuordnen',
    'nicht zugeordnet',
    'nicht zuordbar',
    'ohne Zuordnung',
    'ohne Angabe',
    'keine Angabe',
    'keine Angaben',
    'k. A.',
    'o. A.',
    'unbekannt',
    'ohne Sozialraum',
    'kein Sozialraum',
    'not assignable',
  ].map(normaliseName),
)

/**
 * The official keys of a place (counties have five digits, municipalities eight); they lose their leading zero where a
 * spreadsheet takes them for numbers. The two digits of a state would be taken for the number of a district.
 */
function keysOf({ ags }: NamedPlace): readonly string[] {
  return ags && ags.length >= 5 ? [ags, ags.replace(/^0/, '')] : []
}

/** Finds places by the names that offices use for them. */
export class PlaceNames {
  readonly #same = new NameIndex<NamedPlace>()
  readonly #habit = new NameIndex<NamedPlace>()
  readonly #byId: ReadonlyMap<number, NamedPlace>
  readonly #byKey: ReadonlyMap<string, NamedPlace>
  readonly root: NamedPlace | undefined
  readonly #unassigned: NamedPlace | undefined

  constructor(places: readonly NamedPlace[]) {
    this.#byId = new Map(places.map((place) => [place.id, place]))
    this.#byKey = new Map(places.map((place) => [place.key, place]))
    this.root = places.find(({ kind }) => kind === 'county') ?? places.find(({ kind }) => kind === 'town')
    const unassigned = places.filter(({ kind }) => kind === 'unassigned')
    this.#unassigned = unassigned.find(({ parentId }) => parentId === this.root?.id) ?? unassigned[0]
    for (const place of places) {
      for (const key of keysOf(place)) this.#same.add(key, place)
      for (const name of [place.name, place.key, ...place.aliases]) {
        this.#same.add(name, place)
        this.#habit.add(name.replace(prefixes, '').replace(suffixes, ''), place)
        this.#addWithoutTown(name, place)
      }
    }
  }

  /** "Hamm-Westen" is "Westen" to everybody in Hamm. */
  #addWithoutTown(name: string, place: NamedPlace): void {
    const town = this.root && normaliseName(this.root.name.replace(suffixes, ''))
    const whole = normaliseName(name)
    if (!town || place.kind !== 'area' || !whole.startsWith(town)) return
    if (whole.length > town.length + 2) this.#habit.add(whole.slice(town.length), place)
  }

  byId(id: number): NamedPlace | undefined {
    return this.#byId.get(id)
  }

  byKey(key: string): NamedPlace | undefined {
    return this.#byKey.get(key)
  }

  get all(): Iterable<NamedPlace> {
    return this.#byId.values()
  }

  /** The place a text names, with how sure that is; undefined where none or several are meant. */
  find(text: string): PlaceMatch | undefined {
    const same = this.#same.find(text)
    if (same) return { place: same, confidence: 'same' }
    const place = this.#findByHabit(text)
    if (place) return { place, confidence: 'habit' }
    const similar = this.#findSimilar(normaliseName(text))
    return similar && { place: similar, confidence: 'similar' }
  }

  #findByHabit(text: string): NamedPlace | undefined {
    if (isTotalWord(text)) return this.root
    if (unassignedWords.has(normaliseName(text))) return this.#unassigned
    const bare = text.trim().replace(prefixes, '').replace(suffixes, '')
    if (this.#same.has(text)) return undefined
    const town = this.root && normaliseName(this.root.name.replace(suffixes, ''))
    const normal = normaliseName(bare)
    if (town && normal.startsWith(town) && normal.length > town.length) {
      const found = this.#habit.find(normal.slice(town.length))
      if (found) return found
    }
    return this.#habit.find(bare)
  }

  #findSimilar(text: string): NamedPlace | undefined {
    // A digit too many is another place ("Bezirk 12"), not a slip.
    if (text.length < 5 || /\d/.test(text)) return undefined
    const limit = text.length < 8 ? 1 : 2
    const near = new Set<NamedPlace>()
    for (const index of [this.#same, this.#habit]) {
      for (const name of index.names) {
        if (name.length < 5 || spellingDistance(text, name, limit) > limit) continue
        const place = index.find(name)
        if (place) near.add(place)
      }
    }
    return near.size === 1 ? [...near][0] : undefined
  }
}
