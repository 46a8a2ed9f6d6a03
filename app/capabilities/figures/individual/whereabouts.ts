import { holdsIn, parentOn } from '#app/capabilities/places/validity.ts'
import type { Period } from '#app/plain/period.ts'
import type { NamedPlace, PlaceNames } from '../reading/placenames.ts'

/** Id of the place in which an address lies; `number` is '' where it stands in the street's field. */
export type AddressBook = (street: string, number: string) => number | undefined

/** Where rows count: in which place, and in what that place was a part of in the row's period. */
export class Whereabouts {
  readonly #places: PlaceNames
  readonly #addresses: AddressBook | undefined
  readonly #chains = new Map<string, readonly NamedPlace[]>()

  constructor(places: PlaceNames, addresses: AddressBook | undefined) {
    this.#places = places
    this.#addresses = addresses
  }

  /**
   * The part of the town that a row names. The town itself says no more than that the row is one of the file, and what lies
   * elsewhere is no part of it; neither is a place to count in.
   */
  named(text: string): NamedPlace | undefined {
    const found = text === '' ? undefined : this.#places.find(text)
    return found && found.confidence !== 'similar' ? this.#partOnly(found.place) : undefined
  }

  ofAddress(street: string, number: string): NamedPlace | undefined {
    const id = this.#addresses?.(street, number)
    const place = id === undefined ? undefined : this.#places.byId(id)
    return place && this.#partOnly(place)
  }

  #partOnly(place: NamedPlace): NamedPlace | undefined {
    const { root } = this.#places
    if (place.kind === 'unassigned' || place.kind === 'state' || place === root) return undefined
    return !root || this.#upwards(place, ({ parentId }) => parentId).includes(root) ? place : undefined
  }

  /**
   * The place as it was in a period and everything it was a part of then, up to the town; without a place "not assignable" and the
   * town.
   */
  chain(place: NamedPlace | undefined, period: Period): readonly NamedPlace[] {
    const key = `${place?.key ?? ''}\n${period.end}`
    const known = this.#chains.get(key)
    if (known) return known
    const chain = this.#chainOn(place, period)
    this.#chains.set(key, chain)
    return chain
  }

  #chainOn(place: NamedPlace | undefined, period: Period): readonly NamedPlace[] {
    const { root } = this.#places
    const parentThen = (one: NamedPlace) => parentOn(one, period.end)
    if (place) return this.#upwards(this.#places.in(place, period) ?? place, parentThen)
    const unassigned = [...this.#places.all].find(
      (one) => one.kind === 'unassigned' && parentThen(one) === root?.id && holdsIn(one, period),
    )
    if (unassigned) return this.#upwards(unassigned, parentThen)
    return root ? [root] : []
  }

  #upwards(from: NamedPlace, parentOf: (place: NamedPlace) => number | undefined): readonly NamedPlace[] {
    const { root } = this.#places
    const chain: NamedPlace[] = []
    for (let at: NamedPlace | undefined = from; at && at.kind !== 'state' && !chain.includes(at); ) {
      chain.push(at)
      const parent: number | undefined = at === root ? undefined : parentOf(at)
      at = parent === undefined ? undefined : this.#places.byId(parent)
    }
    return chain
  }
}
