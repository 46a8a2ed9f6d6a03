import type { DefinitionInput, TargetInput } from './definition.ts'

/** What of a target is compared: by year, so that a changed year shows alone. */
export function stateOfTarget({
  comparison,
  path,
  baselineYear,
  decidedBy,
  note,
  noteEn,
}: Omit<TargetInput, 'place'>) {
  const values = Object.fromEntries(path.map(({ year, value }) => [year, value]))
  return { comparison, values, baselineYear, decidedBy, note, noteEn }
}

type Definition = Omit<DefinitionInput, 'key' | 'targets' | 'formula' | 'publishedSeries'> & {
  readonly formula?: string | null | undefined
  readonly publishedSeries?: string | null | undefined
}

/** A version of an indicator with its targets by key of the place, as the audit trail compares before and after. */
export function stateOfDefinition(definition: Definition, targets: readonly TargetInput[]) {
  const { validFrom, name, nameEn, formula, publishedSeries, unit, decimals, direction, periodKind } =
    definition
  const { phase, field, meaning, meaningEn, method, methodEn, sourceNote, sourceNoteEn, breaks } = definition
  return {
    ...{ validFrom, name, nameEn, formula, publishedSeries, unit, decimals, direction, periodKind },
    ...{ phase, field, meaning, meaningEn, method, methodEn, sourceNote, sourceNoteEn, breaks },
    targets: Object.fromEntries(targets.map((target) => [target.place, stateOfTarget(target)])),
  }
}
