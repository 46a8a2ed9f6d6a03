import { placesAt } from '#app/capabilities/places/validity.ts'
import type { Series } from './figure.ts'
import { checkJumps } from './jumps.ts'
import type { Catalogue } from './reading/catalogue.ts'
import type { CellStore, Group } from './reading/cellstore.ts'
import type { NamedPlace } from './reading/placenames.ts'

export const findingKinds = [
  'unassigned-difference',
  'sum-differs',
  'sum-exceeds',
  'part-exceeds-whole',
  'rate-differs',
  'looks-like-fraction',
  'over-hundred',
  'breakdown-exceeds',
  'missing-places',
  'jump',
  'duplicate-same',
  'formula-cells',
  'footnote-marks',
  'hidden-cells',
] as const
export type FindingKind = (typeof findingKinds)[number]

/**
 * A question to the office, never a fix. `parameters` fill the sentence `finding.<kind>`; `series` and `place` are keys,
 * `places` keys with commas between; numbers are in the series' unit (EUR in cents).
 */
export type Finding = {
  readonly kind: FindingKind
  readonly severity: 'question' | 'note'
  readonly parameters: Readonly<Record<string, string | number>>
}

/** Of each kind at most this many are kept; more of the same say nothing new. */
const limitPerKind = 100

/** Places below each parent; "nicht zuordenbar" stands apart, because it takes what the others don't. */
type Parent = {
  readonly place: NamedPlace
  readonly parts: readonly NamedPlace[]
  readonly rest: NamedPlace | undefined
}

function parentsOf(places: readonly NamedPlace[]): Parent[] {
  return places.flatMap((place) => {
    const children = places.filter(({ parentId }) => parentId === place.id)
    const parts = children.filter(({ kind }) => kind !== 'unassigned')
    if (place.kind === 'state' || parts.length === 0) return []
    return [{ place, parts, rest: children.find(({ kind }) => kind === 'unassigned') }]
  })
}

function ofGroup(group: Group): Record<string, string> {
  return {
    series: group.series,
    period: group.period.key,
    ...(group.breakdown && { breakdown: group.breakdown }),
  }
}

/** Areas and "nicht zuordenbar" against the town: what is missing may be booked there, but only by a person. */
function* checkPlaceSum(store: CellStore, group: Group, parent: Parent): Generator<Finding> {
  const total = store.get(group, parent.place.id)?.value
  if (total === undefined) return
  const parts = parent.parts.map((part) => store.get(group, part.id)?.value)
  const present = parts.filter((value) => value !== undefined)
  if (present.length === 0) return
  const rest = parent.rest && store.get(group, parent.rest.id)?.value
  const sum = present.reduce((a, b) => a + b, 0) + (rest ?? 0)
  const difference = total - sum
  const parameters = { ...ofGroup(group), place: parent.place.key, sum, total, difference }
  const complete = present.length === parts.length
  if (difference < 0) yield { kind: 'sum-exceeds', severity: 'question', parameters }
  else if (difference > 0 && complete) {
    yield {
      kind: rest === undefined ? 'unassigned-difference' : 'sum-differs',
      severity: 'question',
      parameters,
    }
  }
}

function* checkMissingPlaces(store: CellStore, group: Group, parent: Parent): Generator<Finding> {
  const absent = parent.parts.filter(({ id }) => store.get(group, id) === undefined)
  if (absent.length === 0 || absent.length === parent.parts.length) return
  const places = absent.map(({ key }) => key).join(',')
  yield {
    kind: 'missing-places',
    severity: 'question',
    parameters: { ...ofGroup(group), places, missing: absent.length },
  }
}

function* checkPart(store: CellStore, earlier: CellStore, group: Group, series: Series): Generator<Finding> {
  if (series.partOf === undefined) return
  const inFile = store.findGroup(series.partOf, group.period.key, group.breakdown)
  const before = earlier.findGroup(series.partOf, group.period.key, group.breakdown)
  if (!inFile && !before) return
  for (const placeId of store.places) {
    const part = store.get(group, placeId)?.value
    const whole = store.get(inFile, placeId)?.value ?? earlier.get(before, placeId)?.value
    if (part === undefined || whole === undefined || part <= whole) continue
    yield {
      kind: 'part-exceeds-whole',
      severity: 'question',
      parameters: { ...ofGroup(group), placeId, part, whole, wholeSeries: series.partOf },
    }
  }
}

function decimalsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length
}

/** A printed rate against the one that its own counts give, at the precision it was printed with. */
function* checkRate(
  store: CellStore,
  group: Group,
  series: Series,
  all: readonly Series[],
): Generator<Finding> {
  if (series.kind !== 'rate' || series.base === undefined || series.unit !== 'percent') return
  const parts = all.filter(({ partOf }) => partOf === series.base)
  if (parts.length !== 1) return
  const part = store.findGroup(parts[0]!.key, group.period.key, group.breakdown)
  const base = store.findGroup(series.base, group.period.key, group.breakdown)
  for (const placeId of store.places) {
    const printed = store.get(group, placeId)?.value
    const numerator = store.get(part, placeId)?.value
    const denominator = store.get(base, placeId)?.value
    if (printed === undefined || numerator === undefined || !denominator) continue
    const computed = (100 * numerator) / denominator
    if (Math.abs(computed - printed) <= 0.5 * 10 ** -decimalsOf(printed) + 1e-9) continue
    const rounded = Number(computed.toFixed(2))
    yield {
      kind: 'rate-differs',
      severity: 'question',
      parameters: { ...ofGroup(group), placeId, printed, computed: rounded, numerator, denominator },
    }
  }
}

