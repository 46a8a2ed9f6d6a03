import type { Expression, IndicatorReference, Operator, SeriesReference } from './formula.ts'

const strength: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 }
const signStrength = 3

function strengthOf(expression: Expression): number {
  if (expression.kind === 'operation') return strength[expression.operator]
  return expression.kind === 'negation' ? signStrength : 4
}

type Wording = {
  readonly reference: (reference: SeriesReference | IndicatorReference) => string
  readonly number: (text: string) => string
  readonly operator: (operator: Operator) => string
}

function write(expression: Expression, wording: Wording): string {
  const enclosed = (part: Expression, atLeast: number) =>
    strengthOf(part) >= atLeast ? write(part, wording) : `(${write(part, wording)})`
  switch (expression.kind) {
    case 'number':
      return wording.number(expression.text)
    case 'series':
    case 'indicator':
      return wording.reference(expression)
    case 'negation':
      return `${wording.operator('-')}${enclosed(expression.operand, signStrength)}`
    case 'operation': {
      const own = strength[expression.operator]
      const { left, right, operator } = expression
      // Reading goes from left to right, so a right operand of the same strength needs its parentheses.
      return `${enclosed(left, own)} ${wording.operator(operator)} ${enclosed(right, own + 1)}`
    }
  }
}

function referenceAsTyped(reference: SeriesReference | IndicatorReference): string {
  const place = reference.place ? `@${reference.place.key}` : ''
  if (reference.kind === 'indicator') return `{${reference.indicator}}${place}`
  const filters = reference.filters.map((filter) => `${filter.dimension}=${filter.value}`).join(', ')
  return `${reference.series}${filters && `[${filters}]`}${place}`
}

/** The formula as somebody would type it, with as few parentheses as possible; reading it gives the same expression. */
export function printFormula(expression: Expression): string {
  return write(expression, {
    reference: referenceAsTyped,
    number: (text) => text,
    operator: (operator) => operator,
  })
}

const printedOperators: Readonly<Record<Operator, string>> = { '+': '+', '-': '−', '*': '·', '/': '÷' }

/** The formula with names instead of keys and printed signs: "besuchte Familien ÷ Familien mit Neugeborenen". */
export function explainFormula(
  expression: Expression,
  nameOf: (reference: SeriesReference | IndicatorReference) => string,
  numberOf: (text: string) => string,
): string {
  return write(expression, {
    reference: nameOf,
    number: numberOf,
    operator: (operator) => printedOperators[operator],
  })
}
