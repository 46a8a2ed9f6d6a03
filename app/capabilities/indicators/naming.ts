import type { Series } from '#app/capabilities/figures/figure.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { formatNumber, type Language } from '#app/plain/format.ts'
import type { IndicatorReference, SeriesReference } from './formula/formula.ts'
import { parseFormula } from './formula/parser.ts'
import { explainFormula } from './formula/printer.ts'

type Named = { readonly key: string; readonly name: string; readonly nameEn: string }

/** Where the names of everything that formulas speak about are found. */
export type Names = {
  readonly language: Language
  readonly catalogue: {
    readonly series: ReadonlyMap<string, Series>
    readonly places: readonly Place[]
    readonly versions: readonly Named[]
  }
  readonly dimensions: readonly (Pick<Named, 'key'> & { readonly values: readonly Named[] })[]
}

const pick = (names: Names, thing: Named | Series) =>
  names.language === 'en' && thing.nameEn ? thing.nameEn : thing.name

export function nameSeries(names: Names, key: string): string {
  const series = names.catalogue.series.get(key)
  return series ? pick(names, series) : key
}

export function namePlace(names: Names, key: string): string {
  return names.catalogue.places.find((place) => place.key === key)?.name ?? key
}

/** "ambulant, § 34" for `form=ambulant&legal_basis=34`; '' for the total. */
export function nameBreakdown(names: Names, breakdown: string): string {
  const parts = breakdown.split('&').flatMap((part) => {
    const [dimension, value] = part.split('=')
    if (!dimension || !value) return []
    const found = names.dimensions
      .find(({ key }) => key === dimension)
      ?.values.find(({ key }) => key === value)
    return [found ? pick(names, found) : value]
  })
  return parts.join(', ')
}

function nameReference(names: Names, reference: SeriesReference | IndicatorReference): string {
  const place = reference.place ? namePlace(names, reference.place.key) : ''
  if (reference.kind === 'indicator') {
    const version = names.catalogue.versions.find(({ key }) => key === reference.indicator)
    const name = version ? pick(names, version) : reference.indicator
    return place === '' ? name : `${name} (${place})`
  }
  const breakdown = reference.filters.map(({ dimension, value }) => `${dimension}=${value}`).join('&')
  const additions = [nameBreakdown(names, breakdown), place].filter((part) => part !== '').join(', ')
  const name = nameSeries(names, reference.series)
  return additions === '' ? name : `${name} (${additions})`
}

function numberInWords(text: string, language: Language): string {
  return formatNumber(Number(text), (text.split('.')[1] ?? '').length, language)
}

/** The formula of an indicator with the names of its series; undefined where it has none. */
export function explainIndicator(
  indicator: { readonly formula: string | undefined },
  names: Names,
): string | undefined {
  return explain(indicator.formula, names.language, (reference) => nameReference(names, reference))
}

/** The formula with values instead of names: "1.340 ÷ 1.634". */
export function explain(
  formula: string | undefined,
  language: Language,
  wordOf: (reference: SeriesReference | IndicatorReference) => string,
): string | undefined {
  const read = formula === undefined ? undefined : parseFormula(formula)
  return read?.ok
    ? explainFormula(read.expression, wordOf, (text) => numberInWords(text, language))
    : undefined
}
