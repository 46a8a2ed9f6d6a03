import type { PeriodKind } from '#app/plain/period.ts'

/** When a delivery is due: a fixed day of the year, the first one after the period; or some weeks after its end. */
export type DueRule =
  /** Month and day: "03-15". */
  { readonly kind: 'day'; readonly day: string } | { readonly kind: 'weeks'; readonly weeks: number }

/** How the office is reminded. Zero days: not at all. */
export type ReminderPlan = {
  readonly daysBefore: number
  readonly onTheDay: boolean
  /** Days between reminders after the due date, and how many at most. */
  readonly everyDays: number
  readonly most: number
}

/** A rule of the delivery calendar: this source delivers these series in this rhythm. */
export type ExpectationRule = {
  readonly rhythm: PeriodKind
  /** Month and day of a key date: "12-31". */
  readonly keyDay: string | undefined
  readonly due: DueRule
  /** ISO dates: only what is due in between is expected. */
  readonly activeFrom: string
  readonly activeTo: string | undefined
}

export type Expectation = ExpectationRule & {
  readonly id: number
  readonly sourceId: number
  /** Keys of series; empty: all of the source that have this kind of period. */
  readonly series: readonly string[]
  readonly responsibleId: number | undefined
  readonly note: string
  readonly reminders: ReminderPlan
}

/** What deviates from the rule for one period. ISO dates. */
export type ExpectationException = {
  readonly periodKey: string
  readonly movedTo: string | undefined
  readonly skippedBecause: string | undefined
  readonly announcedFor: string | undefined
}

/** How it goes with one expected delivery, in the order in which it usually happens. */
export const dueStates = [
  'expected',
  'announced',
  'overdue',
  'delivered',
  'checked',
  'partly',
  'released',
  'skipped',
] as const
export type DueState = (typeof dueStates)[number]

/** Nothing is awaited from the office any more. */
export const isSettled = (state: DueState): boolean =>
  state === 'released' || state === 'skipped' || state === 'delivered' || state === 'checked'
