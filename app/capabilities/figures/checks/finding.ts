import type { Series } from '../figure.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'

export const findingKinds = [
  'sum-exceeds',
  'sum-differs',
  'unassigned-difference',
  'breakdown-exceeds',
  'breakdown-differs',
  'part-exceeds-whole',
  'shares-differ',
  'looks-like-fraction',
  'over-hundred',
  'rate-differs',
  'rate-other-base',
  'missing-places',
  'missing-periods',
  'missing-series',
  'not-begun',
  'repeats-period',
  'equal-columns',
  'jump',
  'jump-apart',
  'duplicate-same',
  'parts-without-whole',
  'formula-cells',
  'footnote-marks',
  'hidden-cells',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** How sure a check is: it can't be so; it may be so, the office knows; worth a look. */
export const severities = ['likely-error', 'question', 'note'] as const
export type Severity = (typeof severities)[number]

/**
 * A question to the office, never a fix. `parameters` fill the sentence `finding.<kind>`; `series` and `place` are keys,
 * `places` keys with commas between, `periods` keys or `first..last` with commas between; numbers are in the series' unit (EUR in cents).
 * `raised`: how many of this cause there are, where not all are kept.
 */
export type Finding = {
  readonly kind: FindingKind
  readonly severity: Severity
  readonly parameters: Readonly<Record<string, string | number>>
  /** The cell of the file that it is about, if it is about one. */
  readonly spot?: Spot
}

/** Findings with the same cause, or what looks like it: the same question about the same series. */
export function causeOf({ kind, parameters }: Pick<Finding, 'kind' | 'parameters'>): string {
  return `${kind} ${parameters.series ?? ''}`
}

/** A cell of a file: row and column from 1, with its sheet where the file's figures stand on several. */
export type Spot = { readonly row: number; readonly column: number; readonly sheet?: string }

/** What a rule says: the place by its id, and the cell by its group. */
export type Raised = Omit<Finding, 'spot'> & { readonly group?: Group; readonly placeId?: number }

/** What rules look at. `earlier`: what holds already for the series of the file's source. */
export type Checked = {
  readonly store: CellStore
  readonly earlier: CellStore
  readonly catalogue: Catalogue
  /** The day the file came in (ISO); without it nothing is said about what lies ahead. */
  readonly receivedOn?: string | undefined
}

export function ofGroup(group: Group): Record<string, string> {
  return {
    series: group.series,
    period: group.period.key,
    ...(group.breakdown && { breakdown: group.breakdown }),
  }
}

/** The groups of the file with their series, for rules that look at one group after the other. */
export function* groupsWithSeries({ store, catalogue }: Checked): Generator<readonly [Group, Series]> {
  for (const group of store.groups) {
    const series = catalogue.seriesByKey(group.series)
    if (series) yield [group, series]
  }
}
