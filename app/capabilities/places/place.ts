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
  readonly parentId: number | undefined
  readonly ags: string | undefined
  readonly tile: { readonly column: number; readonly row: number } | undefined
}

/** A place and everything above it, by key: ["heessen", "hamm", "nrw"]. `places` holds all those above. */
export function lineageOf(places: readonly Place[], place: Place): readonly string[] {
  const byId = new Map(places.map((one) => [one.id, one]))
  const keys: string[] = []
  for (let at: Place | undefined = place; at && !keys.includes(at.key); at = byId.get(at.parentId ?? 0))
    keys.push(at.key)
  return keys
}
