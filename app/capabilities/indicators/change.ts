import { type Cell, cellFlags, gravestReason, missing, present } from '#app/plain/cell.ts'
import { differenceOfShown } from '#app/plain/format.ts'
import type { Indicator } from './indicator.ts'

/** How an indicator is shown, and from which years on it can't be compared with those before. */
type Measure = Pick<Indicator, 'unit' | 'decimals'> & {
  readonly breaks: readonly { readonly year: number }[]
}

type Point = { readonly year: number; readonly periodKey: string; readonly cell: Cell }

/** A break in year B means: values from B on are comparable among themselves, not with those before. */
export function crossesBreak(
  from: number,
  to: number,
  breaks: readonly { readonly year: number }[],
): boolean {
  return breaks.some(({ year }) => from < year && year <= to)
}

/** Kinds of period can be told apart by their keys: 2018, 2017/18, 2018-09-30, 2018-H1, 2018-Q3, 2018-04. */
function shapeOf(periodKey: string): string {
  return periodKey.replace(/\d/g, '0')
}

/**
 * Later minus earlier value, in the shown unit: percentage points for percentages, never percent of percent. Computed from the
 * values as they are shown beside it, so that readers who subtract find the same. Missing where one value is missing; undefined where the periods are of different kinds.
 * Across a break the change is computed and flagged.
 */
export function computeChange(
  earlier: Point,
  later: Point,
  { breaks, unit, decimals }: Measure,
): Cell | undefined {
  if (shapeOf(earlier.periodKey) !== shapeOf(later.periodKey)) return undefined
  const broken = crossesBreak(earlier.year, later.year, breaks)
  const flags = cellFlags.filter(
    (flag) =>
      (flag === 'break' && broken) || earlier.cell.flags.includes(flag) || later.cell.flags.includes(flag),
  )
  if ('value' in earlier.cell && 'value' in later.cell) {
    return present(differenceOfShown(later.cell.value, earlier.cell.value, unit, decimals), flags)
  }
  const reasons = [earlier.cell, later.cell].flatMap((cell) => ('missing' in cell ? [cell.missing] : []))
  return missing(gravestReason(reasons), flags)
}
