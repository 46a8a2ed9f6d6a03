import type { LayoutCoordinates } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { isTotalWord, normaliseName, withoutFootnoteMark } from './names.ts'

/** What a column is called when its heading names a kind of thing, normalised. */
const wordsOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const roleWords = {
  place: wordsOf(
    'sozialraum sozialraeume raum raumeinheit stadtteil stadtbezirk bezirk gebiet ort gemeinde planungsraum area place name',
  ),
  period: wordsOf(
    'jahr zeitraum schuljahr kalenderjahr berichtsjahr stichtag datum kitajahr einschulungsjahrgang jahrgang period year',
  ),
  series: wordsOf('reihe zahlenreihe kennzahl indikator merkmal gegenstand series indicator produkt'),
  value: wordsOf('wert werte anzahl zahl faelle fallzahl betrag value haeufigkeit'),
  flag: wordsOf('vermerk kennzeichen status flag'),
  ignore: wordsOf(
    'ziel zielwert zielwertin ziele target bemerkung bemerkungen hinweis anmerkung notiz note nr lfdnr',
  ),
} as const
export type HeadingRole = keyof typeof roleWords

export function roleOfHeading(text: string): HeadingRole | undefined {
  const name = normaliseName(text.replace(/\(.*\)|in\s*%|in\s+(?:EUR|Euro)|[€%]/giu, ''))
  return (Object.keys(roleWords) as HeadingRole[]).find((role) => roleWords[role].has(name))
}

const periodToken =
  /\b(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}\s?[/–-]\s?\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2}|\d{4})(?!\d)[*¹²³]*/gu

/** Periods named somewhere in a text, as written, and the text without them. */
export function splitPeriods(text: string): { periods: readonly string[]; rest: string } {
  const periods = [...text.matchAll(periodToken)].map(([token]) => withoutFootnoteMark(token))
  return { periods, rest: text.replace(periodToken, ' ').replace(/\s+/g, ' ').trim() }
}

type Found = {
  series?: string | undefined
  place?: string | undefined
  period?: string | undefined
  breakdown: Record<string, string>
}

function readHeading(text: string, catalogue: Catalogue, found: Found): void {
  if (text === '' || isTotalWord(text)) return
  if (catalogue.isPeriod(text)) {
    found.period ??= withoutFootnoteMark(text)
    return
  }
  const series = catalogue.findSeries(text)
  if (series) {
    found.series ??= series.key
    return
  }
  const value = catalogue.findDimensionOfValue(text)
  if (value) {
    found.breakdown[value.dimension] ??= value.value
    return
  }
  const place = catalogue.places.find(text)
  if (place && place.confidence !== 'similar') {
    found.place ??= place.place.key
    return
  }
  const { periods, rest } = splitPeriods(text)
  if (periods.length === 1 && rest !== '' && catalogue.isPeriod(periods[0]!)) {
    const before = JSON.stringify(found)
    readHeading(rest, catalogue, found)
    if (JSON.stringify(found) !== before) found.period ??= periods[0]!
  }
}

/**
 * What the headings above one column say about its values, the nearest line first. Lines that only make sense together
 * ("Vorsorgeheft" above "in %") are tried as one, too.
 */
export function readHeadings(headings: readonly string[], catalogue: Catalogue): LayoutCoordinates {
  const found: Found = { breakdown: {} }
  const lines = headings.filter((text) => text !== '')
  const distinct = lines.filter((text, index) => lines.indexOf(text) === index)
  const parts = distinct.map((text) => {
    const { periods, rest } = splitPeriods(text)
    return periods.length === 1 && catalogue.isPeriod(periods[0]!)
      ? { period: periods[0], rest }
      : { rest: text }
  })
  const names = parts.map(({ rest }) => rest).filter((rest) => rest !== '')
  for (let from = 0; from < names.length - 1 && !found.series; from += 1) {
    found.series = catalogue.findSeries(names.slice(from).join(' '))?.key
  }
  if (found.series) found.period = parts.findLast(({ period }) => period !== undefined)?.period
  for (const text of distinct.toReversed()) readHeading(text, catalogue, found)
  const { breakdown, series, period, place } = found
  return {
    ...(series !== undefined && { series }),
    ...(period !== undefined && { period }),
    ...(place !== undefined && { place }),
    ...(Object.keys(breakdown).length > 0 && { breakdown }),
  }
}

/** The series that a title or file name speaks of: the longest name or alias that stands in it whole. */
export function seriesInText(text: string, catalogue: Catalogue): string | undefined {
  const whole = normaliseName(text)
  let best: { key: string; length: number } | undefined
  for (const series of catalogue.content.series) {
    for (const name of [series.name, ...series.aliases].map(normaliseName)) {
      if (name.length > Math.max(5, best?.length ?? 0) && whole.includes(name)) {
        best = { key: series.key, length: name.length }
      }
    }
  }
  return best?.key
}
