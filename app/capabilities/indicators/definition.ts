import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'
import { checkFormula, type FormulaCatalogue, fitsPeriod } from './formula/check.ts'
import type { FormulaProblem } from './formula/formula.ts'
import { parseFormula } from './formula/parser.ts'
import type { Comparison, Direction } from './indicator.ts'

/** What somebody decides about an indicator: one version of it. Values of targets in the shown unit, EUR in cents. */
export type DefinitionInput = {
  readonly key: string
  /** ISO date from which this version holds. */
  readonly validFrom: string
  readonly name: string
  readonly nameEn: string
  readonly formula: string | undefined
  readonly publishedSeries: string | undefined
  readonly unit: Unit
  readonly decimals: number
  readonly direction: Direction
  readonly periodKind: PeriodKind
  readonly phase: string
  readonly field: string
  readonly meaning: string
  readonly meaningEn: string
  readonly method: string
  readonly methodEn: string
  readonly sourceNote: string
  readonly sourceNoteEn: string
  readonly breaks: readonly { readonly year: number; readonly note: string; readonly noteEn: string }[]
  /** Targets of the places named here take the place of their former ones; others stay. An empty path ends a target. */
  readonly targets: readonly TargetInput[]
}

export type TargetInput = {
  /** Key of the place. */
  readonly place: string
  readonly comparison: Comparison
  readonly path: readonly { readonly year: number; readonly value: number }[]
  readonly baselineYear?: number | undefined
  readonly decidedBy?: string | undefined
  readonly note?: string | undefined
  readonly noteEn?: string | undefined
}

/** Why a definition is refused; the sentences stand in `texts.ts` under `problem`. */
export type DefinitionProblem =
  /** More letters than the field may hold; `field` is that of the form. */
  | { readonly field: string; readonly kind: 'too-long'; readonly limit: number }
  | { readonly field: 'formula'; readonly kind: 'formula'; readonly problem: FormulaProblem }
  | {
      readonly field:
        | 'name'
        | 'key'
        | 'formula'
        | 'publishedSeries'
        | 'phase'
        | 'field'
        | 'path'
        | 'breaks'
        | 'decimals'
        | 'baselineYear'
        | 'validFrom'
      readonly kind:
        | 'name-missing'
        | 'name-long'
        | 'key-form'
        | 'key-taken'
        | 'nothing-to-show'
        | 'series-unknown'
        | 'series-unit'
        | 'series-period'
        | 'phase-unknown'
        | 'field-unknown'
        | 'path-form'
        | 'path-place'
        | 'breaks-form'
        | 'decimals-form'
        | 'baseline-form'
        | 'date-form'
    }

export type DefinitionContext = {
  readonly formula: FormulaCatalogue
  readonly phases: ReadonlySet<string>
  readonly fields: ReadonlySet<string>
  /** Undefined for a new indicator. */
  readonly ownKey: string | undefined
}

const keyForm = /^[a-z][a-z0-9-]{0,79}$/
const longestName = 160

/** All reasons that speak against storing this definition; empty if it is sound. */
export function checkDefinition(
  input: DefinitionInput,
  context: DefinitionContext,
): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  if (input.name === '') problems.push({ field: 'name', kind: 'name-missing' })
  if (input.name.length > longestName) problems.push({ field: 'name', kind: 'name-long' })
  if (!keyForm.test(input.key)) problems.push({ field: 'key', kind: 'key-form' })
  else if (context.ownKey === undefined && context.formula.indicators.has(input.key)) {
    problems.push({ field: 'key', kind: 'key-taken' })
  }
  problems.push(...checkFormulaText(input, context), ...checkPublished(input, context))
  if (!context.phases.has(input.phase)) problems.push({ field: 'phase', kind: 'phase-unknown' })
  if (!context.fields.has(input.field)) problems.push({ field: 'field', kind: 'field-unknown' })
  const years = (path: TargetInput['path']) => path.map((step) => step.year)
  for (const { path, place } of input.targets) {
    const rising = years(path).every((year, index, all) => index === 0 || year > all[index - 1]!)
    if (!rising) problems.push({ field: 'path', kind: 'path-form' })
    if (!context.formula.places.has(place)) problems.push({ field: 'path', kind: 'path-place' })
  }
  return problems
}

function checkFormulaText(input: DefinitionInput, context: DefinitionContext): readonly DefinitionProblem[] {
  if (input.formula === undefined) {
    return input.publishedSeries === undefined ? [{ field: 'formula', kind: 'nothing-to-show' }] : []
  }
  const result = parseFormula(input.formula)
  const found = result.ok
    ? checkFormula(result.expression, context.formula, {
        unit: input.unit,
        ownKey: input.key,
        periodKind: input.periodKind,
      })
    : result.problems
  return found.map((problem) => ({ field: 'formula', kind: 'formula', problem }))
}

function checkPublished(input: DefinitionInput, context: DefinitionContext): readonly DefinitionProblem[] {
  if (input.publishedSeries === undefined) return []
  const series = context.formula.series.get(input.publishedSeries)
  if (!series) return [{ field: 'publishedSeries', kind: 'series-unknown' }]
  if (series.unit !== input.unit) return [{ field: 'publishedSeries', kind: 'series-unit' }]
  return fitsPeriod(series, input.periodKind) ? [] : [{ field: 'publishedSeries', kind: 'series-period' }]
}
