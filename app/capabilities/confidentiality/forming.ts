import { cellValue, isPresent } from '#app/plain/cell.ts'
import type { Equation, Table, TableCell } from './engine/table.ts'
import type { FamilyFact, FamilySeries, FamilyTable } from './family.ts'
import { formHierarchies, type Hierarchy } from './hierarchy.ts'
import { cellId, dimensionOf, fieldsOf, kindOfLeftOut, others, type Position } from './position.ts'
import type { ProtectionRule } from './rule.ts'

/** `secret`: ids of cells that the release before suppressed; `shown`: those it showed, with what it showed. */
export type FormerRelease = {
  readonly secret: ReadonlySet<string>
  readonly shown: ReadonlyMap<string, number>
}

/** Which rule holds for a source on a date (ISO). */
export type RuleFinder = (sourceKey: string, date: string) => ProtectionRule

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
  forming.linkParts()
  return forming.table()
}

type Sum = { readonly total: string; readonly parts: Set<string> }
const sumKey = (total: string, by: string) => `${total} by ${by}`

/** One sum that a position is a part of; `by`: "places" or the dimension whose categories are added up. */
type PositionSum = {
  readonly total: Position
  readonly by: string
  readonly siblings: () => readonly Position[]
}

/** What a cell costs when it is suppressed for the sake of another: totals of the town and what was shown before rather stay. */
const costFactor = { top: 30, above: 5, total: 2, shownBefore: 5 }

class Forming {
  readonly #family: FamilyTable
  readonly #ruleOf: RuleFinder
  readonly #former: FormerRelease
  readonly #hierarchies: ReadonlyMap<number, Hierarchy>
  readonly #ends: ReadonlyMap<number, string>
  readonly #facts: ReadonlyMap<string, FamilyFact>
  readonly #cells = new Map<string, TableCell>()
  /** Of delivered counts and of totals that nobody delivered. */
  readonly #positions = new Map<string, Position>()
  /** "sex=f" and "sex=m" by series and dimension. */
  readonly #categories = new Map<string, Set<string>>()
  readonly #parts = new Map<string, Sum>()
  /** Ids of cells that are the sum of places or categories. */
  readonly #totals = new Set<string>()

  constructor(family: FamilyTable, ruleOf: RuleFinder, former: FormerRelease) {
    this.#family = family
    this.#ruleOf = ruleOf
    this.#former = former
    this.#hierarchies = formHierarchies(family.places, family.periods)
    for (const { seriesId, breakdown } of family.facts) {
      for (const field of fieldsOf(breakdown)) {
        const key = `${seriesId} ${dimensionOf(field)}`
        const known = this.#categories.get(key) ?? new Set([`${dimensionOf(field)}=${others}`])
        this.#categories.set(key, known.add(field))
      }
    }
    this.#ends = new Map(family.periods.map((period) => [period.id, period.end]))
    this.#facts = new Map(family.facts.map((fact) => [cellId(fact), fact]))
  }

