import { placesAt } from '#app/capabilities/places/validity.ts'
import type { Series } from '../figure.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'
import type { NamedPlace } from '../reading/placenames.ts'
import { type Checked, groupsWithSeries, ofGroup, type Raised } from './finding.ts'
import { roundingStep, sumTolerance } from './rounding.ts'

/** Places below each parent; "nicht zuordenbar" stands apart, because it takes what the others don't. */
type Parent = {
  readonly place: NamedPlace
  readonly parts: readonly NamedPlace[]
  readonly rest: NamedPlace | undefined
}

function parentsOf(places: readonly NamedPlace[]): Parent[] {
  const children = new Map<number, NamedPlace[]>()
  for (const place of places) {
    if (place.parentId === undefined) continue
    const known = children.get(place.parentId)
    if (known) known.push(place)
    else children.set(place.parentId, [place])
  }
  return places.flatMap((place) => {
    const below = children.get(place.id) ?? []
    const parts = below.filter(({ kind }) => kind !== 'unassigned')
    if (place.kind === 'state' || parts.length === 0) return []
    return [{ place, parts, rest: below.find(({ kind }) => kind === 'unassigned') }]
  })
}

/** The parents of each period: of those places that were there on its last day. */
export function parentsByDay(places: readonly NamedPlace[]): (period: Group['period']) => readonly Parent[] {
  const known = new Map<string, readonly Parent[]>()
  return (period) => {
    const found = known.get(period.end) ?? parentsOf(placesAt(places, period))
    known.set(period.end, found)
    return found
  }
}

/** Areas and "nicht zuordenbar" against the town: what is missing may be booked there, but only by a person. */
function* checkSum(store: CellStore, group: Group, series: Series, parent: Parent): Generator<Raised> {
  const total = store.get(group, parent.place.id)?.value
  if (total === undefined) return
  const parts = parent.parts.map((part) => store.get(group, part.id)?.value)
  const present = parts.filter((value) => value !== undefined)
  if (present.length === 0) return
  const rest = parent.rest && store.get(group, parent.rest.id)?.value
  const added = rest === undefined ? present : [...present, rest]
  const sum = added.reduce((a, b) => a + b, 0)
  const difference = total - sum
  const numbers = [...added, total]
  const step = roundingStep(numbers, series.kind === 'amount' ? 'amount' : 'count')
  if (Math.abs(difference) <= sumTolerance(numbers.length, step)) return
  const about = { group, placeId: parent.place.id }
  const parameters = { ...ofGroup(group), sum, total, difference }
  const complete = present.length === parts.length
  if (difference < 0) yield { kind: 'sum-exceeds', severity: 'likely-error', parameters, ...about }
  else if (complete && rest !== undefined) {
    yield { kind: 'sum-differs', severity: 'likely-error', parameters, ...about }
  } else if (complete) yield { kind: 'unassigned-difference', severity: 'question', parameters, ...about }
}

function* checkMissing(store: CellStore, group: Group, parent: Parent): Generator<Raised> {
  const absent = parent.parts.filter(({ id }) => store.get(group, id) === undefined)
  if (absent.length === 0 || absent.length === parent.parts.length) return
  const places = absent.map(({ key }) => key).join(',')
  const parameters = { ...ofGroup(group), places, missing: absent.length }
  yield { kind: 'missing-places', severity: 'question', parameters }
}

/** Row and column totals over places: parts against the total of their place, and parts that are not there at all. */
export function* checkPlaceSums(checked: Checked): Generator<Raised> {
  const parentsIn = parentsByDay(checked.catalogue.content.places)
  for (const [group, series] of groupsWithSeries(checked)) {
    const adds = series.overPlaces === 'sum' && (series.kind === 'count' || series.kind === 'amount')
    for (const parent of parentsIn(group.period)) {
      if (adds) yield* checkSum(checked.store, group, series, parent)
      yield* checkMissing(checked.store, group, parent)
    }
  }
}
