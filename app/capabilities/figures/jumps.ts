import type { Finding } from './checks.ts'
import type { Series } from './figure.ts'
import type { Catalogue } from './reading/catalogue.ts'
import type { CellStore, Group } from './reading/cellstore.ts'

/**
 * A plain rule, so that everybody can foresee it: counts and amounts that double or halve and change by 20 or more
 * (amounts: 10,000 EUR), rates that move by 20 percentage points.
 */
function jumps(series: Series, before: number, now: number): boolean {
  const change = Math.abs(now - before)
  if (series.unit === 'percent') return change >= 20
  if (series.kind === 'score' || series.kind === 'rate') return false
  const least = series.unit === 'eur' ? 1_000_000 : 20
  return change >= least && Math.max(before, now) >= 2 * Math.min(before, now)
}

function groupsInTime(store: CellStore, earlier: CellStore): Map<string, Group[]> {
  const lines = new Map<string, Group[]>()
  const fromFile = new Set<string>()
  for (const group of store.groups) fromFile.add(`${group.series}\n${group.breakdown}\n${group.period.key}`)
  for (const group of [...store.groups, ...earlier.groups]) {
    const line = `${group.series}\n${group.breakdown}`
    const replaced = fromFile.has(`${line}\n${group.period.key}`)
    if (store.groups[group.id] !== group && replaced) continue
    const known = lines.get(line)
    if (known) known.push(group)
    else lines.set(line, [group])
  }
  return lines
}

/** Values that differ much from the period before, in the file or among what holds already. */
export function* checkJumps(store: CellStore, earlier: CellStore, catalogue: Catalogue): Generator<Finding> {
  for (const line of groupsInTime(store, earlier).values()) {
    const series = catalogue.seriesByKey(line[0]!.series)
    if (!series || line.length < 2) continue
    const inTime = line.toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1))
    for (let index = 1; index < inTime.length; index += 1) {
      yield* compare(inTime[index - 1]!, inTime[index]!, series, store, earlier)
    }
  }
}

function* compare(
  previous: Group,
  current: Group,
  series: Series,
  store: CellStore,
  earlier: CellStore,
): Generator<Finding> {
  if (store.groups[current.id] !== current) return
  const home = store.groups[previous.id] === previous ? store : earlier
  for (const placeId of store.places) {
    const now = store.get(current, placeId)?.value
    const before = home.get(previous, placeId)?.value
    if (now === undefined || before === undefined || !jumps(series, before, now)) continue
    yield {
      kind: 'jump',
      severity: 'note',
      parameters: {
        series: current.series,
        ...(current.breakdown && { breakdown: current.breakdown }),
        period: current.period.key,
        previousPeriod: previous.period.key,
        placeId,
        before,
        now,
      },
    }
  }
}
