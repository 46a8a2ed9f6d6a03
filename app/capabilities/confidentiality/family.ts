import type { Place } from '#app/capabilities/places/place.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'

/**
 * A family of series as `figures` hands it over to be protected together: everything that anybody could add up or subtract.
 * Equations are not part of it; `forming.ts` forms them (places, categories, parts and complements).
 */
export type FamilyTable = {
  readonly familyId: number
  /** All places that occur, and those above them, in the hierarchy of planning areas; "nicht zuordenbar" is a child like any other. */
  readonly places: readonly FamilyPlace[]
  readonly periods: readonly FamilyPeriod[]
  readonly series: readonly FamilySeries[]
  /** One fact per series, period, place and breakdown: the one that holds now. What isn't delivered is simply absent. */
  readonly facts: readonly FamilyFact[]
}

export type FamilyPlace = Pick<
  Place,
  'id' | 'name' | 'kind' | 'parentId' | 'validFrom' | 'validTo' | 'formerParents'
>

/** `end` (ISO date) decides which rule of protection holds; `key` as in figures ("2017/18"). */
export type FamilyPeriod = { readonly id: number; readonly key: string; readonly end: string }

/**
 * `partOf`, `base`: keys of other series (of the same family, else the release is refused).
 * `overPlaces`: whether the value of a place is the sum over its children.
 */
export type FamilySeries = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly kind: 'count' | 'amount' | 'score' | 'rate'
  readonly unit: Unit
  readonly sourceKey: string
  readonly partOf: string | undefined
  readonly base: string | undefined
  readonly overPlaces: 'sum' | 'none'
}

/**
 * `breakdown` as in figures: `form=ambulant&legal_basis=27`, '' for the total.
 * `below`: for a count that its source keeps secret, but known to be less than this.
 */
export type FamilyFact = {
  readonly seriesId: number
  readonly periodId: number
  readonly placeId: number
  readonly breakdown: string
  readonly cell: Cell
  readonly below?: number | undefined
}
