import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Layout } from '../figure.ts'
import { fitProfile, type ProfileUse } from './fit.ts'
import { type ProfileParts, signatureOf, similarity } from './profile.ts'

export type StoredProfile = {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly parts: ProfileParts
  readonly deliveryId: number
  /** ISO date. */
  readonly receivedOn: string
  readonly updatedBy: string
  readonly updatedAt: Date
}

export type FittedProfile = { readonly layout: Layout; readonly likeness: number; readonly use: ProfileUse }

/** Reads a guessed layout with the profile that fits it best; of equal ones with that confirmed last. */
export function chooseProfile(
  profiles: readonly StoredProfile[],
  guessed: Layout,
  samples: readonly SheetSample[],
): FittedProfile | undefined {
  const [best] = profiles
    .flatMap((profile) => {
      const fitted = fitProfile(profile.parts, guessed, samples)
      return fitted ? [{ profile, fitted }] : []
    })
    .sort(
      (a, b) =>
        b.fitted.likeness - a.fitted.likeness ||
        b.profile.updatedAt.getTime() - a.profile.updatedAt.getTime() ||
        b.profile.id - a.profile.id,
    )
  if (!best) return undefined
  const { id, name, version, deliveryId, receivedOn } = best.profile
  return {
    layout: best.fitted.layout,
    likeness: best.fitted.likeness,
    use: { ...best.fitted.use, id, name, version, deliveryId, receivedOn },
  }
}

/** Whether two files have the same tables, but for years: then the later one renews the profile of the former. */
export function isSameKind(a: ProfileParts, b: ProfileParts): boolean {
  if (a.tables.length !== b.tables.length) return false
  return a.tables.every((table, index) => {
    const other = b.tables[index]!
    const headings = (one: typeof table) => signatureOf(one.columns.map(({ shown }) => shown))
    return table.title === other.title && similarity(headings(table), headings(other)) >= 0.8
  })
}
