import type { Expression, IndicatorReference, SeriesReference } from './formula.ts'

/** All references of a formula in the order in which they are written, repeated ones included. */
export function listReferences(expression: Expression): readonly (SeriesReference | IndicatorReference)[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'series':
    case 'indicator':
      return [expression]
    case 'negation':
      return listReferences(expression.operand)
    case 'operation':
      return [...listReferences(expression.left), ...listReferences(expression.right)]
  }
}
