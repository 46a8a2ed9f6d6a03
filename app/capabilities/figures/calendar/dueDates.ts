import { isPeriod, type Period, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import type { DueRule, ExpectationException, ExpectationRule } from './expectation.ts'

const pad = (n: number) => String(n).padStart(2, '0')
const dayMs = 86_400_000

const toTime = (iso: string) => Date.parse(`${iso}T00:00:00Z`)
const toIso = (time: number) => new Date(time).toISOString().slice(0, 10)

export const addDays = (iso: string, days: number): string => toIso(toTime(iso) + days * dayMs)

/**
 * How many days back something overdue is looked for, wherever it is shown or reminded of: the last round of the longest plan is
 * twelve times ninety days late.
 */
export const overdueDays = 1_100

/** Days from one ISO date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((toTime(to) - toTime(from)) / dayMs)

/** Month and day ("02-29") in a year; a day that this year's month lacks is its last one. */
export function dayInYear(day: string, year: number): string {
  const [month, number] = day.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `${year}-${pad(month)}-${pad(Math.min(number, last))}`
}

/** A month and day that exist in some year. */
export function isDayOfYear(day: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(day)
  if (!match) return false
  const [month, number] = [Number(match[1]), Number(match[2])]
  return month >= 1 && month <= 12 && number >= 1 && number <= new Date(Date.UTC(2024, month, 0)).getUTCDate()
}

/** A deadline on a Saturday or Sunday ends on the Monday after (§ 31 Abs. 3 VwVfG). Public holidays are not looked at. */
export function nextWorkingDay(iso: string): string {
  const weekday = new Date(toTime(iso)).getUTCDay()
  return weekday === 6 ? addDays(iso, 2) : weekday === 0 ? addDays(iso, 1) : iso
}

/** How people write the periods of a kind that begin in a year. */
function spellings(kind: PeriodKind, year: number, keyDay: string | undefined): readonly string[] {
  switch (kind) {
    case 'calendar-year':
      return [String(year)]
    case 'half-year':
      return [`${year}-H1`, `${year}-H2`]
    case 'quarter':
      return [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`)
    case 'month':
      return Array.from({ length: 12 }, (_, month) => `${year}-${pad(month + 1)}`)
    case 'key-date':
      return keyDay === undefined ? [] : [dayInYear(keyDay, year)]
    default:
      return [`${year}/${pad((year + 1) % 100)}`]
  }
}

/** When a period's delivery is due by the rule alone. A cohort's figures exist when its school year begins, all others at their end. */
export function dueOn(period: Period, due: DueRule): string {
  const settled = period.kind === 'entry-cohort' ? period.start : period.end
  if (due.kind === 'weeks') return nextWorkingDay(addDays(settled, due.weeks * 7))
  const year = Number(settled.slice(0, 4))
  const sameYear = dayInYear(due.day, year)
  return nextWorkingDay(sameYear > settled ? sameYear : dayInYear(due.day, year + 1))
}

/** One delivery that the rule expects. */
export type DuePeriod = {
  readonly period: Period
  /** ISO date, with a moved date taken into account. */
  readonly dueOn: string
  readonly exception: ExpectationException | undefined
}

/** Periods begin at most so many years before they are due: a year of its own and two of patience. */
const yearsBefore = 4

/**
 * The deliveries of a rule that are due from one day to another (ISO dates, both included), in time. A moved date counts where
 * it lies; whether the rule was active is asked for the date of the rule.
 */
export function listDuePeriods(
  rule: ExpectationRule,
  exceptions: readonly ExpectationException[],
  range: { readonly from: string; readonly to: string },
): DuePeriod[] {
  const byKey = new Map(exceptions.map((exception) => [exception.periodKey, exception]))
  const first = Number(range.from.slice(0, 4)) - yearsBefore
  const last = Number(range.to.slice(0, 4)) + 1
  const found: DuePeriod[] = []
  for (let year = first; year <= last; year += 1)
    for (const text of spellings(rule.rhythm, year, rule.keyDay)) {
      const period = parsePeriod(text, rule.rhythm)
      if (!isPeriod(period)) continue
      const planned = dueOn(period, rule.due)
      if (planned < rule.activeFrom || (rule.activeTo !== undefined && planned > rule.activeTo)) continue
      const exception = byKey.get(period.key)
      const due = exception?.movedTo ?? planned
      if (due >= range.from && due <= range.to) found.push({ period, dueOn: due, exception })
    }
  return found.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}
