import { type PlacePoint, type PointKind, pointKey, type StoredPoint } from './point.ts'
import type { FilePoint } from './pointFile.ts'

const fields = ['kind', 'name', 'street', 'houseNumber', 'postcode', 'town', 'at', 'shown'] as const
export type ChangedField = (typeof fields)[number]

/** What a line of the file would do. */
export type PointStep =
  | { readonly kind: 'new'; readonly row: number; readonly point: PlacePoint }
  | { readonly kind: 'same'; readonly row: number; readonly point: StoredPoint }
  | {
      readonly kind: 'changed'
      readonly row: number
      readonly point: StoredPoint
      readonly before: StoredPoint
      readonly fields: readonly ChangedField[]
    }

export type Comparison = {
  readonly steps: readonly PointStep[]
  /** Stored facilities of kinds that the file names, which it doesn't name itself. */
  readonly vanished: readonly StoredPoint[]
}

const isSame = (a: PlacePoint, b: PlacePoint, field: ChangedField) =>
  field === 'at' ? a.at?.join() === b.at?.join() : a[field] === b[field]

/** Which fields differ. */
const changedFields = (before: PlacePoint, after: PlacePoint): readonly ChangedField[] =>
  fields.filter((field) => !isSame(before, after, field))

/** What the file doesn't say stays as it is: a list without coordinates takes none away. */
function merged(stored: StoredPoint, given: FilePoint): StoredPoint {
  return {
    id: stored.id,
    kind: given.kind ?? stored.kind,
    name: given.name,
    street: given.street || stored.street,
    houseNumber: given.houseNumber || stored.houseNumber,
    postcode: given.postcode || stored.postcode,
    town: given.town || stored.town,
    at: given.at ?? stored.at,
    shown: given.shown ?? stored.shown,
  }
}

/**
 * Holds a list against what is stored. A facility is the same by name and address, whatever the spelling; a new spelling is a
 * change like any other.
 */
export function comparePoints(
  stored: readonly StoredPoint[],
  given: readonly FilePoint[],
  kindOfOthers: PointKind,
): Comparison {
  const byKey = new Map(stored.map((point) => [pointKey(point), point]))
  const found = new Set<number>()
  const steps = given.map(({ row, ...point }): PointStep => {
    const before = byKey.get(pointKey(point))
    if (!before)
      return {
        kind: 'new',
        row,
        point: { ...point, kind: point.kind ?? kindOfOthers, shown: point.shown ?? true },
      }
    found.add(before.id)
    const after = merged(before, { row, ...point })
    const changed = changedFields(before, after)
    return changed.length === 0
      ? { kind: 'same', row, point: before }
      : { kind: 'changed', row, point: after, before, fields: changed }
  })
  const kinds = new Set(steps.map(({ point }) => point.kind))
  return { steps, vanished: stored.filter(({ id, kind }) => !found.has(id) && kinds.has(kind)) }
}