  table(): Table {
    const equations: Equation[] = [...this.#parts.values()].map(({ total, parts }) => ({
      total,
      parts: [...parts],
    }))
    const cells = [...this.#cells.values()].map((cell) =>
      this.#isLeftOut(cell) ? { ...cell, leftOut: kindOfLeftOut(cell.id) } : cell,
    )
    return { cells, equations }
  }

  /** Nobody delivered it, nor anything that it is the sum of. */
  #isLeftOut({ id }: TableCell): boolean {
    const cell = this.#facts.get(id)?.cell
    const isDelivered = cell !== undefined && !('missing' in cell && cell.missing === 'not-delivered')
    return this.#positions.has(id) && !isDelivered && !this.#totals.has(id)
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
    const { parent, children } = this.#hierarchies.get(position.periodId)!
    const isTop = !parent.has(position.placeId) && children.size > 0
    const place = isTop ? costFactor.top : children.has(position.placeId) ? costFactor.above : 1
    const total = position.breakdown === '' ? costFactor.total : 1
    const before = this.#former.shown.get(id) === value ? costFactor.shownBefore : 1
    return Math.sqrt(1 + value) * place * total * before
  }

  /**
   * Adds the position, all totals above it, what else these totals are made up of, and the equations that link them.
   * What nobody delivered stays without value: it is in two sums at once, so that bounds travel through it.
   * A list of what waits instead of a call within a call: through its sums every area of a town hangs on every other one.
   */
  #link(series: FamilySeries, first: Position, kind: '' | 'share'): void {
    const waiting = [first]
    for (let position = waiting.pop(); position; position = waiting.pop()) {
      const id = cellId(position, kind)
      if (this.#cells.has(id)) continue
      const threshold = this.#thresholdOf(series, position.periodId)
      this.#cells.set(id, { id, value: undefined, show: 'never', threshold })
      if (kind === '') this.#positions.set(id, position)
      const sums = this.#sumsOf(series, position)
      const linked = sums.flatMap((sum) => [sum.total, ...this.#linkSum(position, sum, kind)])
      for (const next of linked.toReversed()) waiting.push(next)
    }
  }

  /** The sums that a position is a part of: over the places, and over each dimension that it is broken down by. */
  #sumsOf(series: FamilySeries, position: Position): PositionSum[] {
    const sums: PositionSum[] = []
    const hierarchy = this.#hierarchies.get(position.periodId)!
    const parent = series.overPlaces === 'sum' ? hierarchy.parent.get(position.placeId) : undefined
    if (parent !== undefined) {
      sums.push({
        total: { ...position, placeId: parent },
        by: 'places',
        siblings: () => hierarchy.children.get(parent)!.map((placeId) => ({ ...position, placeId })),
      })
    }
    const fields = fieldsOf(position.breakdown)
    for (const field of fields) {
      const remaining = fields.filter((other) => other !== field)
      const categories = this.#categories.get(`${series.id} ${dimensionOf(field)}`) ?? []
      const breakdownWith = (other: string) => [...remaining, other].sort().join('&')
      sums.push({
        total: { ...position, breakdown: remaining.join('&') },
        by: dimensionOf(field),
        siblings: () => [...categories].map((other) => ({ ...position, breakdown: breakdownWith(other) })),
      })
    }
    return sums
  }

  /** Makes the position a part of the sum, and its siblings where the sum is new. Answers with those. */
  #linkSum(
    position: Position,
    { total, by, siblings }: PositionSum,
    kind: '' | 'share',
  ): readonly Position[] {
    const id = cellId(total, kind)
    const isNew = !this.#parts.has(sumKey(id, by))
    this.#totals.add(id)
    this.#addPart(id, cellId(position, kind), by)
    if (!isNew) return []
    const parts = siblings()
    for (const part of parts) this.#addPart(id, cellId(part, kind), by)
    return parts
  }

  #addPart(total: string, part: string, by: string): void {
    const key = sumKey(total, by)
    const sum = this.#parts.get(key) ?? { total, parts: new Set() }
    this.#parts.set(key, sum)
    sum.parts.add(part)
  }

  /**
   * Links counts with those they are part of: families without visit are families like those visited. Where only one of the
   * two was delivered the other is a cell that nobody knows, because its bounds are known: no more visited than there are.
   */
  linkParts(): void {
    const { series } = this.#family
    const pairs = series.flatMap((part) => {
      const whole = series.find((other) => part.partOf !== undefined && other.key === part.partOf)
      return part.kind === 'count' && whole?.kind === 'count' ? [{ part, whole }] : []
    })
    let before = -1
    while (before < this.#positions.size) {
      before = this.#positions.size
      for (const { part, whole } of pairs) this.#mirror(part, whole)
    }
    for (const { part, whole } of pairs) {
      for (const position of this.#positionsOf(part)) {
        const all = this.#cells.get(cellId({ ...position, seriesId: whole.id }))!
        this.#addRest(cellId(position, 'rest'), this.#cells.get(cellId(position))!, all)
      }
    }
  }

  #positionsOf(series: FamilySeries): Position[] {
    return [...this.#positions.values()].filter((position) => position.seriesId === series.id)
  }

  /** Gives the part every position of its whole, as far as it is broken down like it in that period, and the other way round. */
  #mirror(part: FamilySeries, whole: FamilySeries): void {
    const used = new Set(
      this.#positionsOf(part).flatMap(({ periodId, breakdown }) =>
        ['', ...fieldsOf(breakdown).map(dimensionOf)].map((dimension) => `${periodId} ${dimension}`),
      ),
    )
    for (const position of this.#positionsOf(whole)) {
      const dimensions = ['', ...fieldsOf(position.breakdown).map(dimensionOf)]
      const isUsed = dimensions.every((dimension) => used.has(`${position.periodId} ${dimension}`))
      if (isUsed) this.#link(part, { ...position, seriesId: part.id }, '')
    }
    for (const position of this.#positionsOf(part)) this.#link(whole, { ...position, seriesId: whole.id }, '')
  }

  /** Where a part exceeds its whole, nobody can take the equation to hold. */
  #addRest(id: string, part: TableCell, whole: TableCell): void {
    const isKnown = part.value !== undefined && whole.value !== undefined
    if (isKnown && part.value > whole.value) return
    const thresholds = [part.threshold, whole.threshold].filter((each) => each !== undefined)
    const threshold = thresholds.length > 0 ? Math.max(...thresholds) : undefined
    const value = isKnown ? whole.value - part.value : undefined
    this.#cells.set(id, { id, value, show: 'never', threshold })
    this.#addPart(whole.id, part.id, `part ${part.id}`)
    this.#addPart(whole.id, id, `part ${part.id}`)
  }

  /** A published rate with a base says how many they are: its count, rounded, is protected like a delivered one. */
  addRates(series: FamilySeries): void {
    const base = this.#family.series.find((other) => other.key === series.base)
    if (base?.kind !== 'count') return
    const counted = { ...series, overPlaces: base.overPlaces }
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
