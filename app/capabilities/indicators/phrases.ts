import type { MissingReason } from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'
import type { Comparison } from './indicator.ts'

/**
 * The wordings of a drafted text in one language. Numbers come formatted, decisions are made in `sentences.ts`;
 * here is only grammar. Every function gives a whole sentence unless its name says otherwise.
 */
export type Phrases = {
  /** "im Schuljahr 2017/18": part of a sentence. */
  readonly inPeriod: (kind: PeriodKind, key: string, year: number) => string
  /** "2 Prozentpunkte", "1 Prozentpunkt", "98.832 €", "0,11": part of a sentence; `text` is the bare number. */
  readonly difference: (text: string, unit: Unit) => string
  /** "mindestens 80 %": part of a sentence. */
  readonly goal: (comparison: Comparison, target: string) => string
  readonly level: (
    place: string,
    period: string,
    value: string,
    comparison: EarlierComparison | undefined,
  ) => string
  readonly noLevel: (place: string, period: string, reason: MissingReason) => string
  readonly nothingAtAll: () => string
  readonly brokenComparison: (year: number, note: string | undefined) => string
  readonly trend: (since: number, difference: string | undefined, rising: boolean) => string
  readonly reached: (goal: string) => string
  readonly short: (goal: string, nearly: boolean, gap: Gap) => string
  readonly areasRange: (areas: AreaCount, low: End, high: End, lowFirst: boolean) => string
  readonly areasEqual: (areas: AreaCount, value: string) => string
  readonly oneArea: (total: number, name: string, value: string) => string
  readonly areasAllSecret: (total: number) => string
  readonly areasNoData: (period: string) => string
  readonly areasMissing: (secret: number, others: number) => string
  readonly areasReach: (areas: AreaCount, reached: number) => string
  readonly distance: (since: number, before: string, now: string, trend: DistanceTrend) => string
  /** Statements for titles: no full stop. */
  readonly lead: (place: string, year: string, value: string, end: LeadEnd) => string
  readonly titleRange: (low: End, high: End, lowFirst: boolean) => string
  readonly titleTrend: (
    place: string,
    since: number,
    difference: string | undefined,
    rising: boolean,
  ) => string
  readonly titleDistance: (since: number, before: string, now: string, trend: DistanceTrend) => string
  readonly titleReach: (areas: AreaCount, reached: number) => string
  readonly titleSecret: () => string
  readonly titleNone: () => string
}

/** Against an earlier period: unchanged, nearly so at the shown precision, or by how much. `when` undefined: the year before. */
export type EarlierComparison = {
  readonly when: number | undefined
  readonly move: 'same' | 'nearly-same' | { readonly difference: string; readonly higher: boolean }
}

/** How far a value is from its target. `edge`: it lies exactly on a bound that had to be passed. */
export type Gap =
  | { readonly side: 'below' | 'above'; readonly difference: string; readonly one: boolean }
  | { readonly side: 'edge' }

export type DistanceTrend = 'grew' | 'shrank' | 'same'

/** `total`: all areas; `counted`: those with a value. */
export type AreaCount = { readonly total: number; readonly counted: number }
export type End = { readonly value: string; readonly names: readonly string[] }
export type LeadEnd =
  | { readonly kind: 'reached' | 'nearly' | 'missed'; readonly goal: string }
  | { readonly kind: 'changed'; readonly change: EarlierComparison }
  | { readonly kind: 'plain' }

/** "A", "A und B", "A, B und C". */
export function joinWords(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`
}
