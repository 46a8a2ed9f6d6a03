import type { CellStore, Group } from '../reading/cellstore.ts'
import { type Checked, ofGroup, type Raised } from './finding.ts'

/** Columns shorter than this, or with fewer different numbers, are equal by chance. */
const leastCells = 5
const leastDifferent = 4
/** Small counts are equal by chance, too. */
const leastLargest = 10

type Column = { readonly group: Group; readonly home: CellStore; readonly cells: number }

/** A number for all values of a group, equal for equal columns; undefined where equality would say nothing. */
function fingerprint(
  store: CellStore,
  group: Group,
  places: readonly number[],
): { hash: number; cells: number } | undefined {
  let hash = 0
  let cells = 0
  let largest = 0
  const different = new Set<number>()
  for (const placeId of places) {
    const value = store.get(group, placeId)?.value
    if (value === undefined) continue
    cells += 1
    largest = Math.max(largest, Math.abs(value))
    if (different.size < leastDifferent) different.add(value)
    hash = (Math.imul(hash, 31) + Math.imul(placeId, 2_654_435_761) + Math.round(value * 1000)) | 0
  }
  const tells = cells >= leastCells && different.size >= leastDifferent && largest >= leastLargest
  return tells ? { hash, cells } : undefined
}

function isEqual(one: Column, other: Column, places: readonly number[]): boolean {
  if (one.cells !== other.cells) return false
  return places.every(
    (placeId) => one.home.get(one.group, placeId)?.value === other.home.get(other.group, placeId)?.value,
  )
}

/**
 * Two columns of the file with the same numbers throughout: copied by mistake? And the figures of an earlier period delivered
 * again under the name of a new one.
 */
export function* checkCopies({ store, earlier }: Checked): Generator<Raised> {
  const places = [...store.places].sort((a, b) => a - b)
  const series = new Set(store.groups.map((group) => group.series))
  const columns = new Map<number, Column[]>()
  const seen = (home: CellStore, group: Group): { column: Column; equal: Column | undefined } | undefined => {
    const print = fingerprint(home, group, places)
    if (!print) return undefined
    const column = { group, home, cells: print.cells }
    const same = columns.get(print.hash) ?? []
    const equal = same.find((one) => isEqual(one, column, places))
    columns.set(print.hash, [...same, column])
    return { column, equal }
  }
  for (const group of earlier.groups) {
    const replaced = store.findGroup(group.series, group.period.key, group.breakdown)
    if (series.has(group.series) && !replaced) seen(earlier, group)
  }
  const inTime = store.groups.toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1))
  for (const group of inTime) {
    const found = seen(store, group)
    if (!found?.equal) continue
    const { group: other, cells } = { group: found.equal.group, cells: found.column.cells }
    const isSameLine = other.series === group.series && other.breakdown === group.breakdown
    if (isSameLine) {
      const parameters = { ...ofGroup(group), previousPeriod: other.period.key, cells }
      yield { kind: 'repeats-period', severity: 'question', parameters }
    } else if (found.equal.home === store) {
      const parameters = {
        ...ofGroup(group),
        otherSeries: other.series,
        otherPeriod: other.period.key,
        ...(other.breakdown && { otherBreakdown: other.breakdown }),
        cells,
      }
      yield { kind: 'equal-columns', severity: 'question', parameters }
    }
  }
}
