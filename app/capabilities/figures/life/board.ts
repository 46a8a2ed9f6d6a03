import { germanDay } from '#app/plain/day.ts'
import type { DeliveryState } from './life.ts'

/** Whom a delivery waits for; `nobody`: its figures hold or it is done with. */
export const waitingFor = ['office', 'check', 'release', 'nobody'] as const
export type WaitingFor = (typeof waitingFor)[number]

/** Questions without an answer wait for the office, once nobody else has to do anything before. */
export function waitsFor(state: DeliveryState, openQuestions: number): WaitingFor {
  switch (state) {
    case 'draft':
      return 'office'
    case 'delivered':
      return 'check'
    case 'checked':
      return 'release'
    case 'released':
      return openQuestions > 0 ? 'office' : 'nobody'
    default:
      return 'nobody'
  }
}

/** Whole days that something has waited, by the calendar of the municipality. */
export function daysWaiting(since: Date, now: Date): number {
  return Math.max(0, Math.round((Date.parse(germanDay(now)) - Date.parse(germanDay(since))) / 86_400_000))
}

/** Of what waits for nobody, the latest are shown. */
const recent = 6

/** What the board shows: all that waits for somebody, and of what doesn't the youngest few; a county has a thousand of those. */
export function cardsToShow<
  Card extends { readonly id: number; readonly waitsFor: WaitingFor; readonly days: number },
>(cards: readonly Card[]): Card[] {
  const done = cards.filter((card) => card.waitsFor === 'nobody')
  const latest = done.toSorted((a, b) => a.days - b.days || b.id - a.id).slice(0, recent)
  return [...cards.filter((card) => card.waitsFor !== 'nobody'), ...latest]
}
