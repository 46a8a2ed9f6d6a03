import type { Period } from './period.ts'

/** Periods of one kind that follow each other without a gap. */
export type PeriodRange = { readonly first: Period; readonly last: Period }

const day = 86_400_000
const follows = (one: Period, next: Period) =>
  one.kind === next.kind &&
  // Key dates have no length, so none follows the other.
  one.kind !== 'key-date' &&
  Date.parse(next.start) - Date.parse(one.end) === day

/** The periods in time, those that follow each other put together. */
export function periodRanges(periods: readonly Period[]): readonly PeriodRange[] {
  const ranges: PeriodRange[] = []
  const inTime = periods.toSorted((a, b) =>
    a.kind === b.kind ? Date.parse(a.start) - Date.parse(b.start) : a.kind < b.kind ? -1 : 1,
  )
  for (const period of inTime) {
    const open = ranges.at(-1)
    if (open && follows(open.last, period)) ranges[ranges.length - 1] = { first: open.first, last: period }
    else ranges.push({ first: period, last: period })
  }
  return ranges
}
