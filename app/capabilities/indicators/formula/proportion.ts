import type { FormulaCatalogue } from './check.ts'
import type { Expression, SeriesReference } from './formula.ts'
import { printFormula } from './printer.ts'

/** A share of cases: `part` of `whole`, both counts. Only for such a share an interval for a proportion makes sense. */
export type Proportion = { readonly part: Expression; readonly whole: Expression }

function isCount(expression: Expression, catalogue: FormulaCatalogue): boolean {
  if (expression.kind === 'series') return catalogue.series.get(expression.series)?.unit === 'count'
  return expression.kind === 'operation' && expression.operator === '+'
    ? isCount(expression.left, catalogue) && isCount(expression.right, catalogue)
    : false
}

function summands(expression: Expression): readonly Expression[] {
  return expression.kind === 'operation' && expression.operator === '+'
    ? [...summands(expression.left), ...summands(expression.right)]
    : [expression]
}

function isPartOf(part: SeriesReference, whole: SeriesReference, catalogue: FormulaCatalogue): boolean {
  if (part.place?.key !== whole.place?.key) return false
  const narrower = whole.filters.every((filter) =>
    part.filters.some((own) => own.dimension === filter.dimension && own.value === filter.value),
  )
  if (!narrower) return false
  const seen = new Set<string>()
  for (let key: string | undefined = part.series; key !== undefined && !seen.has(key); ) {
    if (key === whole.series) return true
    seen.add(key)
    key = catalogue.series.get(key)?.partOf
  }
  return false
}

/**
 * The share of cases that a formula is, if it is one: a count divided by the count it is a part of (`visited / families`),
 * or by a sum of counts in which it is contained (`ambulant / (ambulant + residential)`).
 */
export function findProportion(expression: Expression, catalogue: FormulaCatalogue): Proportion | undefined {
  if (expression.kind !== 'operation' || expression.operator !== '/') return undefined
  const { left: part, right: whole } = expression
  if (!isCount(part, catalogue) || !isCount(whole, catalogue)) return undefined
  if (part.kind === 'series' && whole.kind === 'series') {
    return isPartOf(part, whole, catalogue) ? { part, whole } : undefined
  }
  const rest = summands(whole).map(printFormula)
  for (const summand of summands(part)) {
    const at = rest.indexOf(printFormula(summand))
    if (at < 0) return undefined
    rest.splice(at, 1)
  }
  return { part, whole }
}
