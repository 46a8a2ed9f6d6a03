import type { Series } from '../figure.ts'
import type { CellStore, Group } from '../reading/cellstore.ts'
import { type Checked, groupsWithSeries, ofGroup, type Raised } from './finding.ts'
import { decimalsOf, halfUnit, smallest } from './rounding.ts'

/** Whether a printed rate is this part of that base, at the precision of the print. */
function fits(printed: number, numerator: number, denominator: number): boolean {
  const computed = (100 * numerator) / denominator
  return Math.abs(computed - printed) <= halfUnit(decimalsOf(printed)) + smallest
}

type Base = {
  readonly series: string
  readonly period: string
  readonly group: Group
  readonly home: CellStore
}

/** Every other count of the file and of what holds that the rate could refer to: of the same period, and its own base of others. */
function listOtherBases({ store, earlier, catalogue }: Checked, group: Group, base: string): Base[] {
  const found: Base[] = []
  for (const home of [store, earlier]) {
    for (const other of home.groups) {
      if (other.breakdown !== group.breakdown) continue
      const isOtherSeries = other.series !== base && other.period.key === group.period.key
      const isOtherPeriod = other.series === base && other.period.key !== group.period.key
      if (!isOtherSeries && !isOtherPeriod) continue
      if (catalogue.seriesByKey(other.series)?.kind !== 'count') continue
      found.push({ series: other.series, period: other.period.key, group: other, home })
    }
  }
  return found
}

/**
 * A printed rate against the one that its own counts give, at the precision it was printed with. A difference is asked, never
 * corrected: some published rates have another base, and one that would fit is named.
 */
function* checkRate(checked: Checked, group: Group, base: string, part: Series): Generator<Raised> {
  const { store } = checked
  const numerators = store.findGroup(part.key, group.period.key, group.breakdown)
  const denominators = store.findGroup(base, group.period.key, group.breakdown)
  if (!numerators || !denominators) return
  let others: Base[] | undefined
  for (const placeId of store.places) {
    const printed = store.get(group, placeId)?.value
    const numerator = store.get(numerators, placeId)?.value
    const denominator = store.get(denominators, placeId)?.value
    if (printed === undefined || numerator === undefined || !denominator) continue
    if (fits(printed, numerator, denominator)) continue
    const computed = Number(((100 * numerator) / denominator).toFixed(2))
    const parameters = { ...ofGroup(group), printed, computed, numerator, denominator }
    others ??= listOtherBases(checked, group, base).filter(({ series }) => series !== part.key)
    const other = others.find(({ group: one, home }) => {
      const value = home.get(one, placeId)?.value
      return value !== undefined && value >= numerator && value > 0 && fits(printed, numerator, value)
    })
    if (other === undefined) {
      yield { kind: 'rate-differs', severity: 'question', parameters, group, placeId }
      continue
    }
    const otherBase = other.home.get(other.group, placeId)!.value!
    yield {
      kind: 'rate-other-base',
      severity: 'question',
      parameters: { ...parameters, otherSeries: other.series, otherPeriod: other.period, otherBase },
      group,
      placeId,
    }
  }
}

export function* checkRates(checked: Checked): Generator<Raised> {
  for (const [group, { kind, unit, base }] of groupsWithSeries(checked)) {
    if (kind !== 'rate' || base === undefined || unit !== 'percent') continue
    const parts = checked.catalogue.content.series.filter(({ partOf }) => partOf === base)
    // Of several parts it isn't known which the rate means.
    if (parts.length === 1) yield* checkRate(checked, group, base, parts[0]!)
  }
}
