import type { DuePeriod } from './dueDates.ts'
import type { DueState } from './expectation.ts'

/** What a delivery brought for one period: keys of the series of the expectation that it holds. */
export type Arrival = {
  readonly deliveryId: number
  readonly state: 'delivered' | 'checked' | 'released'
  readonly series: readonly string[]
}

export type DueStatus = {
  readonly state: DueState
  /** The delivery that says most about it: the released one, else the one that is on its way. */
  readonly deliveryId: number | undefined
  /** Keys of series that no delivery holds, where others of the same expectation have come. */
  readonly missing: readonly string[]
}

const furthest = ['released', 'checked', 'delivered'] as const

/**
 * Where an expected delivery stands on a day (ISO date). What has come counts before what somebody decided; a part that has come
 * is shown as a part until the due date, and as overdue afterwards.
 */
export function statusOf(
  { dueOn, exception }: Pick<DuePeriod, 'dueOn' | 'exception'>,
  wanted: readonly string[],
  arrivals: readonly Arrival[],
  today: string,
): DueStatus {
  const best = furthest
    .flatMap((state) => arrivals.filter((arrival) => arrival.state === state && arrival.series.length > 0))
    .at(0)
  const here = new Set(arrivals.flatMap(({ series }) => series))
  const released = new Set(arrivals.flatMap(({ state, series }) => (state === 'released' ? series : [])))
  const missing = best ? wanted.filter((key) => !here.has(key)) : []
  const status = (state: DueState): DueStatus => ({ state, deliveryId: best?.deliveryId, missing })
  if (best && wanted.every((key) => released.has(key))) return status('released')
  if (best && missing.length === 0) {
    const waiting = arrivals.filter(({ state }) => state !== 'released')
    return status(waiting.every(({ state }) => state === 'checked') ? 'checked' : 'delivered')
  }
  if (exception?.skippedBecause !== undefined) return status('skipped')
  if (exception?.announcedFor !== undefined && today <= exception.announcedFor) return status('announced')
  if (today > dueOn) return status('overdue')
  return status(best ? 'partly' : 'expected')
}
