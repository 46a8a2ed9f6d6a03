import {
  type Cell,
  type CellFlag,
  cellFlags,
  gravestReason,
  type MissingReason,
  missing,
  present,
} from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'
import {
  add,
  divide,
  fromNumber,
  multiply,
  negate,
  type Rational,
  roundToWhole,
  subtract,
  toNumber,
} from '#app/plain/rational.ts'
import type { Expression, IndicatorReference, Operator, SeriesReference } from './formula/formula.ts'

/** A formula's value before rounding, or every reason why there is none; and what a reader must know of its inputs. */
export type Outcome =
  | { readonly value: Rational; readonly flags: readonly CellFlag[] }
  | { readonly reasons: readonly MissingReason[]; readonly flags: readonly CellFlag[] }

export type Lookup = (reference: SeriesReference | IndicatorReference) => Outcome

const hundred = fromNumber(100)

/** A figure as input of a formula. Percentages become fractions, so that `1 - rate` and `rate / rate` mean what they say. */
export function toOutcome(cell: Cell, unit: Unit): Outcome {
  if (!('value' in cell)) return { reasons: [cell.missing], flags: cell.flags }
  const value = fromNumber(cell.value)
  return { value: unit === 'percent' ? divide(value, hundred)! : value, flags: cell.flags }
}

/** A formula's value in the unit in which the indicator is shown: fractions as percentages, money in whole cents. */
export function toCell(outcome: Outcome, unit: Unit): Cell {
  if (!('value' in outcome)) {
    // A rate that isn't there wasn't published either.
    const flags = outcome.flags.filter((flag) => flag !== 'published-rate')
    return missing(gravestReason(outcome.reasons), flags)
  }
  if (unit === 'percent') return present(toNumber(multiply(outcome.value, hundred)), outcome.flags)
  return present(toNumber(unit === 'eur' ? roundToWhole(outcome.value) : outcome.value), outcome.flags)
}

function joined(a: Outcome, b: Outcome): readonly CellFlag[] {
  if (a.flags.length === 0 && b.flags.length === 0) return a.flags
  return cellFlags.filter((flag) => a.flags.includes(flag) || b.flags.includes(flag))
}

const reasonsOf = (outcome: Outcome) => ('reasons' in outcome ? outcome.reasons : [])

function apply(operator: Operator, a: Rational, b: Rational): Rational | undefined {
  switch (operator) {
    case '+':
      return add(a, b)
    case '-':
      return subtract(a, b)
    case '*':
      return multiply(a, b)
    case '/':
      return divide(a, b)
  }
}

/**
 * Computes a formula exactly. Missing inputs flow through with their reasons (which one is told decides `gravestReason`);
 * flags of all inputs join; a division by 0 is a missing value too.
 */
export function evaluateFormula(expression: Expression, lookup: Lookup): Outcome {
  switch (expression.kind) {
    case 'number':
      return { value: fromNumber(Number(expression.text)), flags: [] }
    case 'series':
    case 'indicator':
      return lookup(expression)
    case 'negation': {
      const operand = evaluateFormula(expression.operand, lookup)
      return 'value' in operand ? { ...operand, value: negate(operand.value) } : operand
    }
    case 'operation': {
      const left = evaluateFormula(expression.left, lookup)
      const right = evaluateFormula(expression.right, lookup)
      const flags = joined(left, right)
      if ('value' in left && 'value' in right) {
        const value = apply(expression.operator, left.value, right.value)
        return value ? { value, flags } : { reasons: ['divided-by-zero'], flags }
      }
      return { reasons: [...reasonsOf(left), ...reasonsOf(right)], flags }
    }
  }
}
