import type { OverTime } from '#app/capabilities/figures/figure.ts'
import { kindOfYear } from '#app/capabilities/figures/series/overTime.ts'
import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'
import type {
  Expression,
  FormulaProblem,
  IndicatorReference,
  Measure,
  SeriesReference,
  Span,
} from './formula.ts'
import { findNearest } from './nearest.ts'
import { parseFormula } from './parser.ts'
import { listReferences } from './references.ts'

/** What a formula may speak about. `dimensions`: the keys of the values of each dimension. */
export type FormulaCatalogue = {
  readonly series: ReadonlyMap<
    string,
    {
      readonly unit: Unit
      readonly dimensions: readonly string[]
      readonly partOf: string | undefined
      readonly periodKind: PeriodKind
      readonly overTime: OverTime
      readonly comparableKinds: readonly PeriodKind[]
    }
  >
  readonly dimensions: ReadonlyMap<string, ReadonlySet<string>>
  readonly places: ReadonlySet<string>
  readonly indicators: ReadonlyMap<string, { readonly unit: Unit; readonly formula: string | undefined }>
}

const plain: Measure = { count: 0, eur: 0, score: 0 }

function measureOfUnit(unit: Unit): Measure {
  return unit === 'percent' || unit === 'ratio' ? plain : { ...plain, [unit]: 1 }
}

function sameMeasure(a: Measure, b: Measure): boolean {
  return a.count === b.count && a.eur === b.eur && a.score === b.score
}

function combine(a: Measure, b: Measure, sign: 1 | -1): Measure {
  return { count: a.count + sign * b.count, eur: a.eur + sign * b.eur, score: a.score + sign * b.score }
}

/**
 * Checks names, periods and units of a formula that could be read. Gives every unknown name, or else every series whose periods
 * must not stand beside those of the indicator, or else the first place where units do not fit; empty if all is well. `ownKey`:
 * the indicator being defined, which must not lead back to itself.
 */
export function checkFormula(
  expression: Expression,
  catalogue: FormulaCatalogue,
  wanted: {
    readonly unit: Unit
    readonly ownKey: string | undefined
    readonly periodKind: PeriodKind
  },
): readonly FormulaProblem[] {
  const references = listReferences(expression)
  if (references.length === 0) return [{ ...spanOf(expression), kind: 'no-figures' }]
  const names = references.flatMap((reference) =>
    reference.kind === 'series'
      ? checkSeries(reference, catalogue)
      : checkIndicator(reference, catalogue, wanted.ownKey),
  )
  if (names.length > 0) return names
  const periods = references.flatMap((reference) => checkPeriods(reference, catalogue, wanted.periodKind))
  if (periods.length > 0) return periods
  const problem = checkMeasures(expression, catalogue, wanted.unit)
  return problem ? [problem] : []
}

function spanOf(span: Span): Span {
  return { position: span.position, length: span.length }
}

function checkPlace(
  reference: SeriesReference | IndicatorReference,
  catalogue: FormulaCatalogue,
): readonly FormulaProblem[] {
  const { place } = reference
  if (!place || catalogue.places.has(place.key)) return []
  const suggestion = findNearest(place.key, catalogue.places)
  return [{ ...spanOf(place), kind: 'unknown-place', found: place.key, suggestion }]
}

function checkSeries(reference: SeriesReference, catalogue: FormulaCatalogue): readonly FormulaProblem[] {
  const series = catalogue.series.get(reference.series)
  if (!series) {
    const span = { position: reference.position, length: reference.series.length }
    const suggestion = findNearest(reference.series, catalogue.series.keys())
    return [{ ...span, kind: 'unknown-series', found: reference.series, suggestion }]
  }
  const filters = reference.filters.flatMap((filter): readonly FormulaProblem[] => {
    const { dimension, value } = filter
    if (!series.dimensions.includes(dimension)) {
      const suggestion = findNearest(dimension, series.dimensions)
      const found = { found: dimension, series: reference.series, suggestion }
      return [{ position: filter.position, length: dimension.length, kind: 'unknown-dimension', ...found }]
    }
    const values = catalogue.dimensions.get(dimension) ?? new Set<string>()
    if (values.has(value)) return []
    const position = filter.position + filter.length - value.length
    const suggestion = findNearest(value, values)
    return [{ position, length: value.length, kind: 'unknown-value', found: value, dimension, suggestion }]
  })
  return [...filters, ...checkPlace(reference, catalogue)]
}

function checkIndicator(
  reference: IndicatorReference,
  catalogue: FormulaCatalogue,
  ownKey: string | undefined,
): readonly FormulaProblem[] {
  const found = reference.indicator
  if (!catalogue.indicators.has(found) && found !== ownKey) {
    const suggestion = findNearest(found, catalogue.indicators.keys())
    return [{ ...spanOf(reference), kind: 'unknown-indicator', found, suggestion }]
  }
  if (ownKey !== undefined && leadsTo(found, ownKey, catalogue, new Set())) {
    return [{ ...spanOf(reference), kind: 'circle', indicator: found }]
  }
  return checkPlace(reference, catalogue)
}

