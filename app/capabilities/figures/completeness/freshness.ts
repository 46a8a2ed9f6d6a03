import type { Period, PeriodKind } from '#app/plain/period.ts'
import { addDays } from '../calendar/dueDates.ts'

/** Days of a period of each kind, as patience is counted; a key date and a cohort come once a year. */
const lengths: Readonly<Record<PeriodKind, number>> = {
  'calendar-year': 366,
  'school-year': 366,
  'kita-year': 366,
  'half-year': 184,
  quarter: 92,
  month: 31,
  'key-date': 366,
  'entry-cohort': 366,
}

export type Freshness =
  | { readonly kind: 'empty' }
  | { readonly kind: 'current' }
  /** ISO date. */
  | { readonly kind: 'stale'; readonly since: string }

/**
 * Whether figures are as new as can be expected on a day (ISO dates). Where the calendar expects something, it decides: stale since
 * the oldest delivery that is overdue. Without it, figures are stale once a whole further period has passed after the one that
 * could have followed.
 */
export function freshnessOf(
  newest: Pick<Period, 'kind' | 'end'> | undefined,
  calendar: { readonly isExpected: boolean; readonly overdueSince: string | undefined },
  today: string,
): Freshness {
  if (calendar.overdueSince !== undefined) return { kind: 'stale', since: calendar.overdueSince }
  if (!newest) return { kind: 'empty' }
  if (calendar.isExpected) return { kind: 'current' }
  const until = addDays(newest.end, 2 * lengths[newest.kind])
  return today > until ? { kind: 'stale', since: until } : { kind: 'current' }
}
