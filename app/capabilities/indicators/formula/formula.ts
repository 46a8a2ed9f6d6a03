import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'

/** Longest formula in characters, deepest nesting of parentheses and signs: far above any real definition. */
export const formulaLimits = { length: 2000, depth: 50 } as const

/** Where something stands in the text of the formula; `position` counts characters from 1. */
export type Span = { readonly position: number; readonly length: number }

export type Operator = '+' | '-' | '*' | '/'

/** `besuchte_familien[form=ambulant]@nrw`; without `place` the place that is asked for. Filters in alphabetical order. */
export type SeriesReference = Span & {
  readonly kind: 'series'
  readonly series: string
  readonly filters: readonly Filter[]
  readonly place: (Span & { readonly key: string }) | undefined
}

export type Filter = Span & { readonly dimension: string; readonly value: string }

/** `{besuchsquote}` or `{besuchsquote}@nrw`: the unrounded result of another indicator, a percentage as fraction. */
export type IndicatorReference = Span & {
  readonly kind: 'indicator'
  readonly indicator: string
  readonly place: (Span & { readonly key: string }) | undefined
}

/** A formula, read. Literal numbers keep their text, so that nothing is lost before exact arithmetic. */
export type Expression =
  | (Span & { readonly kind: 'number'; readonly text: string })
  | SeriesReference
  | IndicatorReference
  | (Span & { readonly kind: 'negation'; readonly operand: Expression })
  | (Span & {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly left: Expression
      readonly right: Expression
    })

/** What a formula's value is measured in: powers of the base units. A rate or a plain number has none. */
export type Measure = { readonly count: number; readonly eur: number; readonly score: number }

/** Everything that can be wrong with a formula. The sentences stand in `texts.ts` under `formula.problems`. */
export type FormulaProblem = Span &
  (
    | { readonly kind: 'empty' }
    | { readonly kind: 'too-long'; readonly limit: number }
    | { readonly kind: 'too-deep'; readonly limit: number }
    | { readonly kind: 'unexpected-character'; readonly found: string }
    | {
        readonly kind: 'ambiguous-number'
        readonly found: string
        readonly whole: string
        readonly decimal: string
      }
    | { readonly kind: 'unreadable-number'; readonly found: string }
    | { readonly kind: 'missing-operand'; readonly found: string }
    | { readonly kind: 'missing-operator'; readonly found: string }
    | { readonly kind: 'unclosed'; readonly bracket: string }
    | { readonly kind: 'unopened'; readonly bracket: string }
    | { readonly kind: 'function'; readonly found: string }
    | { readonly kind: 'filter-form'; readonly found: string }
    | { readonly kind: 'missing-place' }
    | { readonly kind: 'missing-indicator' }
    | { readonly kind: 'duplicate-filter'; readonly dimension: string }
    | { readonly kind: 'unknown-series'; readonly found: string; readonly suggestion: string | undefined }
    | {
        readonly kind: 'unknown-dimension'
        readonly found: string
        readonly series: string
        readonly suggestion: string | undefined
      }
    | {
        readonly kind: 'unknown-value'
        readonly found: string
        readonly dimension: string
        readonly suggestion: string | undefined
      }
    | { readonly kind: 'unknown-place'; readonly found: string; readonly suggestion: string | undefined }
    | { readonly kind: 'unknown-indicator'; readonly found: string; readonly suggestion: string | undefined }
    | { readonly kind: 'circle'; readonly indicator: string }
    | {
        readonly kind: 'other-periods'
        readonly series: string
        readonly found: PeriodKind
        readonly wanted: PeriodKind
      }
    | { readonly kind: 'different-measures'; readonly left: Measure; readonly right: Measure }
    | { readonly kind: 'wrong-unit'; readonly unit: Unit; readonly found: Measure }
    | { readonly kind: 'times-hundred' }
    | { readonly kind: 'divides-by-zero' }
    | { readonly kind: 'no-figures' }
  )

export type FormulaResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problems: readonly FormulaProblem[] }