/** Shares that lie between 0 and 1 throughout were perhaps meant as percent. */
function* checkFraction(store: CellStore, series: Series): Generator<Finding> {
  if (series.unit !== 'percent') return
  let cells = 0
  for (const group of store.groups.filter((one) => one.series === series.key)) {
    for (const placeId of store.places) {
      const value = store.get(group, placeId)?.value
      if (value === undefined || value === 0) continue
      if (value > 1) return
      cells += 1
    }
  }
  if (cells > 1)
    yield { kind: 'looks-like-fraction', severity: 'question', parameters: { series: series.key, cells } }
}

/** A share of more than everybody. Some rates may exceed 100 %, so it is a question. */
function* checkOverHundred(store: CellStore, group: Group, own: Series): Generator<Finding> {
  if (own.unit !== 'percent') return
  for (const placeId of store.places) {
    const value = store.get(group, placeId)?.value
    if (value === undefined || value <= 100) continue
    yield { kind: 'over-hundred', severity: 'question', parameters: { ...ofGroup(group), placeId, value } }
  }
}

/** Groups of the parts of a delivered total, by the total's id and the dimension that they break down. */
function listBreakdownParts(store: CellStore): ReadonlyMap<string, readonly Group[]> {
  const parts = new Map<string, Group[]>()
  for (const group of store.groups) {
    const fields = group.breakdown === '' ? [] : group.breakdown.split('&')
    for (const field of fields) {
      const rest = fields.filter((one) => one !== field).join('&')
      const total = store.findGroup(group.series, group.period.key, rest)
      if (!total) continue
      const key = `${total.id} ${field.slice(0, field.indexOf('='))}`
      const known = parts.get(key)
      if (known) known.push(group)
      else parts.set(key, [group])
    }
  }
  return parts
}

/** Values of one dimension together must not exceed their delivered total. */
function* checkBreakdowns(store: CellStore, catalogue: Catalogue): Generator<Finding> {
  for (const [key, groups] of listBreakdownParts(store)) {
    const [id, dimension = ''] = key.split(' ')
    const whole = store.groups[Number(id)]!
    const kind = catalogue.seriesByKey(whole.series)?.kind
    if (kind !== 'count' && kind !== 'amount') continue
    for (const placeId of store.places) {
      const total = store.get(whole, placeId)?.value
      if (total === undefined) continue
      const sum = groups.reduce((all, part) => all + (store.get(part, placeId)?.value ?? 0), 0)
      if (sum <= total) continue
      const parameters = { ...ofGroup(whole), placeId, dimension, sum, total }
      yield { kind: 'breakdown-exceeds', severity: 'question', parameters }
    }
  }
}

/** The parents of each period: of those places that were there on its last day. */
function parentsByDay(places: readonly NamedPlace[]): (period: Group['period']) => readonly Parent[] {
  const known = new Map<string, readonly Parent[]>()
  return (period) => {
    const found = known.get(period.end) ?? parentsOf(placesAt(places, period))
    known.set(period.end, found)
    return found
  }
}

function* checkAll(store: CellStore, catalogue: Catalogue, earlier: CellStore): Generator<Finding> {
  const parentsIn = parentsByDay(catalogue.content.places)
  const series = catalogue.content.series
  for (const one of series) yield* checkFraction(store, one)
  for (const group of store.groups) {
    const own = catalogue.seriesByKey(group.series)
    if (!own) continue
    for (const parent of parentsIn(group.period)) {
      if (own.overPlaces === 'sum') yield* checkPlaceSum(store, group, parent)
      yield* checkMissingPlaces(store, group, parent)
    }
    yield* checkOverHundred(store, group, own)
    yield* checkPart(store, earlier, group, own)
    yield* checkRate(store, group, own, series)
  }
  yield* checkBreakdowns(store, catalogue)
  yield* checkJumps(store, earlier, catalogue)
}

/**
 * Every question that the figures of one file raise. `earlier`: what holds already for its series.
 * Places in parameters: `place` is a key, `placeId` an id.
 */
export function checkCells(store: CellStore, catalogue: Catalogue, earlier: CellStore): Finding[] {
  const counts = new Map<FindingKind, number>()
  const findings: Finding[] = []
  for (const finding of checkAll(store, catalogue, earlier)) {
    const count = (counts.get(finding.kind) ?? 0) + 1
    counts.set(finding.kind, count)
    if (count > limitPerKind) continue
    const { placeId, ...parameters } = finding.parameters
    const place = typeof placeId === 'number' ? catalogue.places.byId(placeId)?.key : undefined
    findings.push(place === undefined ? finding : { ...finding, parameters: { ...parameters, place } })
  }
  return findings
}
