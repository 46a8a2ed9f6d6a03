import type { Cell, MissingReason } from '#app/plain/cell.ts'
import type { Disclosed } from '#app/plain/disclosure.ts'
import type { Language, Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'

type Named = { readonly key: string; readonly name: string }

export type ExportedSeries = Named & {
  readonly unit: Unit
  readonly decimals: number
  readonly note: string
  readonly source: string
}

/** A period, or a report year made of several. */
export type ExportedPeriod = {
  readonly kind: PeriodKind
  readonly key: string
  readonly start: string
  readonly end: string
}

export type ExportedRow = {
  readonly series: ExportedSeries
  readonly place: Named
  readonly period: ExportedPeriod
  /** The category by key of the dimension; a dimension that isn't here is a total. */
  readonly breakdown: Readonly<Record<string, Named>>
  readonly cell: Disclosed<Cell>
}

/** Released figures, ready to be written in any format. */
export type ExportedTable = {
  readonly title: string
  /** Of names and headings. */
  readonly language: Language
  /** ISO date of the moment it was made. */
  readonly madeOn: string
  /** Dimensions that occur, in their order. */
  readonly dimensions: readonly Named[]
  readonly rows: readonly ExportedRow[]
}

/**
 * The signs of German official statistics (Statistisches Bundesamt, "Zeichenerklärung"). What this software keeps secret is for
 * whoever reads the file secret at its source.
 */
export const signs: Readonly<Record<MissingReason, string>> = {
  'not-delivered': '',
  'not-there': 'x',
  'not-collected': '.',
  'not-applicable': 'x',
  'not-yet': '...',
  unknown: '.',
  unreliable: '/',
  'secret-at-source': '*',
  suppressed: '*',
  'base-too-small': '/',
  'divided-by-zero': 'x',
}
/** Exactly nothing. */
export const signOfZero = '-'

/** How many decimals a value has itself: 85 none, 82.11 two. */
export function ownDecimals(value: number): number {
  return (/\.(\d+)$/.exec(plainNumber(value))?.[1] ?? '').length
}

/** Digits with a point, never in powers of ten; cells hold no more than 13 whole digits. */
export function plainNumber(value: number): string {
  const text = String(value)
  return /e/i.test(text) ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

/** Amounts are kept in cents and written in euro. */
export function writtenValue(value: number, unit: Unit): number {
  return unit === 'eur' ? value / 100 : value
}
