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
  const dayOf = (moment: Date) => moment.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
  return Math.max(0, Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(since))) / 86_400_000))
}
