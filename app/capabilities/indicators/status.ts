import { type Cell, cellValue } from '#app/plain/cell.ts'
import { absolute, compare, divide, fromNumber, multiply, subtract } from '#app/plain/rational.ts'
import type { Comparison, Status } from './indicator.ts'

const tenth = fromNumber(0.1)
const twentieth = fromNumber(0.05)
/** More decimals than this are never shown only to make a difference visible. */
const mostDecimals = 4

/** Both numbers are the doubles nearest to decimals, so comparing them compares the decimals. */
function isReached(value: number, target: number, comparison: Comparison): boolean {
  switch (comparison) {
    case 'at-least':
      return value >= target
    case 'at-most':
      return value <= target
    case 'above':
      return value > target
    case 'below':
      return value < target
  }
}

function isNearly(
  value: number,
  target: number,
  comparison: Comparison,
  baseline: number | undefined,
): boolean {
  const goal = fromNumber(target)
  const left = subtract(goal, fromNumber(value))
  // A baseline that already met the target leaves no way to go; then the distance decides, as without baseline.
  if (baseline !== undefined && !isReached(baseline, target, comparison)) {
    const way = subtract(goal, fromNumber(baseline))
    const share = divide(left, way)
    if (share) return compare(share, tenth) <= 0
  }
  return compare(absolute(left), multiply(absolute(goal), twentieth)) <= 0
}

/**
 * Where a value stands against its target: reached; nearly (at least 90 % of the way from the baseline to the target,
 * without baseline within 5 % of the target); missed; no data; none (no target). The unrounded value counts: 94.7 does not
 * reach 95, and 81.96 does not reach 82 though both may be shown as 82; `decimalsThatTell` then shows more decimals.
 * All numbers in the shown unit.
 */
export function computeStatus(
  cell: Cell,
  goal: { readonly target: number; readonly comparison: Comparison; readonly baseline?: Cell } | undefined,
): Status {
  if (!goal) return 'none'
  if (!('value' in cell)) return 'no-data'
  const { target, comparison, baseline } = goal
  if (isReached(cell.value, target, comparison)) return 'reached'
  const from = baseline && cellValue(baseline)
  return isNearly(cell.value, target, comparison, from) ? 'nearly' : 'missed'
}

/**
 * As many decimals as a value needs, at least `decimals`, so that a missed target does not look like a reached one
 * (81.96 against 82 is shown as 82.0 with one decimal, but as 81.96 with two). `scale`: 100 for cents shown as EUR.
 */
export function decimalsThatTell(
  value: number,
  target: number | undefined,
  decimals: number,
  scale = 1,
): number {
  if (target === undefined || value === target) return decimals
  for (let shown = decimals; shown <= mostDecimals; shown += 1) {
    if ((value / scale).toFixed(shown) !== (target / scale).toFixed(shown)) return shown
  }
  return mostDecimals
}
