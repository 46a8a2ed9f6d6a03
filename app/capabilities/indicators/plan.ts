import type { Cell } from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'
import { toNumber } from '#app/plain/rational.ts'
import { type Resolved, resolveBasis } from './basis.ts'
import { evaluateFormula, type Outcome, toCell, toOutcome } from './evaluate.ts'
import type { FormulaCatalogue } from './formula/check.ts'
import type { Expression, IndicatorReference, SeriesReference } from './formula/formula.ts'
import { parseFormula } from './formula/parser.ts'
import { findProportion } from './formula/proportion.ts'
import { listReferences } from './formula/references.ts'
import { wilsonInterval } from './wilson.ts'

/** One figure that a formula needs. `place` undefined: the place that is asked for. */
export type Slot = {
  readonly series: string
  readonly breakdown: string
  readonly place: string | undefined
}

/** What an indicator needs of its definition to be computed. Formulas were checked when they were stored. */
export type Computable = {
  readonly key: string
  readonly unit: Unit
  readonly formula: string | undefined
  readonly publishedSeries: string | undefined
}

/**
 * An indicator made ready for many places and years. `compute` takes the cells of `slots`, in their order, and uses nothing
 * else; so what is computed from disclosed cells is disclosed. `interval` is that of a share of cases, in percent.
 */
export type Plan = {
  readonly slots: readonly Slot[]
  readonly compute: (cells: readonly Cell[]) => Resolved
  readonly interval: (cells: readonly Cell[]) => readonly [number, number] | undefined
}

type Cells = readonly Cell[]
type Step<T> = (cells: Cells) => T

/** Gathers slots while formulas are made ready; equal slots are read once. */
type Builder = {
  readonly definitions: ReadonlyMap<string, Computable>
  readonly catalogue: FormulaCatalogue
  readonly slots: Slot[]
}

function slotCell(builder: Builder, slot: Slot): Step<Cell> {
  const known = builder.slots.findIndex(
    (other) =>
      other.series === slot.series && other.breakdown === slot.breakdown && other.place === slot.place,
  )
  const index = known >= 0 ? known : builder.slots.push(slot) - 1
  return (cells) => cells[index]!
}

function breakdownOf(reference: SeriesReference): string {
  return reference.filters.map((filter) => `${filter.dimension}=${filter.value}`).join('&')
}

function buildReference(
  builder: Builder,
  reference: SeriesReference | IndicatorReference,
  place: string | undefined,
  trail: readonly string[],
): Step<Outcome> {
  const at = reference.place?.key ?? place
  if (reference.kind === 'series') {
    const unit = builder.catalogue.series.get(reference.series)?.unit ?? 'count'
    const cell = slotCell(builder, { series: reference.series, breakdown: breakdownOf(reference), place: at })
    return (cells) => toOutcome(cell(cells), unit)
  }
  const definition = builder.definitions.get(reference.indicator)
  if (!definition || trail.includes(definition.key)) {
    return () => ({ reasons: ['not-collected'], flags: [] })
  }
  const parts = buildParts(builder, definition, at, [...trail, definition.key])
  return (cells) => {
    const computed = parts.computed?.(cells)
    if (computed && 'value' in computed) return computed
    const shown = computed && toCell(computed, definition.unit)
    return toOutcome(resolveBasis(shown, parts.published?.(cells)).cell, definition.unit)
  }
}

function buildExpression(
  builder: Builder,
  expression: Expression,
  place: string | undefined,
  trail: readonly string[],
): Step<Outcome> {
  const steps = new Map(
    listReferences(expression).map((reference) => [
      reference,
      buildReference(builder, reference, place, trail),
    ]),
  )
  return (cells) => evaluateFormula(expression, (reference) => steps.get(reference)!(cells))
}

type Parts = {
  readonly expression: Expression | undefined
  readonly computed: Step<Outcome> | undefined
  readonly published: Step<Cell> | undefined
}

function buildParts(
  builder: Builder,
  definition: Computable,
  place: string | undefined,
  trail: readonly string[],
): Parts {
  const formula = definition.formula === undefined ? undefined : parseFormula(definition.formula)
  const expression = formula?.ok ? formula.expression : undefined
  const series = definition.publishedSeries
  return {
    expression,
    computed: expression && buildExpression(builder, expression, place, trail),
    published: series === undefined ? undefined : slotCell(builder, { series, breakdown: '', place }),
  }
}

/** A whole number of cases, or undefined where the count is missing. */
function countFrom(outcome: Outcome): number | undefined {
  return 'value' in outcome ? toNumber(outcome.value) : undefined
}

function buildInterval(
  builder: Builder,
  definition: Computable,
  expression: Expression | undefined,
): Plan['interval'] {
  const share = expression && findProportion(expression, builder.catalogue)
  if (!share || definition.unit !== 'percent') return () => undefined
  const part = buildExpression(builder, share.part, undefined, [])
  const whole = buildExpression(builder, share.whole, undefined, [])
  return (cells) => {
    const [cases, base] = [countFrom(part(cells)), countFrom(whole(cells))]
    const interval = cases === undefined || base === undefined ? undefined : wilsonInterval(cases, base)
    return interval && [interval[0] * 100, interval[1] * 100]
  }
}

/** Makes an indicator ready to be computed; `definitions` are those that its formula may refer to. */
export function planIndicator(
  definition: Computable,
  definitions: ReadonlyMap<string, Computable>,
  catalogue: FormulaCatalogue,
): Plan {
  const builder: Builder = { definitions, catalogue, slots: [] }
  const parts = buildParts(builder, definition, undefined, [definition.key])
  const interval = buildInterval(builder, definition, parts.expression)
  return {
    slots: builder.slots,
    interval,
    compute: (cells) => {
      const computed = parts.computed?.(cells)
      return resolveBasis(computed && toCell(computed, definition.unit), parts.published?.(cells))
    },
  }
}
