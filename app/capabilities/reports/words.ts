import type { TFunction } from 'i18next'
import type { IndicatorResult, Reading, Status } from '#app/capabilities/indicators/indicator.ts'
import { decimalsThatTell } from '#app/capabilities/indicators/status.ts'
import type { Cell, CellFlag, MissingReason } from '#app/plain/cell.ts'
import { formatNumber, formatValue, type Language, missingInWords, missingSigns } from '#app/plain/format.ts'
import {
  type Inline,
  type TableCell,
  type Text,
  type Tone,
  cell as tableCell,
} from '#app/platform/documents/document.ts'
import { i18nFor } from '#app/texts/i18n.ts'

export type Words = TFunction<['reports', 'ui']>
export type Row = IndicatorResult['rows'][number]

export function reportWords(language: Language): Words {
  return i18nFor(language).getFixedT(language, ['reports', 'ui'])
}

/** Marks after a value, the same as on the pages. A break shows in the chart and in a note as well. */
const flagMarks: Readonly<Record<CellFlag, string>> = {
  provisional: 'p',
  revised: 'r',
  break: '|',
  limited: '( )',
  'published-rate': 'q',
  converted: '≈',
}

const tones: Readonly<Record<Status, Tone>> = {
  reached: 'positive',
  nearly: 'middle',
  missed: 'negative',
  'no-data': 'muted',
  none: 'muted',
}

export function statusCell(status: Status, t: Words): TableCell {
  return tableCell(t(`ui:status.${status}`), tones[status])
}

export function isTown(row: Row): boolean {
  return row.place.kind === 'town' || row.place.kind === 'county'
}

export function isArea(row: Row): boolean {
  return row.place.kind === 'area'
}

export function readingOf(row: Row | undefined, year: number): Reading | undefined {
  return row?.readings.find((reading) => reading.year === year)
}

type Measure = Pick<IndicatorResult['indicator'], 'unit' | 'decimals'>

/** As many decimals as the value needs beside its target, so that 81.96 doesn't look like the 82 it misses. */
function decimalsFor(value: number, target: number | undefined, measure: Measure): number {
  return decimalsThatTell(value, target, measure.decimals, measure.unit === 'eur' ? 100 : 1)
}

/** "82 %", "3.715.365 €", or the reason in words. */
export function valueText(
  cell: Cell,
  target: number | undefined,
  measure: Measure,
  language: Language,
): string {
  if (!('value' in cell)) return missingInWords(cell.missing, language)
  return formatValue(cell.value, measure.unit, decimalsFor(cell.value, target, measure), language)
}

/** "mindestens 80 %"; empty without target. */
export function targetText(reading: Reading, measure: Measure, language: Language, t: Words): string {
  if (reading.target === undefined || reading.comparison === undefined) return ''
  return comparedText(reading.comparison, reading.target, measure, language, t)
}

export function comparedText(
  comparison: NonNullable<Reading['comparison']>,
  target: number,
  measure: Measure,
  language: Language,
  t: Words,
): string {
  const decimals = Number.isInteger(target) && measure.unit === 'percent' ? 0 : measure.decimals
  return t(`doc.targetWords.${comparison}`, { value: formatValue(target, measure.unit, decimals, language) })
}

/** Short enough for a narrow cell; what is secret stays a word. Empty: nobody delivered or collected it. */
export function matrixSign(reason: MissingReason, language: Language): string {
  return isSecretReason(reason) ? missingInWords('suppressed', language) : missingSigns[reason]
}

export function isSecretReason(reason: MissingReason): boolean {
  return reason === 'suppressed' || reason === 'secret-at-source'
}

/**
 * The cell of a matrix: the bare number (the unit stands in the caption) with its marks, or the sign of what is missing.
 * `hiddenFlags` are said once below the table instead of at every number.
 */
export function matrixCell(
  reading: Reading | undefined,
  measure: Measure,
  language: Language,
  hiddenFlags: readonly CellFlag[],
): TableCell {
  if (!reading) return tableCell('')
  const { cell } = reading
  if (!('value' in cell)) return tableCell(matrixSign(cell.missing, language), 'muted')
  const value = measure.unit === 'eur' ? cell.value / 100 : cell.value
  const number = formatNumber(value, decimalsFor(cell.value, reading.target, measure), language)
  const marks = cell.flags.filter((flag) => !hiddenFlags.includes(flag)).map((flag) => flagMarks[flag])
  if (marks.length === 0) return tableCell(number)
  return tableCell([number, { kind: 'mark', text: marks.join(' ') }])
}

/** Joins "a, b und c". */
export function listWords(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === 'de' ? 'de-DE' : 'en-GB').format(parts)
}

/** A sentence with references in it: `{{table}}` in the wording becomes a reference to the id. */
export function withReferences(sentence: string, references: Readonly<Record<string, string>>): Text {
  const parts: Inline[] = []
  for (const part of sentence.split(/(⟦\w+⟧)/)) {
    const name = /^⟦(\w+)⟧$/.exec(part)?.[1]
    if (name !== undefined) parts.push({ kind: 'reference', to: references[name]! })
    else if (part !== '') parts.push(part)
  }
  return parts
}

/** Placeholder that `withReferences` turns into a reference. */
export function referenceMark(name: string): string {
  return `⟦${name}⟧`
}
