import type { TFunction } from 'i18next'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'

/** The texts of this capability in one language. */
export type PlacesT = TFunction<'places'>

/** Why a table isn't read, as a sentence. */
export function describeRefusal(refusal: FileRefusal, t: PlacesT): string {
  if (refusal.refused === 'not-a-table') return t(`refusal.not-a-table.${refusal.looksLike}`)
  const { refused, ...details } = refusal
  return t(`refusal.${refused}`, { limitMegabytes: 0, limit: 0, row: 0, sheet: '', names: '', ...details })
}
