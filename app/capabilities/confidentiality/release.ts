import type { Certificate } from './engine/protect.ts'
import type { Problem } from './engine/table.ts'

/** `current`: what surfaces read; `former`: replaced by a later one; `refused`: not safe, so nothing of it was stored. */
export const releaseStates = ['current', 'former', 'refused'] as const
export type ReleaseState = (typeof releaseStates)[number]

/**
 * Why a release was refused, with what a person needs to find the spot. `series-elsewhere`: a series is part of one, or has
 * one as base, that isn't in the family, so that the two can't be protected together. `place-not-there`: there are figures of a
 * place for a period in which it wasn't there.
 */
export type ReleaseProblem = {
  readonly kind: Problem['kind'] | 'series-elsewhere' | 'place-not-there'
  readonly series?: string
  readonly seriesEn?: string
  readonly place?: string
  readonly period?: string
  readonly breakdown?: string
  readonly seconds?: number
}

/** What is stored with a release for good: the engine's certificate with its problems in words of the family. */
export type ReleaseCertificate = Omit<Certificate, 'problems' | 'audit'> & {
  readonly audit: { readonly safe: boolean; readonly checked: number }
  readonly problems: readonly ReleaseProblem[]
  /** Problems beyond the listed ones. */
  readonly furtherProblems: number
}

export type Release = {
  readonly id: number
  readonly familyKey: string
  readonly familyName: string
  readonly state: ReleaseState
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly actor: string
  readonly shownCells: number
  readonly secretCells: number
  readonly certificate: ReleaseCertificate
}
