import type { PlaceKind } from '#app/capabilities/places/place.ts'
import { findWhole } from '#app/capabilities/places/place.ts'
import { holdsIn } from '#app/capabilities/places/validity.ts'
import { spellingDistance } from '#app/plain/spelling.ts'
import { isTotalWord, longestWords, normaliseName } from './names.ts'

/** A place as a file may name it. */
export type NamedPlace = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly kind: PlaceKind
  readonly parentId: number | undefined
  readonly ags: string | undefined
  readonly aliases: readonly string[]
  /** Keys of offices with their leading zeros ("915001002", "005"). */
  readonly keys?: readonly string[] | undefined
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  readonly formerNames?: readonly { readonly name: string; readonly until: string }[]
  readonly formerParents?: readonly { readonly parentId: number; readonly until: string }[]
  /** Ids of the places that came after it, and of those before. */
  readonly successors?: readonly number[] | undefined
  readonly forerunners?: readonly number[] | undefined
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

const isNumber = (text: string) => /^\d+$/.test(text)
const withoutZeros = (key: string) => key.replace(/^0+(?=\d)/, '')

/**
 * The official key of a place (counties have five digits, municipalities eight) and those of offices; they lose their leading
 * zeros where a spreadsheet takes them for numbers. Of the two digits of a state nobody could tell the number of a district.
 */
function keysOf({ ags, keys = [] }: NamedPlace): readonly string[] {
  const all = [...(ags && ags.length >= 5 ? [ags] : []), ...keys]
  return all.flatMap((key) => (isNumber(key) ? [key, withoutZeros(key)] : [key]))
}

/** A short number could as well be a count or a class: it names a place only where a place is expected. */
const isTelling = (key: string) =>
  !isNumber(key) || key.length >= 5 || (key.length >= 2 && key.startsWith('0'))

/** Names that can mean several places; those that followed one another under one name count as one. */
class PlaceIndex {
  readonly #places = new Map<string, Set<NamedPlace>>()

  add(name: string, place: NamedPlace): void {
    const key = normaliseName(name)
    if (key === '') return
    const known = this.#places.get(key)
    if (known) known.add(place)
    else this.#places.set(key, new Set([place]))
  }

  has(name: string): boolean {
    return this.#places.has(normaliseName(name))
  }

  all(name: string): readonly NamedPlace[] {
    return [...(this.#places.get(normaliseName(name)) ?? [])]
  }

  /** The one place meant: of those that followed one another the latest. */
  find(name: string): NamedPlace | undefined {
    const places = this.all(name)
    if (places.length < 2) return places[0]
    const inTime = places.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1))
    const follows = inTime.every((place, index) => {
      const before = inTime[index - 1]
      return !before || (before.validTo !== undefined && before.validTo < (place.validFrom ?? ''))
    })
    return follows ? inTime.at(-1) : undefined
  }

  get names(): IterableIterator<string> {
    return this.#places.keys()
  }
}

/** Of so many texts it is remembered which place they name. */
const mostRemembered = 10_000

/** Finds places by the names that offices use for them. */
export class PlaceNames {
  readonly #same = new PlaceIndex()
  readonly #habit = new PlaceIndex()
  readonly #keys = new PlaceIndex()
  readonly #byId: ReadonlyMap<number, NamedPlace>
  readonly #byKey: ReadonlyMap<string, NamedPlace>
  /** What `find` answered for texts that are no place's exact name. */
  readonly #found = new Map<string, PlaceMatch | undefined>()
  readonly root: NamedPlace | undefined
  readonly #unassigned: NamedPlace | undefined

  constructor(places: readonly NamedPlace[]) {
    this.#byId = new Map(places.map((place) => [place.id, place]))
    this.#byKey = new Map(places.map((place) => [place.key, place]))
    const roots = places.filter(({ validTo }) => validTo === undefined)
    this.root = findWhole(roots)
    const unassigned = places.filter(({ kind }) => kind === 'unassigned')
    this.#unassigned = unassigned.find(({ parentId }) => parentId === this.root?.id) ?? unassigned[0]
    for (const place of places) {
      for (const key of keysOf(place)) {
        this.#keys.add(key, place)
        if (isTelling(key)) this.#same.add(key, place)
      }
      const formerNames = (place.formerNames ?? []).map(({ name }) => name)
      for (const name of [place.name, place.key, ...formerNames, ...place.aliases]) {
        this.#same.add(name, place)
        this.#habit.add(name.replace(prefixes, '').replace(suffixes, ''), place)
        this.#addWithoutTown(name, place)
      }
    }
    for (const place of places) this.#addWithParent(place)
  }

