import type { FamilyFact } from './family.ts'

/** Where a cell stands in its family. */
export type Position = Pick<FamilyFact, 'seriesId' | 'periodId' | 'placeId' | 'breakdown'>

/** The id of a cell in the engine's table and in certificates. */
export function cellId(
  cell: Pick<FamilyFact, 'seriesId' | 'periodId' | 'placeId' | 'breakdown'>,
  kind: '' | 'rest' | 'share' = '',
): string {
  const id = `${cell.seriesId}:${cell.periodId}:${cell.placeId}:${cell.breakdown}`
  return kind === '' ? id : `${kind}:${id}`
}

/** Stands for all categories of a dimension that no fact names ("girls" delivered, boys not). No key of a category is like it. */
export const others = '~'

export const kindOfLeftOut = (id: string): 'others' | 'category' =>
  id.includes(`=${others}`) ? 'others' : 'category'

export const fieldsOf = (breakdown: string) => (breakdown === '' ? [] : breakdown.split('&'))
export const dimensionOf = (field: string) => field.slice(0, field.indexOf('='))
