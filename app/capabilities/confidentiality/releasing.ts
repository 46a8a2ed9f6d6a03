import { holdsIn } from '#app/capabilities/places/validity.ts'
import { type Cell, isPresent, missing } from '#app/plain/cell.ts'
import type { CellStatus } from './engine/protect.ts'
import type { Problem } from './engine/table.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'
import type { RuleFinder } from './forming.ts'
import { cellId, others } from './position.ts'
import type { ReleaseProblem } from './release.ts'

/** A cell as it goes into a release: suppressed ones carry no value. */
export type ReleasedCell = Omit<FamilyFact, 'below'>

const describedProblems = 20

/**
 * What a release shows, cell by cell. Counts follow the engine's statuses. A published rate is shown if its base is and the
 * count behind it may be; without a base nobody can say how many it stands for, so a protected source's rate stays secret.
 * Amounts, and scores without base, are no counts of persons and are shown.
 */
export function releaseCells(
  family: FamilyTable,
  statuses: ReadonlyMap<string, CellStatus>,
  ruleOf: RuleFinder,
): ReleasedCell[] {
  const seriesOf = new Map(family.series.map((series) => [series.id, series]))
  const idOfKey = new Map(family.series.map((series) => [series.key, series.id]))
  const ends = new Map(family.periods.map((period) => [period.id, period.end]))
  const isShown = (id: string) => statuses.get(id) === 'shown'
  const baseIsShown = (series: FamilySeries, fact: FamilyFact) => {
    const base = series.base === undefined ? undefined : idOfKey.get(series.base)
    return base !== undefined && isShown(cellId({ ...fact, seriesId: base }))
  }
  const mayShow = (series: FamilySeries, fact: FamilyFact): boolean => {
    if (series.kind === 'count') return isShown(cellId(fact))
    if (ruleOf(series.sourceKey, ends.get(fact.periodId)!).kind === 'already-published') return true
    if (series.kind === 'rate') return isShown(cellId(fact, 'share')) && baseIsShown(series, fact)
    return series.kind === 'amount' || series.base === undefined || baseIsShown(series, fact)
  }
  return family.facts.map(({ seriesId, periodId, placeId, breakdown, cell, below }) => {
    const series = seriesOf.get(seriesId)!
    const fact = { seriesId, periodId, placeId, breakdown, cell, below }
    const isOpen = !isPresent(cell) || mayShow(series, fact)
    const released: Cell = isOpen ? cell : missing('suppressed', cell.flags)
    return { seriesId, periodId, placeId, breakdown, cell: released }
  })
}

/** Series that refer to one outside the family: it can't be protected together with them. */
export function findStrayReferences(family: FamilyTable): ReleaseProblem[] {
  const keys = new Set(family.series.map((series) => series.key))
  return family.series
    .filter((series) => [series.partOf, series.base].some((key) => key !== undefined && !keys.has(key)))
    .map((series) => ({ kind: 'series-elsewhere', series: series.name, seriesEn: series.nameEn }))
}

/**
 * Figures of a place for a time in which it wasn't there: nobody could say what they are a part of. Commands on places and
 * the reading of files don't let it come to this.
 */
export function findFactsOutOfTime(family: FamilyTable): ReleaseProblem[] {
  const places = new Map(family.places.map((place) => [place.id, place]))
  const periods = new Map(family.periods.map((period) => [period.id, period]))
  const spots = new Map<string, ReleaseProblem>()
  for (const { placeId, periodId, cell } of family.facts) {
    const [place, period] = [places.get(placeId), periods.get(periodId)]
    const says = isPresent(cell) || cell.missing === 'secret-at-source'
    if (!says || !place || !period || holdsIn(place, period)) continue
    spots.set(`${placeId} ${periodId}`, { kind: 'place-not-there', place: place.name, period: period.key })
  }
  return [...spots.values()].slice(0, describedProblems)
}

/** The engine's problems in words of the family, at most 20 of them. */
export function describeProblems(
  family: FamilyTable,
  problems: readonly Problem[],
): { readonly problems: ReleaseProblem[]; readonly furtherProblems: number } {
  const series = new Map(family.series.map((each) => [String(each.id), each]))
  const places = new Map(family.places.map((each) => [String(each.id), each.name]))
  const periods = new Map(family.periods.map((each) => [String(each.id), each.key]))
  const describe = (problem: Problem): ReleaseProblem => {
    if (problem.kind === 'out-of-time') return { kind: problem.kind, seconds: problem.seconds }
    if (problem.kind === 'solver-failed') return { kind: problem.kind }
    const [seriesId, periodId, placeId, breakdown] = problem.cell.replace(/^(rest|share):/, '').split(':')
    const fields = (breakdown ?? '').replace(/ minus its parts.*$/, '').split('&')
    const named = fields.filter((field) => !field.endsWith(`=${others}`)).join('&')
    const found = series.get(seriesId ?? '')
    const place = places.get(placeId ?? '')
    const period = periods.get(periodId ?? '')
    return {
      kind: problem.kind,
      ...(found ? { series: found.name, seriesEn: found.nameEn } : {}),
      ...(place ? { place } : {}),
      ...(period ? { period } : {}),
      ...(named ? { breakdown: named } : {}),
    }
  }
  // A count and the rest beside it lie at the same spot for a reader: said once.
  const spots = [...new Map(problems.map(describe).map((each) => [JSON.stringify(each), each])).values()]
  return {
    problems: spots.slice(0, describedProblems),
    furtherProblems: Math.max(0, spots.length - describedProblems),
  }
}
