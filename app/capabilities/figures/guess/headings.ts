import type { LayoutCoordinates } from '../figure.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { isTotalWord, normaliseName, withoutDetail, withoutFootnoteMark } from '../reading/names.ts'
import type { Surroundings } from './surroundings.ts'
import { type Measure, measureOfWord, splitMeasure } from './words.ts'

/** What a column is called when its heading names a kind of thing, normalised. */
const wordsOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const roleWords = {
  place: wordsOf(
    'sozialraum sozialraeume bereich raeume raum raumeinheit stadtteil stadtteile stadtbezirk stadtbezirke bezirk gebiet ort orte ortsteil gemeinde gemeinden kommune kreis quartier planungsraum raumbezug raumeinheiten gebietseinheit area place name region stadt',
  ),
  period: wordsOf(
    'jahr zeitraum schuljahr kalenderjahr berichtsjahr stichtag datum kitajahr kindergartenjahr einschulungsjahrgang jahrgang period year zeit quartal halbjahr monat erhebungsjahr bezugsjahr',
  ),
  series: wordsOf(
    'reihe zahlenreihe kennzahl kennzahlen indikator indikatoren merkmal merkmale gegenstand series indicator produkt messgroesse variable thema bezeichnung position',
  ),
  value: wordsOf('wert werte anzahl zahl faelle fallzahl betrag value haeufigkeit'),
  flag: wordsOf('vermerk kennzeichen status flag marks valueq'),
  unit: wordsOf('einheit masseinheit unit dimension valueunit'),
  ignore: wordsOf(
    'ziel zielwert zielwertin ziele target bemerkung bemerkungen hinweis hinweise anmerkung anmerkungen notiz note nr lfdnr lfd id veraenderung veraenderungin veraenderungzumvorjahr differenz abweichung entwicklung trend rang rangplatz quelle stand code schluessel schluesselnummer kennziffer',
  ),
} as const
export type HeadingRole = keyof typeof roleWords

export function roleOfHeading(text: string): HeadingRole | undefined {
  const name = normaliseName(text.replace(/\(.*\)|in\s*%|in\s+(?:EUR|Euro)|[€%]/giu, ''))
  return (Object.keys(roleWords) as HeadingRole[]).find((role) => roleWords[role].has(name))
}

const periodToken =
  /(?<![\d.])(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}\s?[/–-]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{4}|\d{2}\/\d{2})(?![\d.,]*\d)[*¹²³]*/gu

/** Periods named somewhere in a text, as written, and the text without them. */
export function splitPeriods(text: string): { periods: readonly string[]; rest: string } {
  const periods = [...text.matchAll(periodToken)].map(([token]) => withoutFootnoteMark(token))
  return { periods, rest: text.replace(periodToken, ' ').replace(/\s+/g, ' ').trim() }
}

/** What headings, a title or the name of a sheet say. `names`: words that mean nothing known, from the top line down. */
export type Said = {
  series?: string | undefined
  place?: string | undefined
  period?: string | undefined
  measure?: Measure | undefined
  breakdown: Record<string, string>
  names: string[]
  isTotal?: true
}

export type HeadingOptions = {
  /** Whether breakdowns may be proposed, too, or only those of the source's own series are known. */
  readonly propose: boolean
}

function readHeading(text: string, around: Surroundings, found: Said, options: HeadingOptions): void {
  const { catalogue } = around
  if (isTotalWord(text)) found.isTotal = true
  if (text === '' || isTotalWord(text)) return
  if (around.isPeriod(text)) {
    found.period ??= withoutFootnoteMark(text)
    return
  }
  const series = catalogue.findSeries(text)
  if (series) {
    found.series ??= series.key
    return
  }
  const bare = withoutDetail(text)
  const value =
    catalogue.findDimensionOfValue(bare) ?? (options.propose ? around.book.valueOf(bare) : undefined)
  if (value) {
    found.breakdown[value.dimension] ??= value.value
    return
  }
  const place = catalogue.places.find(text)
  if (place && place.confidence !== 'similar') {
    found.place ??= place.place.key
    return
  }
  const measure = measureOfWord(text)
  if (measure) {
    found.measure ??= measure
    return
  }
  const { periods, rest } = splitPeriods(text)
  if (periods.length === 1 && rest !== '' && around.isPeriod(periods[0]!)) {
    found.period ??= periods[0]!
    readHeading(rest.replace(/\s+(?:im|in|am|zum|vom|seit)$/iu, ''), around, found, options)
    return
  }
  const split = splitMeasure(text)
  if (split.measure && split.name !== text && split.name !== '') {
    found.measure ??= split.measure
    readHeading(split.name, around, found, options)
    return
  }
  if (split.measure) found.measure ??= split.measure
  if (bare !== '' && !/^(?:nach|in)$/iu.test(bare) && roleOfHeading(bare) === undefined)
    found.names.unshift(bare)
}

/**
 * What the headings above one column say about its values, the nearest line first. Lines that only make sense together
 * ("Vorsorgeheft" above "in %") are tried as one, too.
 */
export function readHeadings(
  headings: readonly string[],
  around: Surroundings,
  options: HeadingOptions,
): Said {
  const { catalogue } = around
  const found: Said = { breakdown: {}, names: [] }
  const lines = headings.filter((text) => text !== '')
  const distinct = lines.filter((text, index) => lines.indexOf(text) === index)
  const parts = distinct.map((text) => {
    const { periods, rest } = splitPeriods(text)
    return periods.length === 1 && around.isPeriod(periods[0]!)
      ? { period: periods[0], rest }
      : { rest: text }
  })
  const names = parts.map(({ rest }) => rest).filter((rest) => rest !== '')
  for (let from = 0; from < names.length - 1 && !found.series; from += 1) {
    found.series = catalogue.findSeries(names.slice(from).join(' '))?.key
  }
  if (found.series) found.period = parts.findLast(({ period }) => period !== undefined)?.period
  for (const text of distinct.toReversed()) readHeading(text, around, found, options)
  return withFittingSeries(found, catalogue)
}

/** "besuchte Familien" with "in %" below is another series than the count of that name. */
function withFittingSeries(found: Said, catalogue: Catalogue): Said {
  const known = found.series === undefined ? undefined : catalogue.seriesByKey(found.series)
  const unit = found.measure?.unit
  if (!known || unit === undefined || unit === known.unit) return found
  if (unit !== 'percent' && known.unit !== 'percent') return found
  const { series: _, ...rest } = found
  return { ...rest, names: [known.name, ...found.names] }
}

/** The coordinates among what is said. */
export function coordinatesOf({ series, period, place, breakdown }: Said): LayoutCoordinates {
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
