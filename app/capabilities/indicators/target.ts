import type { Target } from './indicator.ts'

/**
 * The value to be met in a year: the path's latest entry up to that year. It holds on after the last entry and between
 * two entries (a town decides values for years, it does not promise the line between them); before the first there is none.
 */
export function targetInYear(target: Pick<Target, 'path'>, year: number): number | undefined {
  return target.path.findLast((step) => step.year <= year)?.value
}
