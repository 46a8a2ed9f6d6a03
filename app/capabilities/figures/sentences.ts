import type { TFunction } from 'i18next'
import { differenceOfShown, formatNumber, formatValue, type Language, type Unit } from '#app/plain/format.ts'
import { periodLabel } from '#app/plain/periodLabel.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { Finding, Spot } from './checks/finding.ts'
import type { Layout } from './figure.ts'
import type { Doubt } from './guess/layoutguess.ts'
import type { PersonalSign } from './persons/persons.ts'
import type { CellProblem } from './reading/rowreading.ts'

/** The texts of this capability in one language. */
export type FiguresT = TFunction<'figures'>

/** Names that sentences need, in the reader's language. */
export type Names = {
  readonly series: ReadonlyMap<
    string,
    { readonly name: string; readonly unit: Unit; readonly decimals: number }
  >
  readonly places: ReadonlyMap<string, string>
  readonly dimensions: ReadonlyMap<string, string>
  /** By dimension and value as they stand in a breakdown (`form=ambulant`). */
  readonly dimensionValues: ReadonlyMap<string, string>
}

export function describeRefusal(refusal: FileRefusal, t: FiguresT): string {
  if (refusal.refused === 'not-a-table') return t(`refusal.not-a-table.${refusal.looksLike}`)
  const { refused, ...details } = refusal
  return t(`refusal.${refused}`, { limitMegabytes: 0, limit: 0, row: 0, sheet: '', names: '', ...details })
}

/** Why a file about persons is refused, and what to send instead. */
export function describePersons({ kind, heading }: PersonalSign, t: FiguresT): string {
  const where = heading === '' ? '' : t('links.person.where', { heading: heading.slice(0, 60) })
  return `${t(`links.person.${kind}`, { where })} ${t('links.person.instead')}`
}

/** "B12", with its sheet before it where it has one ("2017!B12"). */
export const spotName = ({ sheet, row, column }: Spot): string =>
  `${sheet === undefined ? '' : `${sheet}!`}${columnLetters(column)}${row}`

/** Where a cell stands: "B12", in a file of several sheets with its sheet before it ("2017!B12"). */
export function cellName(
  at: { readonly table: number; readonly row: number; readonly column: number },
  layout: Layout,
): string {
  const { row, column } = at
  const sheet = layout.tables[at.table]?.sheet
  const isOneOfMany = layout.tables.some((table) => table.sheet !== sheet)
  return spotName({ row, column, ...(isOneOfMany && sheet !== undefined && { sheet }) })
}

/** "B12" and what is wrong there. */
export function describeProblem(
  problem: CellProblem,
  layout: Layout,
  t: FiguresT,
): { cell: string; sentence: string } {
  return {
    cell: cellName(problem, layout),
    sentence: t(`problem.${problem.kind}`, { text: problem.text, instead: problem.instead ?? '' }),
  }
}

export function describeDoubt(doubt: Doubt, names: Names, place: string | undefined, t: FiguresT): string {
  switch (doubt.kind) {
    case 'column-not-read': {
      const letters = columnLetters(doubt.column)
      return doubt.heading === ''
        ? t('doubt.column-not-read', { letters })
        : t('doubt.column-not-read-named', { letters, heading: doubt.heading })
    }
    case 'sheet-not-read':
      return t('doubt.sheet-not-read', { text: doubt.text })
    case 'place-assumed':
      return t('doubt.place-assumed', { place: names.places.get(place ?? '') ?? '' })
    case 'no-values-found':
      return t(`doubt.${doubt.kind}`)
    default:
      return t(`doubt.${doubt.kind}`, { text: doubt.text })
  }
}

/** Parameters that are values of the finding's series, in its unit. */
const valueParameters = new Set([
  'sum',
  'total',
  'difference',
  'part',
  'whole',
  'printed',
  'computed',
  'before',
  'now',
  'value',
])

/** Every parameter that some sentence has; each finding brings those of its own. */
const noParameters = {
  series: '',
  wholeSeries: '',
  period: '',
  previousPeriod: '',
  place: '',
  places: '',
  periods: '',
  dimension: '',
  cells: '',
  names: '',
  sum: '',
  total: '',
  difference: '',
  part: '',
  whole: '',
  printed: '',
  computed: '',
  numerator: '',
  denominator: '',
  before: '',
  now: '',
  value: '',
  missing: '',
  seriesList: '',
  otherSeries: '',
  otherPeriod: '',
  otherBase: '',
}

/** The question of a finding as a sentence, with names instead of keys and numbers as people write them. */
export function describeFinding(
  finding: Pick<Finding, 'kind' | 'parameters'>,
  names: Names,
  language: Language,
  t: FiguresT,
): string {
  const series = names.series.get(String(finding.parameters.series ?? ''))
  const withBreakdown = (key: string, breakdown: string | number | undefined) => {
    const name = names.series.get(key)?.name ?? key
    if (breakdown === undefined) return name
    const values = String(breakdown)
      .split('&')
      .map((part) => names.dimensionValues.get(part) ?? part)
    return `${name} (${values.join(', ')})`
  }
  const nameOf: Readonly<Record<string, (key: string) => string>> = {
    series: (key) => withBreakdown(key, finding.parameters.breakdown),
    otherSeries: (key) => withBreakdown(key, finding.parameters.otherBreakdown),
    wholeSeries: (key) => names.series.get(key)?.name ?? key,
    place: (key) => names.places.get(key) ?? key,
    seriesList: (keys) =>
      keys
        .split(',')
        .map((key) => names.series.get(key)?.name ?? key)
        .join(', '),
    places: (keys) =>
      keys
        .split(',')
        .map((key) => names.places.get(key) ?? key)
        .join(', '),
    dimension: (key) => names.dimensions.get(key) ?? key,
    period: (key) => periodLabel(key, language),
    previousPeriod: (key) => periodLabel(key, language),
    otherPeriod: (key) => periodLabel(key, language),
    periods: (ranges) => {
      const periods = ranges
        .split(',')
        .map((range) => {
          const [first = '', last] = range.split('..').map((key) => periodLabel(key, language))
          return last === undefined ? first : t('periodRange', { first, last })
        })
        .join(', ')
      const { more } = finding.parameters
      return more === undefined ? periods : t('periodsMore', { periods, more })
    },
  }
  const { total, sum, difference } = finding.parameters
  const parameters = {
    ...finding.parameters,
    // Of amounts the difference is the one between the two sums as the sentence says them.
    ...(difference !== undefined &&
      series?.unit === 'eur' && {
        difference: differenceOfShown(Number(total), Number(sum), 'eur', series.decimals),
      }),
  }
  const shown = Object.entries(parameters).map(([name, value]) => {
    if (typeof value === 'string') return [name, nameOf[name]?.(value) ?? value]
    if (!valueParameters.has(name) || !series) return [name, formatNumber(value, 0, language)]
    // A printed rate is shown with the decimals that it has, not with those of its series.
    const own = (String(value).split('.')[1] ?? '').length
    return [name, formatValue(value, series.unit, series.unit === 'eur' ? series.decimals : own, language)]
  })
  return t(`finding.${finding.kind}`, { ...noParameters, ...Object.fromEntries(shown) })
}
