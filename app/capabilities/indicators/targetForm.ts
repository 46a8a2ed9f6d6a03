import { isDay } from '#app/plain/day.ts'
import type { Unit } from '#app/plain/format.ts'
import type { DefinitionProblem, TargetInput } from './definition.ts'
import { comparisons, type Target } from './indicator.ts'
import { findOverlong, oneOf, optional, pathText, readPath } from './indicatorForm.ts'

const fields = ['comparison', 'path', 'baselineYear', 'decidedBy', 'note', 'noteEn', 'validFrom'] as const
export type TargetValues = Readonly<Record<(typeof fields)[number], string>>

/** What stands in the form before anybody typed: the target that holds, from `today` (ISO date) on. */
export function valuesOfTarget(
  held: { readonly target: Target; readonly notes: Pick<TargetValues, 'note' | 'noteEn'> } | undefined,
  unit: Unit,
  today: string,
): TargetValues {
  const target = held?.target
  return {
    comparison: target?.comparison ?? 'at-least',
    path: pathText(target, unit),
    baselineYear: target?.baselineYear === undefined ? '' : String(target.baselineYear),
    decidedBy: target?.decidedBy ?? '',
    note: held?.notes.note ?? '',
    noteEn: held?.notes.noteEn ?? '',
    validFrom: today,
  }
}

export function readTargetValues(form: FormData): TargetValues {
  const entries = fields.map((field) => {
    const value = form.get(field)
    return [field, typeof value === 'string' ? value.trim() : ''] as const
  })
  return Object.fromEntries(entries) as Record<(typeof fields)[number], string>
}

/** The target of a place as it was typed, or what can't be read. An empty path ends a target. */
export function readTarget(
  values: TargetValues,
  place: string,
  unit: Unit,
): { readonly target: TargetInput; readonly problems: readonly DefinitionProblem[] } {
  const path = readPath(values.path, unit)
  const problems = findOverlong(values)
  if (!path) problems.push({ field: 'path', kind: 'path-form' })
  if (values.baselineYear !== '' && !/^(19|20)\d{2}$/.test(values.baselineYear))
    problems.push({ field: 'baselineYear', kind: 'baseline-form' })
  if (!isDay(values.validFrom)) problems.push({ field: 'validFrom', kind: 'date-form' })
  const target = {
    place,
    comparison: oneOf(comparisons, values.comparison),
    path: path ?? [],
    baselineYear: values.baselineYear === '' ? undefined : Number(values.baselineYear),
    decidedBy: optional(values.decidedBy),
    note: optional(values.note),
    noteEn: optional(values.noteEn),
  }
  return { target, problems }
}
