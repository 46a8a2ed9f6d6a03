import { cellValue, isPresent } from '#app/plain/cell.ts'
import type { Equation, Table, TableCell } from './engine/table.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'
import type { ProtectionRule } from './rule.ts'

/** `secret`: ids of cells that the release before suppressed; `shown`: those it showed, with what it showed. */
export type FormerRelease = {
  readonly secret: ReadonlySet<string>
  readonly shown: ReadonlyMap<string, number>
}

/** Which rule holds for a source on a date (ISO). */
export type RuleFinder = (sourceKey: string, date: string) => ProtectionRule

/** The id of a cell in the engine's table and in certificates. */
export function cellId(
  cell: Pick<FamilyFact, 'seriesId' | 'periodId' | 'placeId' | 'breakdown'>,
  kind: '' | 'rest' | 'share' = '',
): string {
  const id = `${cell.seriesId}:${cell.periodId}:${cell.placeId}:${cell.breakdown}`
  return kind === '' ? id : `${kind}:${id}`
}

/**
 * The engine's table of a family. Its equations are what everybody may take to hold: a place is the sum of the places in it
 * ("nicht zuordenbar" is one of them), a total the sum of its categories, a count its parts and the rest
 * (children seen and not seen), a published rate a count of its base. Totals that nobody delivered are cells too,
 * because they link what was delivered.
 */
export function formTable(family: FamilyTable, ruleOf: RuleFinder, former: FormerRelease): Table {
  const forming = new Forming(family, ruleOf, former)
  for (const series of family.series) {
    if (series.kind === 'count') forming.addCounts(series)
    if (series.kind === 'rate') forming.addRates(series)
  }
  for (const series of family.series) {
    if (series.kind === 'count' && series.partOf) forming.addRests(series, series.partOf)
  }
  return forming.table()
}

type Position = Pick<FamilyFact, 'seriesId' | 'periodId' | 'placeId' | 'breakdown'>

/** What a cell costs when it is suppressed for the sake of another: totals of the town and what was shown before rather stay. */
const costFactor = { top: 30, above: 5, total: 2, shownBefore: 5 }

class Forming {
  readonly #family: FamilyTable
  readonly #ruleOf: RuleFinder
  readonly #former: FormerRelease
  readonly #parent = new Map<number, number>()
  readonly #withChildren = new Set<number>()
  readonly #ends: ReadonlyMap<number, string>
  readonly #facts: ReadonlyMap<string, FamilyFact>
  readonly #cells = new Map<string, TableCell>()
  readonly #parts = new Map<string, { total: string; parts: Set<string> }>()

  constructor(family: FamilyTable, ruleOf: RuleFinder, former: FormerRelease) {
    this.#family = family
    this.#ruleOf = ruleOf
    this.#former = former
    const kinds = new Map(family.places.map((place) => [place.id, place.kind]))
    for (const place of family.places) {
      // A state has other towns, of which nothing is known here: its figures are no sum of ours.
      if (place.parentId === undefined || kinds.get(place.parentId) === 'state') continue
      if (!kinds.has(place.parentId)) continue
      this.#parent.set(place.id, place.parentId)
      this.#withChildren.add(place.parentId)
    }
    this.#ends = new Map(family.periods.map((period) => [period.id, period.end]))
    this.#facts = new Map(family.facts.map((fact) => [cellId(fact), fact]))
  }

