import type { Cell } from '#app/plain/cell.ts'
import { differenceOfShown, formatNumber, formatValue, type Language } from '#app/plain/format.ts'
import type { Indicator, IndicatorResult, Reading } from './indicator.ts'
import { germanPhrases } from './phrases.de.ts'
import { englishPhrases } from './phrases.en.ts'
import type { Phrases } from './phrases.ts'
import { decimalsThatTell } from './status.ts'

export type Row = IndicatorResult['rows'][number]
export type Options = { readonly year: number; readonly language: Language }

/** What every sentence needs; numbers are formatted here, once. */
export type Draft = Options & {
  readonly result: IndicatorResult
  readonly indicator: Indicator
  readonly phrases: Phrases
  readonly town: Row | undefined
  readonly areas: readonly Row[]
}

export function draftFrom(result: IndicatorResult, options: Options): Draft {
  return {
    ...options,
    result,
    indicator: result.indicator,
    phrases: options.language === 'de' ? germanPhrases : englishPhrases,
    town: result.rows.find((row) => row.place.kind === 'town' || row.place.kind === 'county'),
    areas: result.rows.filter((row) => row.place.kind === 'area'),
  }
}

export const readingOf = (row: Row | undefined, year: number) =>
  row?.readings.find((reading) => reading.year === year)
export const valueIn = (cell: Cell | undefined) => (cell && 'value' in cell ? cell.value : undefined)
export const placeName = (row: Row) => row.place.name.replace(/\s*\([^)]*\)$/, '')
export const isSecret = (cell: Cell) =>
  'missing' in cell && (cell.missing === 'suppressed' || cell.missing === 'secret-at-source')

export function shownPeriod({ indicator, year, phrases }: Draft, reading: Reading | undefined): string {
  return phrases.inPeriod(
    reading ? indicator.periodKind : 'calendar-year',
    reading?.periodKey ?? String(year),
    year,
  )
}

/** Money is kept in cents; `decimals` counts behind the comma of EUR. */
const scaleOf = (indicator: Indicator) => (indicator.unit === 'eur' ? 100 : 1)

export function shownValue(draft: Draft, value: number, target?: number): string {
  const { unit, decimals } = draft.indicator
  const shown = decimalsThatTell(value, target, decimals, scaleOf(draft.indicator))
  return formatValue(value, unit, shown, draft.language)
}

/** The bare number of a distance without sign. */
export function shownNumber(
  { indicator, language }: Draft,
  size: number,
  decimals = indicator.decimals,
): string {
  return formatNumber(size / scaleOf(indicator), decimals, language)
}

/** "17 Prozentpunkte", "98.832 €", "0,11". */
export function withUnit({ indicator, phrases }: Draft, number: string): string {
  return phrases.difference(number, indicator.unit)
}

/** A difference of shown values without sign, in words; undefined where there is none to be seen. */
export function shownDifference(draft: Draft, difference: number, decimals?: number): string | undefined {
  if (difference === 0) return undefined
  return withUnit(draft, shownNumber(draft, Math.abs(difference), decimals))
}

/** From a value to its target, both as the sentences show them; undefined where the two look alike. */
export function shownGap(draft: Draft, value: number, target: number): string | undefined {
  const { unit, decimals } = draft.indicator
  const scale = scaleOf(draft.indicator)
  const own = ownDecimals(target / scale)
  const shown = Math.max(own, decimalsThatTell(value, target, decimals, scale))
  return shownDifference(draft, differenceOfShown(value, target, unit, shown), shown)
}

/** Years whose values can't be compared with those before: noted in the definition, or flagged in the figures. */
export function breaksOf(
  draft: Draft,
  row: Row,
): readonly { readonly year: number; readonly note?: string }[] {
  const flagged = row.readings.filter((reading) => reading.cell.flags.includes('break'))
  const noted = draft.indicator.breaks
  return [...noted, ...flagged.filter(({ year }) => !noted.some((known) => known.year === year))]
}

/** Earlier readings that have a value, newest first. */
export function earlierValues(row: Row, year: number): readonly Reading[] {
  return row.readings
    .filter((reading) => reading.year < year && 'value' in reading.cell)
    .toSorted((a, b) => b.year - a.year)
}

export function goalOf(draft: Draft, reading: Pick<Reading, 'target' | 'comparison'>): string | undefined {
  const { target, comparison } = reading
  if (target === undefined || comparison === undefined) return undefined
  return draft.phrases.goal(comparison, shownTarget(draft, target))
}

const ownDecimals = (value: number) => (String(value).split('.')[1] ?? '').length

/** A target is shown with the decimals it was decided with, at least those that the indicator shows. */
function shownTarget(draft: Draft, target: number): string {
  const { unit, decimals } = draft.indicator
  const own = ownDecimals(target / scaleOf(draft.indicator))
  const whole = unit === 'percent' && own === 0 ? 0 : Math.max(decimals, own)
  return formatValue(target, unit, whole, draft.language)
}