  /** Of two places with one name each is known with its parent, too: "Mitte (Altdorf)", "Altdorf, Mitte". */
  #addWithParent(place: NamedPlace): void {
    const parent = this.#byId.get(place.parentId ?? 0)
    if (!parent || this.#same.all(place.name).length < 2) return
    this.#same.add(`${place.name} ${parent.name}`, place)
    this.#same.add(`${parent.name} ${place.name}`, place)
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

  /** The places that a text could mean where it means more than one. */
  several(text: string): readonly NamedPlace[] {
    if (this.#same.has(text)) return this.#same.find(text) ? [] : this.#same.all(text)
    return []
  }

  /** Of several places the one whose parent is named beside it, in another cell of the row. */
  findBeside(text: string, others: readonly string[]): NamedPlace | undefined {
    const found = this.several(text).filter((place) => {
      const parent = this.#byId.get(place.parentId ?? 0)
      return parent !== undefined && others.some((other) => this.#same.all(other).includes(parent))
    })
    return found.length === 1 ? found[0] : undefined
  }

  /** The place a key names where a place is expected, be it short or without its leading zeros. */
  findKey(text: string): NamedPlace | undefined {
    return this.#keys.find(text.trim())
  }

  /**
   * The place of an official key as statistics write it: with eight digits, five (a county, or a town that is none's part), two
   * (a state), or the twelve of the regional key, whose union of municipalities is left out.
   */
  findOfficial(text: string): NamedPlace | undefined {
    const key = text.trim()
    const found = this.findKey(key)
    if (found || !isNumber(key)) return found
    if (key.length === 12) return this.findKey(key.slice(0, 5) + key.slice(9))
    if (key.length === 5) return this.findKey(`${key}000`)
    return key.length === 2
      ? [...this.all].find(({ kind, ags }) => kind === 'state' && ags === key)
      : undefined
  }

  /** "Mitte (Altdorf)" where the name alone would not do, else the name. */
  nameOf(place: NamedPlace): string {
    const parent = this.#byId.get(place.parentId ?? 0)
    return parent && this.#same.all(place.name).length > 1 ? `${place.name} (${parent.name})` : place.name
  }

  /**
   * Which place is meant in a period: the place itself if it holds then, else the one of the same name that does (after a
   * split the rest often keeps the name). Undefined where there was none.
   */
  in(place: NamedPlace, period: { readonly end: string }): NamedPlace | undefined {
    if (holdsIn(place, period)) return place
    const twins = this.#same
      .all(place.name)
      .filter((other) => other.kind === place.kind && holdsIn(other, period))
    return twins.length === 1 ? twins[0] : undefined
  }

  /** Names of the places that took over from one that has ended, or that were there before one that hadn't begun. */
  insteadOf(place: NamedPlace, period: { readonly end: string }): readonly string[] {
    const isOver = place.validTo !== undefined && place.validTo < period.end
    const others = (isOver ? place.successors : place.forerunners) ?? []
    return others.flatMap((id) => this.#byId.get(id)?.name ?? [])
  }

  /** The place a text names, with how sure that is; undefined where none or several are meant. */
  find(text: string): PlaceMatch | undefined {
    const same = this.#same.find(text)
    if (same) return { place: same, confidence: 'same' }
    if (text.length > longestWords) return undefined
    // "Zuzüge" stands in each row of a long file, and holding it against the names of all places takes long.
    if (this.#found.has(text)) return this.#found.get(text)
    if (this.#found.size >= mostRemembered) this.#found.clear()
    const found = this.#findOtherwise(text)
    this.#found.set(text, found)
    return found
  }

  #findOtherwise(text: string): PlaceMatch | undefined {
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
