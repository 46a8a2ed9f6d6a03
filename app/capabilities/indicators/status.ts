import type { Cell } from '#app/plain/cell.ts'
import {
  absolute,
  compare,
  divide,
  fromNumber,
  multiply,
  type Rational,
  subtract,
} from './formula/rational.ts'
import type { Comparison, Status } from './indicator.ts'

const nineTenths = fromNumber(0.9)
const twentieth = fromNumber(0.05)
/** More decimals than this are never shown only to make a difference visible. */
const mostDecimals = 4

function isReached(value: Rational, target: Rational, comparison: Comparison): boolean {
  const order = compare(value, target)
  switch (comparison) {
    case 'at-least':
      return order >= 0
    case 'at-most':
      return order <= 0
    case 'above':
      return order > 0
    case 'below':
      return order < 0
  }
}

function isNearly(
  value: Rational,
  target: Rational,
  comparison: Comparison,
  baseline: Rational | undefined,
): boolean {
  // A baseline that already met the target leaves no way to go; then the distance decides, as without baseline.
  if (baseline !== undefined && !isReached(baseline, target, comparison)) {
    const progress = divide(subtract(value, baseline), subtract(target, baseline))
    if (progress) return compare(progress, nineTenths) >= 0
  }
  return compare(absolute(subtract(value, target)), multiply(absolute(target), twentieth)) <= 0
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
  const value = fromNumber(cell.value)
  const target = fromNumber(goal.target)
  if (isReached(value, target, goal.comparison)) return 'reached'
  const baseline = goal.baseline && 'value' in goal.baseline ? fromNumber(goal.baseline.value) : undefined
  return isNearly(value, target, goal.comparison, baseline) ? 'nearly' : 'missed'
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
