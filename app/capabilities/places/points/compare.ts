import { distanceOf } from './locate.ts'
import {
  addressKey,
  isSameFacility,
  liesApart,
  nameKey,
  type PlaceAndName,
  type PlacePoint,
  type PointKind,
  pointKey,
  type StoredPoint,
} from './point.ts'
import type { FilePoint, PointRows } from './pointFile.ts'

const fields = ['kind', 'name', 'street', 'houseNumber', 'postcode', 'town', 'at', 'shown'] as const
export type ChangedField = (typeof fields)[number]

/** What a line of the file would do. */
export type PointStep =
  | {
      readonly kind: 'new'
      readonly row: number
      readonly point: PlacePoint
      /** Stored under this name, where one side has no address and the other no coordinates: nobody but a person can tell. */
      readonly perhaps: StoredPoint | undefined
    }
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

/** Coordinates of one facility differ by where in its grounds somebody clicked. */
const nearMetres = 50
const isNear = (a: PlaceAndName, b: PlaceAndName) =>
  a.at !== undefined && b.at !== undefined && distanceOf(a.at, b.at) <= nearMetres

/** Whether two of one name could be one although their keys differ: one of them has no address. */
const couldBe = (a: PlaceAndName, b: PlaceAndName) => !liesApart(a, b) && (a.street === '' || b.street === '')

/** The only one of a list that something holds of. */
function only<T>(list: readonly T[], holds: (one: T) => boolean): T | undefined {
  const found = list.filter(holds)
  return found.length === 1 ? found[0] : undefined
}

/** Which stored facility each line means: by name and address; without an address by its name, where only one is so near. */
function pair(stored: readonly StoredPoint[], given: readonly FilePoint[]): Map<FilePoint, StoredPoint> {
  const pairs = new Map<FilePoint, StoredPoint>()
  const byKey = Map.groupBy(stored, pointKey)
  const taken = new Set<number>()
  const take = (point: FilePoint, found: StoredPoint | undefined) => {
    if (!found) return
    pairs.set(point, found)
    taken.add(found.id)
  }
  for (const point of given) {
    const alike = (byKey.get(pointKey(point)) ?? []).filter(
      (one) => !taken.has(one.id) && isSameFacility(one, point),
    )
    const isExact = (one: StoredPoint) => one.postcode === point.postcode && one.town === point.town
    take(point, alike.find(isExact) ?? alike[0])
  }
  const open = given.filter((point) => !pairs.has(point))
  const [openByName, storedByName] = [Map.groupBy(open, nameKey), Map.groupBy(stored, nameKey)]
  const isIt = (a: PlaceAndName, b: PlaceAndName) => couldBe(a, b) && isNear(a, b)
  for (const [name, points] of openByName) {
    const candidates = (storedByName.get(name) ?? []).filter(({ id }) => !taken.has(id))
    for (const point of points) {
      const found = only(candidates, (one) => isIt(one, point))
      if (found && only(points, (other) => isIt(other, found)) === point) take(point, found)
    }
  }
  return pairs
}

/** A line that is left out may have any mistake: it speaks for every facility that it could mean. */
function meantBy(lines: readonly PlaceAndName[], stored: readonly StoredPoint[]): ReadonlySet<number> {
  const [byName, byAddress] = [Map.groupBy(stored, nameKey), Map.groupBy(stored, addressKey)]
  const meant = lines.flatMap((line) => {
    const address = addressKey(line)
    const alike =
      line.name === ''
        ? address === ''
          ? []
          : (byAddress.get(address) ?? [])
        : (byName.get(nameKey(line)) ?? []).filter(
            (one) => address === '' || one.street === '' || addressKey(one) === address,
          )
    return alike.filter((one) => !liesApart(line, one))
  })
  return new Set(meant.map(({ id }) => id))
}

/**
 * Holds a list against what is stored. A facility is the same by name and address, whatever the spelling; a new spelling is a
 * change like any other.
 */
export function comparePoints(
  stored: readonly StoredPoint[],
  { points, leftOut }: Pick<PointRows, 'points' | 'leftOut'>,
  kindOfOthers: PointKind,
): Comparison {
  const pairs = pair(stored, points)
  const found = new Set([...pairs.values()].map(({ id }) => id))
  const rest = stored.filter(({ id }) => !found.has(id))
  const restByName = Map.groupBy(rest, nameKey)
  const steps = points.map((given): PointStep => {
    const { row, ...point } = given
    const before = pairs.get(given)
    if (!before)
      return {
        kind: 'new',
        row,
        point: { ...point, kind: point.kind ?? kindOfOthers, shown: point.shown ?? true },
        perhaps: restByName
          .get(nameKey(point))
          ?.find((one) => couldBe(one, point) && (!one.at || !point.at || isNear(one, point))),
      }
    const after = merged(before, given)
    const changed = changedFields(before, after)
    return changed.length === 0
      ? { kind: 'same', row, point: before }
      : { kind: 'changed', row, point: after, before, fields: changed }
  })
  const kinds = new Set(steps.map(({ point }) => point.kind))
  const meant = meantBy(leftOut, rest)
  const vanished = rest.filter(({ id, kind }) => kinds.has(kind) && !meant.has(id))
  return { steps, vanished }
}
