import type { Status } from '#app/capabilities/indicators/indicator.ts'

/**
 * Status of a goal from the statuses of its indicators: a goal is as far as its weakest indicator with a target. Missed, if
 * one target is missed; else nearly, if one is nearly reached; reached, if all that have data are reached. No data, if all
 * targets are without data; none, if no indicator has a target. The pages show this rule beside the status.
 */
export function computeGoalStatus(indicators: readonly Status[]): Status {
  const weakestFirst = ['missed', 'nearly', 'reached', 'no-data'] as const
  return weakestFirst.find((status) => indicators.includes(status)) ?? 'none'
}

export type ProgressCounts = Readonly<Record<Status, number>>

/** How many of these have which status. */
export function countStatuses(statuses: readonly Status[]): ProgressCounts {
  const count = (status: Status) => statuses.filter((one) => one === status).length
  return {
    reached: count('reached'),
    nearly: count('nearly'),
    missed: count('missed'),
    'no-data': count('no-data'),
    none: count('none'),
  }
}

/** Those that can be judged: with a target and with data. */
export function countJudged(counts: ProgressCounts): number {
  return counts.reached + counts.nearly + counts.missed
}
