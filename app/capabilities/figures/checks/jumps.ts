import type { Series } from '../figure.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'
import { type Checked, ofGroup, type Raised } from './finding.ts'
import { medianOf, modifiedZ, outlying } from './modifiedZ.ts'
import { parentsByDay } from './placeSums.ts'

/** With fewer changes to compare with, the plain rule decides. */
const leastChanges = 5

/** Changes below this are never asked, so that small counts don't flood the list: 20 cases, 10,000 EUR, 5 percentage points. */
function leastChange({ unit, kind }: Series): number {
  if (unit === 'percent') return 5
  if (unit === 'eur') return 1_000_000
  return kind === 'count' ? 20 : Number.POSITIVE_INFINITY
}

/**
 * The plain rule, so that everybody can foresee it: counts and amounts that double or halve and change by 20 or more
 * (amounts: 10,000 EUR), rates that move by 20 percentage points.
 */
function jumpsPlainly(series: Series, before: number, now: number): boolean {
  const change = Math.abs(now - before)
  if (series.unit === 'percent') return change >= 20
  return change >= leastChange(series) && Math.max(before, now) >= 2 * Math.min(before, now)
}

type Moment = { readonly group: Group; readonly home: CellStore; readonly isOfFile: boolean }

/** The groups of one series and breakdown over time, the file's in place of those that they replace. */
function listLines({ store, earlier }: Checked): Moment[][] {
  const lines = new Map<string, Moment[]>()
  for (const group of store.groups) {
    const line = `${group.series}\n${group.breakdown}`
    const known = lines.get(line)
    const moment = { group, home: store, isOfFile: true }
    if (known) known.push(moment)
    else lines.set(line, [moment])
  }
  for (const group of earlier.groups) {
    const line = lines.get(`${group.series}\n${group.breakdown}`)
    if (!line || store.findGroup(group.series, group.period.key, group.breakdown)) continue
    line.push({ group, home: earlier, isOfFile: false })
  }
  return [...lines.values()]
    .filter((line) => line.length > 1)
    .map((line) => line.sort((a, b) => (a.group.period.start < b.group.period.start ? -1 : 1)))
}

const valueAt = ({ home, group }: Moment, placeId: number) => home.get(group, placeId)?.value

/** Changes from period to period up to a moment, without the last. */
function earlierChanges(line: readonly Moment[], until: number, placeId: number): number[] {
  const changes: number[] = []
  for (let index = 1; index < until; index += 1) {
    const before = valueAt(line[index - 1]!, placeId)
    const after = valueAt(line[index]!, placeId)
    if (before !== undefined && after !== undefined) changes.push(after - before)
  }
  return changes
}

/**
 * Whether a change is an outlier among the earlier ones, by a number of cases that matters. One that is no larger than two
 * earlier ones is none: so the series moves.
 */
function standsOut(series: Series, change: number, earlier: readonly number[]): boolean {
  if (Math.abs(change - medianOf(earlier)) < leastChange(series)) return false
  const isUsual = earlier.filter((one) => Math.abs(one) >= Math.abs(change)).length > 1
  return !isUsual && Math.abs(modifiedZ(change, earlier)) > outlying
}

/** Relative change, the same for a doubling of few and of many; shares as they are. */
function relativeChange(series: Series, before: number, now: number): number {
  return series.unit === 'percent' ? now - before : Math.log((now + 1) / (before + 1))
}

type Step = {
  readonly line: readonly Moment[]
  readonly index: number
  readonly series: Series
}

const parametersOf = ({ line, index }: Step, before: number, now: number) => ({
  ...ofGroup(line[index]!.group),
  previousPeriod: line[index - 1]!.group.period.key,
  before,
  now,
})

/** Places whose change differs much from their own earlier changes, or is large as such where there are few. */
function* checkOverTime(step: Step, places: Iterable<number>, found: Set<number>): Generator<Raised> {
  const { line, index, series } = step
  const current = line[index]!
  for (const placeId of places) {
    const now = valueAt(current, placeId)
    const before = valueAt(line[index - 1]!, placeId)
    if (now === undefined || before === undefined) continue
    if (Math.abs(now - before) < leastChange(series)) continue
    const changes = earlierChanges(line, index, placeId)
    const isLong = changes.length >= leastChanges
    const isJump = isLong ? standsOut(series, now - before, changes) : jumpsPlainly(series, before, now)
    if (!isJump) continue
    found.add(placeId)
    yield {
      kind: 'jump',
      severity: isLong ? 'question' : 'note',
      parameters: parametersOf(step, before, now),
      group: current.group,
      placeId,
    }
  }
}

/** Places whose change stands apart from that of the other places beside them. What all have done is no error of one. */
function* checkAmongPlaces(
  step: Step,
  siblings: readonly (readonly number[])[],
  found: ReadonlySet<number>,
): Generator<Raised> {
  const { line, index, series } = step
  const current = line[index]!
  for (const places of siblings) {
    const changes: { placeId: number; before: number; now: number; change: number }[] = []
    for (const placeId of places) {
      const now = valueAt(current, placeId)
      const before = valueAt(line[index - 1]!, placeId)
      if (now === undefined || before === undefined) continue
      changes.push({ placeId, before, now, change: relativeChange(series, before, now) })
    }
    if (changes.length <= leastChanges) continue
    const all = changes.map(({ change }) => change)
    const usual = medianOf(all)
    for (const { placeId, before, now, change } of changes) {
      const expected = series.unit === 'percent' ? before + usual : (before + 1) * Math.exp(usual) - 1
      if (found.has(placeId) || Math.abs(now - expected) < leastChange(series)) continue
      if (Math.abs(modifiedZ(change, all)) <= outlying) continue
      const parameters = parametersOf(step, before, now)
      yield { kind: 'jump-apart', severity: 'question', parameters, group: current.group, placeId }
    }
  }
}

/** Values that differ much from the period before, in the file or among what holds already. */
export function* checkJumps(checked: Checked): Generator<Raised> {
  const parentsIn = parentsByDay(checked.catalogue.content.places)
  for (const line of listLines(checked)) {
    const series = checked.catalogue.seriesByKey(line[0]!.group.series)
    if (!series || !Number.isFinite(leastChange(series))) continue
    for (let index = 1; index < line.length; index += 1) {
      if (!line[index]!.isOfFile) continue
      const step = { line, index, series }
      const found = new Set<number>()
      yield* checkOverTime(step, checked.store.places, found)
      const siblings = parentsIn(line[index]!.group.period).map(({ parts }) => parts.map(({ id }) => id))
      yield* checkAmongPlaces(step, siblings, found)
    }
  }
}