  table(): Table {
    const equations: Equation[] = [...this.#parts.values()].map(({ total, parts }) => ({
      total,
      parts: [...parts],
    }))
    return { cells: [...this.#cells.values()], equations }
  }

  #thresholdOf(series: FamilySeries, periodId: number): number | undefined {
    const rule = this.#ruleOf(series.sourceKey, this.#ends.get(periodId)!)
    return rule.kind === 'threshold' ? rule.threshold : undefined
  }

  addCounts(series: FamilySeries): void {
    const positions = this.#family.facts.filter(
      (fact) =>
        fact.seriesId === series.id && (isPresent(fact.cell) || fact.cell.missing === 'secret-at-source'),
    )
    for (const position of positions) this.#link(series, position, '')
    for (const fact of positions) {
      const threshold = this.#thresholdOf(series, fact.periodId)
      this.#cells.set(cellId(fact), this.#countCell(fact, threshold))
    }
  }

  #countCell(fact: FamilyFact, threshold: number | undefined): TableCell {
    const id = cellId(fact)
    const value = cellValue(fact.cell)
    if (value === undefined) {
      return {
        id,
        value,
        show: 'never',
        threshold,
        upTo: fact.below === undefined ? undefined : fact.below - 1,
      }
    }
    if (threshold === undefined) return { id, value, show: 'known' }
    const secretBefore = this.#former.secret.has(id)
    return { id, value, show: 'may', threshold, cost: this.#cost(fact, id, value), secretBefore }
  }

  #cost(position: Position, id: string, value: number): number {
    const isTop = !this.#parent.has(position.placeId) && this.#withChildren.size > 0
    const place = isTop ? costFactor.top : this.#withChildren.has(position.placeId) ? costFactor.above : 1
    const total = position.breakdown === '' ? costFactor.total : 1
    const before = this.#former.shown.get(id) === value ? costFactor.shownBefore : 1
    return Math.sqrt(1 + value) * place * total * before
  }

  /** Adds the position, all totals above it, and the equations that link them. Unknown totals stay without value. */
  #link(series: FamilySeries, position: Position, kind: '' | 'share'): void {
    const id = cellId(position, kind)
    if (this.#cells.has(id)) return
    this.#cells.set(id, { id, value: undefined, show: 'never' })
    const parent = series.placeSum ? this.#parent.get(position.placeId) : undefined
    if (parent !== undefined) this.#linkTotal(series, { ...position, placeId: parent }, id, 'places', kind)
    const fields = position.breakdown === '' ? [] : position.breakdown.split('&')
    for (const field of fields) {
      const rest = fields.filter((other) => other !== field).join('&')
      this.#linkTotal(series, { ...position, breakdown: rest }, id, field.split('=')[0]!, kind)
    }
  }

  #linkTotal(series: FamilySeries, total: Position, part: string, by: string, kind: '' | 'share'): void {
    this.#link(series, total, kind)
    this.#addPart(cellId(total, kind), part, by)
  }

  #addPart(total: string, part: string, by: string): void {
    const key = `${total} by ${by}`
    const equation = this.#parts.get(key) ?? { total, parts: new Set() }
    this.#parts.set(key, equation)
    equation.parts.add(part)
  }

  /** Rests of a count that is part of another: families without visit are families like those visited. */
  addRests(series: FamilySeries, wholeKey: string): void {
    const whole = this.#family.series.find((other) => other.key === wholeKey)
    if (whole?.kind !== 'count') return
    for (const fact of this.#family.facts) {
      if (fact.seriesId !== series.id) continue
      const part = this.#cells.get(cellId(fact))
      const all = this.#cells.get(cellId({ ...fact, seriesId: whole.id }))
      if (part && all) this.#addRest(cellId(fact, 'rest'), part, all)
    }
  }

  /** Where a part exceeds its whole, nobody can take the equation to hold. */
  #addRest(id: string, part: TableCell, whole: TableCell): void {
    const isKnown = part.value !== undefined && whole.value !== undefined
    if (isKnown && part.value > whole.value) return
    const thresholds = [part.threshold, whole.threshold].filter((each) => each !== undefined)
    const threshold = isKnown && thresholds.length > 0 ? Math.max(...thresholds) : undefined
    const value = isKnown ? whole.value - part.value : undefined
    this.#cells.set(id, { id, value, show: 'never', threshold })
    this.#addPart(whole.id, part.id, `part ${part.id}`)
    this.#addPart(whole.id, id, `part ${part.id}`)
  }

  /** A published rate with a base says how many they are: its count, rounded, is protected like a delivered one. */
  addRates(series: FamilySeries): void {
    const base = this.#family.series.find((other) => other.key === series.base)
    if (base?.kind !== 'count') return
    const counted = { ...series, placeSum: base.placeSum }
    const shares = this.#family.facts.flatMap((fact) => {
      const rate = fact.seriesId === series.id ? cellValue(fact.cell) : undefined
      const whole = this.#facts.get(cellId({ ...fact, seriesId: base.id }))
      const value = whole === undefined ? undefined : cellValue(whole.cell)
      if (rate === undefined || whole === undefined || value === undefined) return []
      const share = Math.round((series.unit === 'percent' ? rate / 100 : rate) * value)
      return share >= 0 && share <= value ? [{ fact, whole, share, value }] : []
    })
    for (const { fact } of shares) this.#link(counted, fact, 'share')
    for (const { fact, whole, share, value } of shares) {
      const id = cellId(fact, 'share')
      const threshold = this.#thresholdOf(series, fact.periodId)
      const cost = this.#cost(fact, cellId(fact), share)
      this.#cells.set(
        id,
        threshold === undefined
          ? { id, value: share, show: 'known' }
          : {
              id,
              value: share,
              show: 'may',
              threshold,
              cost,
              secretBefore: this.#former.secret.has(cellId(fact)),
            },
      )
      this.#addRest(cellId(fact, 'rest'), this.#cells.get(id)!, this.#wholeCell(base, whole, value))
    }
  }

  #wholeCell(base: FamilySeries, whole: FamilyFact, value: number): TableCell {
    return { id: cellId(whole), value, show: 'may', threshold: this.#thresholdOf(base, whole.periodId) }
  }
}
