/** Place (Ort): Land > Kreis or kreisfreie Stadt > Gemeinde > Sozialraum > Quartier. */
export const placeKinds = ['state', 'county', 'town', 'area', 'quarter', 'unassigned'] as const
export type PlaceKind = (typeof placeKinds)[number]

/**
 * A place as pages need it. `unassigned` ("nicht zuordenbar") is a place of its own under its parent.
 * `tile` is the position on the tile map (column, row, from the top left, both from 0).
 */
export type Place = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly kind: PlaceKind
  /** The latest parent; see `formerParents` for those before. */
  readonly parentId: number | undefined
  readonly ags: string | undefined
  readonly tile: { readonly column: number; readonly row: number } | undefined
  /** ISO days, both included. Without them the place has always been there, and still is. */
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  /** Under which places it stood until which day, oldest first. */
  readonly formerParents?: readonly { readonly parentId: number; readonly until: string }[]
  /** What it was called until which day, oldest first. */
  readonly formerNames?: readonly { readonly name: string; readonly until: string }[]
}

/** A place and everything above it, by key: ["heessen", "hamm", "nrw"]. `places` holds all those above. */
export function lineageOf(places: readonly Place[], place: Place): readonly string[] {
  const byId = new Map(places.map((one) => [one.id, one]))
  const keys: string[] = []
  for (let at: Place | undefined = place; at && !keys.includes(at.key); at = byId.get(at.parentId ?? 0))
    keys.push(at.key)
  return keys
}

/**
 * Names that tell places apart, by key: "Mitte (Altdorf)" where another place has the name, "Norden (bis 2024)" where one of
 * the same name followed under the same parent.
 */
export function distinctNames(
  places: readonly Place[],
  until: string,
  from: string,
): ReadonlyMap<string, string> {
  const byId = new Map(places.map((place) => [place.id, place]))
  const byName = Map.groupBy(places, ({ name }) => name)
  return new Map(
    places.map((place) => {
      const { key, name, parentId, validFrom, validTo } = place
      const twins = byName.get(name)!.filter((other) => other !== place)
      if (twins.length === 0) return [key, name]
      const parent = byId.get(parentId ?? 0)?.name
      const year = validTo
        ? `${until} ${validTo.slice(0, 4)}`
        : validFrom && `${from} ${validFrom.slice(0, 4)}`
      const followed = twins.some((other) => other.parentId === parentId)
      const marks = [
        ...(twins.every((other) => other.parentId === parentId) ? [] : [parent]),
        ...(followed ? [year] : []),
      ]
      const said = marks.filter((mark) => mark !== undefined)
      return [key, said.length > 0 ? `${name} (${said.join(', ')})` : name]
    }),
  )
}

/** A split, a merger, areas that are cut anew, a new name, another parent: `happenedOn` (ISO day) is the first day of the new. */
export const placeChangeKinds = ['split', 'merged', 'recut', 'renamed', 'moved'] as const
export type PlaceChangeKind = (typeof placeChangeKinds)[number]

export type PlaceChange = {
  readonly id: number
  readonly kind: PlaceChangeKind
  readonly happenedOn: string
  /** The place that was renamed or moved. */
  readonly placeId: number | undefined
  readonly formerName: string | undefined
  /** What shares were measured on. */
  readonly base: string
  readonly note: string
  readonly decidedBy: string
}

/** Of the former place the share part / whole lies in the successor; decimal texts, so that a third stays a third. */
export type Succession = {
  readonly formerId: number
  readonly successorId: number
  readonly changeId: number
  readonly part: string
  readonly whole: string
}

/** The highest place below the state, which areas add up to. */
export const findWhole = <P extends Pick<Place, 'kind'>>(places: readonly P[]): P | undefined =>
  places.find(({ kind }) => kind === 'county') ?? places.find(({ kind }) => kind === 'town')
