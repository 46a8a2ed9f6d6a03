import type { Period } from '#app/plain/period.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'
import type { Checked, Raised } from './finding.ts'

const day = 86_400_000
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / day

/** Periods that would fit between two that follow each other, 0 if they do without a gap. */
export function missingBetween(one: Period, next: Period): number {
  const length = Math.max(daysBetween(one.start, one.end), daysBetween(next.start, next.end)) + 1
  // Key dates have no length: a year lies between two.
  const step = length <= 1 ? 365.25 : length
  const between =
    length <= 1 ? daysBetween(one.start, next.start) - step : daysBetween(one.end, next.start) - 1
  return Math.max(0, Math.round(between / step))
}

const lineOf = ({ series, breakdown }: Group) => `${series}\n${breakdown}`

function periodsByLine(
  stores: readonly CellStore[],
  lines: ReadonlySet<string>,
): Map<string, Map<string, Period>> {
  const known = new Map<string, Map<string, Period>>()
  for (const store of stores) {
    for (const group of store.groups) {
      const line = lineOf(group)
      if (!lines.has(line)) continue
      const periods = known.get(line) ?? new Map<string, Period>()
      known.set(line, periods.set(`${group.period.kind} ${group.period.key}`, group.period))
    }
  }
  return known
}

/** Years that are left out between two, one of them in the file, and that nobody has delivered before; once for all series. */
function* checkPeriods({ store, earlier }: Checked): Generator<Raised> {
  const firsts = new Map<string, Group>()
  for (const group of store.groups) {
    const line = lineOf(group)
    if (!firsts.has(line)) firsts.set(line, group)
  }
  const known = periodsByLine([store, earlier], new Set(firsts.keys()))
  const gaps = new Map<string, { before: Period; after: Period; missing: number; series: Set<string> }>()
  for (const [line, group] of firsts) {
    const inTime = [...known.get(line)!.values()]
      .filter(({ kind }) => kind === group.period.kind)
      .sort((a, b) => (a.start < b.start ? -1 : 1))
    for (let index = 1; index < inTime.length; index += 1) {
      const before = inTime[index - 1]!
      const after = inTime[index]!
      const missing = missingBetween(before, after)
      const isOfFile = [before, after].some(
        ({ key }) => store.findGroup(group.series, key, group.breakdown) !== undefined,
      )
      if (missing === 0 || !isOfFile) continue
      const gap = `${before.key}\n${after.key}`
      const found = gaps.get(gap) ?? { before, after, missing, series: new Set<string>() }
      found.series.add(group.series)
      gaps.set(gap, found)
    }
  }
  for (const { before, after, missing, series } of gaps.values()) {
    const parameters = {
      seriesList: [...series].join(','),
      previousPeriod: before.key,
      period: after.key,
      missing,
    }
    yield { kind: 'missing-periods', severity: 'question', parameters }
  }
}

/**
 * Series that were delivered for the period before the newest of this file, but not for the newest. Only series that share
 * their periods with the file's can be missed.
 */
function* checkSeries({ store, earlier, catalogue }: Checked): Generator<Raised> {
  const newest = store.groups.reduce<Period | undefined>(
    (last, { period }) => (last === undefined || period.start > last.start ? period : last),
    undefined,
  )
  if (!newest) return
  const former = earlier.groups.reduce<Period | undefined>((last, { period }) => {
    if (period.kind !== newest.kind || period.start >= newest.start) return last
    return last === undefined || period.start > last.start ? period : last
  }, undefined)
  if (!former) return
  const inFormer = new Set(
    earlier.groups.filter(({ period }) => period.key === former.key).map(({ series }) => series),
  )
  const inNewest = new Set(
    [...store.groups, ...earlier.groups]
      .filter(({ period }) => period.key === newest.key)
      .map(({ series }) => series),
  )
  // A file of other series than before says nothing about those.
  if (![...inNewest].some((series) => inFormer.has(series))) return
  for (const series of inFormer) {
    if (inNewest.has(series) || !catalogue.seriesByKey(series)) continue
    const parameters = { series, period: newest.key, previousPeriod: former.key }
    yield { kind: 'missing-series', severity: 'note', parameters }
  }
}

/** What is not there although one would expect it, within the file and against what was delivered before. */
export function* checkGaps(checked: Checked): Generator<Raised> {
  yield* checkPeriods(checked)
  yield* checkSeries(checked)
}
