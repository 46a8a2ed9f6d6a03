import type { Period } from '#app/plain/period.ts'
import { periodRanges } from '#app/plain/periodRanges.ts'
import type { Checked, Raised } from './finding.ts'

/** More ranges than this are only counted. */
const mostRanges = 8

/** The first day that figures can be about. Children of an entry cohort are examined in the year before it starts. */
function firstDay({ kind, start }: Period): string {
  return kind === 'entry-cohort' ? `${Number(start.slice(0, 4)) - 1}${start.slice(4)}` : start
}

/** Periods that had not begun when the file came in, once for all series: often a slip in the year. */
export function* checkFuture({ store, receivedOn }: Checked): Generator<Raised> {
  if (receivedOn === undefined) return
  const early = store.groups.filter(({ period }) => firstDay(period) > receivedOn)
  if (early.length === 0) return
  const ranges = periodRanges([
    ...new Map(early.map(({ period }) => [`${period.kind} ${period.key}`, period])).values(),
  ])
  const parameters = {
    seriesList: [...new Set(early.map(({ series }) => series))].join(','),
    periods: ranges
      .slice(0, mostRanges)
      .map(({ first, last }) => (first === last ? first.key : `${first.key}..${last.key}`))
      .join(','),
    ...(ranges.length > mostRanges && { more: ranges.length - mostRanges }),
  }
  yield { kind: 'not-begun', severity: 'question', parameters }
}
