/**
 * How far parts and total may be apart through rounding alone. Offices round counts to multiples (statistics of universities to
 * 3, others to 5 or 10), amounts to euros or thousands, shares to their decimals; each rounded number is at most half a step off.
 */

/** Steps that counts are rounded to; the widest that fits counts. */
const countSteps = [1000, 100, 50, 10, 5, 3] as const
/** Steps of amounts in cents: a million, a thousand, one euro. */
const amountSteps = [100_000_000, 100_000, 100] as const

/** With fewer numbers than this it would be chance that all are multiples. */
const evidence = (step: number) => (step === 3 ? 8 : 5)

/** The step that all of these whole numbers are rounded to, 1 if none can be told; gaps are NaN. */
export function roundingStep(values: readonly number[], kind: 'count' | 'amount'): number {
  const telling = values.filter((value) => !Number.isNaN(value) && value !== 0)
  const steps: readonly number[] = kind === 'count' ? countSteps : amountSteps
  const needed = (step: number) => (kind === 'amount' ? 2 : evidence(step))
  return (
    steps.find(
      (step) => telling.length >= needed(step) && telling.every((value) => Number.isInteger(value / step)),
    ) ?? 1
  )
}

/** The most that a sum of `count` numbers can be off when each is rounded to `step`. A step of 1 is no rounding. */
export function sumTolerance(count: number, step: number): number {
  return step <= 1 ? 0 : count * Math.floor(step / 2)
}

export function decimalsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length
}

/** Half a unit of the last printed place. */
export function halfUnit(decimals: number): number {
  return 0.5 * 10 ** -decimals
}

/** Numbers that a binary fraction can't hold are equal within this. */
export const smallest = 1e-9
