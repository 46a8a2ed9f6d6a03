import type { SecondFactorRule } from '../accounts.table.ts'

/** From the loosest to the strictest. */
export const secondFactorRules = [
  'nobody',
  'sensitive',
  'everybody',
] as const satisfies readonly SecondFactorRule[]

export function isSecondFactorRule(value: unknown): value is SecondFactorRule {
  return secondFactorRules.some((rule) => rule === value)
}
