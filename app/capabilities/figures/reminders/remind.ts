import { daysBetween } from '../calendar/dueDates.ts'
import { type DueState, isSettled, type ReminderPlan } from '../calendar/expectation.ts'

/** One reminder of one expected delivery: before its due date, on it, or for the n-th time after it (`round`, from 1). */
export type ReminderKind = { readonly kind: 'before' | 'on' | 'after'; readonly round: number }

/**
 * For so many days a reminder "on the day" is still sent where nothing ran on the day itself; then it would only be wrong.
 */
const graceDays = 3

/**
 * The reminder that is due on a day (ISO dates), if any. Whoever was away for a while is reminded once, not of every round that
 * passed meanwhile; what was announced is left alone until that day has passed.
 */
export function dueReminder(
  entry: { readonly dueOn: string; readonly state: DueState },
  plan: ReminderPlan,
  today: string,
): ReminderKind | undefined {
  const { dueOn, state } = entry
  if (isSettled(state) || state === 'announced') return undefined
  const late = daysBetween(dueOn, today)
  if (late < 0)
    return plan.daysBefore > 0 && -late <= plan.daysBefore ? { kind: 'before', round: 0 } : undefined
  const round = plan.everyDays > 0 ? Math.floor(late / plan.everyDays) : 0
  if (round > 0) return round <= plan.most ? { kind: 'after', round } : undefined
  return plan.onTheDay && late <= graceDays ? { kind: 'on', round: 0 } : undefined
}

export const wishRhythms = ['weekly', 'daily', 'single', 'none'] as const
export type WishRhythm = (typeof wishRhythms)[number]

/** The Monday of a day's week (ISO dates). */
function mondayOf(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`)
  const weekday = (new Date(time).getUTCDay() + 6) % 7
  return new Date(time - weekday * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Whether a digest is due: each day, or each week from Monday on, also where nothing ran on Monday. Nobody gets a first weekly one
 * in the middle of a week just because somebody has set something up.
 */
export function isDigestDue(rhythm: WishRhythm, lastOn: string | undefined, today: string): boolean {
  if (rhythm === 'daily') return lastOn === undefined || lastOn < today
  if (rhythm !== 'weekly') return false
  const monday = mondayOf(today)
  return lastOn === undefined ? today === monday : lastOn < monday
}

/** Mails go out in the morning and by day, not at night. `hour` in Germany. */
export const isMailHour = (hour: number): boolean => hour >= 7 && hour < 20
