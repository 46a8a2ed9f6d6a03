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
   * Old figures, but nobody is late: either the calendar has not begun to expect anything, or what it expected came, is announced
   * or was left out. `next`: when something is due (ISO date).
   */
  | { readonly kind: 'not-yet-expected' | 'nothing-overdue'; readonly next: string | undefined }

/** What the delivery calendar says about a source; dates in ISO. */
export type CalendarWord = {
  readonly isExpected: boolean
  readonly overdueSince: string | undefined
  /** Whether anything has been due by now. */
  readonly hasBegun: boolean
  readonly nextDue: string | undefined
}

/**
 * Whether figures are as new as can be expected on a day (ISO dates). Where the calendar says that something is late, it decides.
 * Else figures are old once a whole further period has passed after the one that could have followed: stale where no calendar
 * knows better, and never "current" only because the calendar began today.
 */
export function freshnessOf(
  newest: Pick<Period, 'kind' | 'end'> | undefined,
  calendar: CalendarWord,
  today: string,
): Freshness {
  if (calendar.overdueSince !== undefined) return { kind: 'stale', since: calendar.overdueSince }
  if (!newest) return { kind: 'empty' }
  const until = addDays(newest.end, 2 * lengths[newest.kind])
  if (today <= until) return { kind: 'current' }
  if (!calendar.isExpected) return { kind: 'stale', since: until }
  return { kind: calendar.hasBegun ? 'nothing-overdue' : 'not-yet-expected', next: calendar.nextDue }
}