function leadsTo(from: string, goal: string, catalogue: FormulaCatalogue, seen: Set<string>): boolean {
  if (from === goal) return true
  if (seen.has(from)) return false
  seen.add(from)
  const next = readIndicatorFormula(from, catalogue)
  if (!next) return false
  return listReferences(next).some(
    (reference) => reference.kind === 'indicator' && leadsTo(reference.indicator, goal, catalogue, seen),
  )
}

function readIndicatorFormula(key: string, catalogue: FormulaCatalogue): Expression | undefined {
  const formula = catalogue.indicators.get(key)?.formula
  const result = formula === undefined ? undefined : parseFormula(formula)
  return result?.ok ? result.expression : undefined
}

/** Figures of these periods may stand beside those of `kind`: they are the same, or the series declares it. Years meet by report year. */
export function fitsPeriod(
  series: {
    readonly periodKind: PeriodKind
    readonly overTime: OverTime
    readonly comparableKinds: readonly PeriodKind[]
  },
  kind: PeriodKind,
): boolean {
  return series.periodKind === kind || kindOfYear(series) === kind || series.comparableKinds.includes(kind)
}

/** The series that a reference comes down to, through other indicators. */
function seriesBehind(
  reference: SeriesReference | IndicatorReference,
  catalogue: FormulaCatalogue,
  trail: readonly string[],
): readonly string[] {
  if (reference.kind === 'series') return [reference.series]
  const inner = trail.includes(reference.indicator)
    ? undefined
    : readIndicatorFormula(reference.indicator, catalogue)
  if (!inner) return []
  return listReferences(inner).flatMap((next) =>
    seriesBehind(next, catalogue, [...trail, reference.indicator]),
  )
}

function checkPeriods(
  reference: SeriesReference | IndicatorReference,
  catalogue: FormulaCatalogue,
  kind: PeriodKind,
): readonly FormulaProblem[] {
  const wrong = seriesBehind(reference, catalogue, []).find((key) => {
    const series = catalogue.series.get(key)
    return series !== undefined && !fitsPeriod(series, kind)
  })
  if (wrong === undefined) return []
  const found = kindOfYear(catalogue.series.get(wrong)!)
  return [{ ...spanOf(reference), kind: 'other-periods', series: wrong, found, wanted: kind }]
}

function isNumber(expression: Expression, value: number): boolean {
  return expression.kind === 'number' && Number(expression.text) === value
}

/** What the expression is measured in, or why its units do not fit together. */
function measureOf(
  expression: Expression,
  catalogue: FormulaCatalogue,
  trail: readonly string[],
): Measure | FormulaProblem {
  switch (expression.kind) {
    case 'number':
      return plain
    case 'series':
      return measureOfUnit(catalogue.series.get(expression.series)?.unit ?? 'ratio')
    case 'indicator': {
      const key = expression.indicator
      const inner = trail.includes(key) ? undefined : readIndicatorFormula(key, catalogue)
      const measure = inner && measureOf(inner, catalogue, [...trail, key])
      const unit = catalogue.indicators.get(key)?.unit ?? 'ratio'
      return measure && !('kind' in measure) ? measure : measureOfUnit(unit)
    }
    case 'negation':
      return measureOf(expression.operand, catalogue, trail)
    case 'operation': {
      const left = measureOf(expression.left, catalogue, trail)
      if ('kind' in left) return left
      const right = measureOf(expression.right, catalogue, trail)
      if ('kind' in right) return right
      const span = spanOf(expression)
      if (expression.operator === '*') return combine(left, right, 1)
      if (expression.operator === '/') {
        if (isNumber(expression.right, 0)) return { ...spanOf(expression.right), kind: 'divides-by-zero' }
        return combine(left, right, -1)
      }
      return sameMeasure(left, right) ? left : { ...span, kind: 'different-measures', left, right }
    }
  }
}

/** The literal 100 among the factors: percentages are multiplied by 100 by the software, not by the formula. */
function findHundred(expression: Expression): Expression | undefined {
  if (isNumber(expression, 100)) return expression
  if (expression.kind !== 'operation') return undefined
  if (expression.operator === '*') return findHundred(expression.left) ?? findHundred(expression.right)
  return expression.operator === '/' ? findHundred(expression.left) : undefined
}

/** EUR per case is still shown in EUR; everything else must be measured in exactly the unit it is shown in. */
function fits(measure: Measure, unit: Unit): boolean {
  if (unit === 'eur') return measure.eur === 1 && measure.score === 0 && [0, -1].includes(measure.count)
  return sameMeasure(measure, measureOfUnit(unit))
}

function checkMeasures(
  expression: Expression,
  catalogue: FormulaCatalogue,
  unit: Unit,
): FormulaProblem | undefined {
  const measure = measureOf(expression, catalogue, [])
  if ('kind' in measure) return measure
  if (!fits(measure, unit)) return { ...spanOf(expression), kind: 'wrong-unit', unit, found: measure }
  const hundred = unit === 'percent' ? findHundred(expression) : undefined
  return hundred && { ...spanOf(hundred), kind: 'times-hundred' }
}
