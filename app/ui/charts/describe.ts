import type { MissingReason } from '#app/plain/cell.ts'
import { formatCell, formatValue, missingInWords } from '#app/plain/format.ts'
import type { BarRowOptions } from './barRow.ts'
import { type AreaValue, type ChartFrame, drawableValue, isSecret, type Track, yearsOf } from './chart.ts'
import type { Measure } from './classes.ts'
import { lastTarget, spotsOf } from './lines.ts'
import { listYears } from './notes.ts'
import type { SmallMultiplesOptions } from './smallMultiples.ts'
import type { SpreadStripOptions } from './spreadStrip.ts'
import { chartTexts } from './texts.ts'
import type { TrendLineOptions } from './trendLine.ts'

export type DescribedChart =
  | (ChartFrame & { readonly kind: 'map'; readonly areas: readonly AreaValue[] })
  | (SmallMultiplesOptions & { readonly kind: 'multiples' })
  | (Omit<TrendLineOptions, 'height'> & { readonly kind: 'trend' })
  | (BarRowOptions & { readonly kind: 'bar' })
  | (SpreadStripOptions & { readonly kind: 'spread' })

/** What a chart says, in sentences, for readers who don't see it. Only values that the chart shows are in it. */
export function describeChart(chart: DescribedChart): string {
  switch (chart.kind) {
    case 'map':
      return describeMap(chart.areas, chart)
    case 'multiples':
      return describeMultiples(chart)
    case 'trend':
      return describeTrend(chart)
    case 'bar':
      return describeBar(chart)
    case 'spread':
      return describeSpread(chart)
  }
}

function describeMap(areas: readonly AreaValue[], measure: Measure): string {
  const words = chartTexts[measure.language]
  const sentences = [
    words.map(words.areas(areas.length)),
    extremes(areas, measure),
    ...missingAreas(areas, measure),
  ]
  return sentences.join(' ')
}

function extremes(areas: readonly AreaValue[], measure: Measure): string {
  const words = chartTexts[measure.language]
  const shown = areas
    .flatMap((area) => {
      const value = drawableValue(area.cell)
      return value === undefined ? [] : [{ name: area.name, value }]
    })
    .sort((a, b) => a.value - b.value)
  const low = shown[0]
  const high = shown[shown.length - 1]
  if (!low || !high) return words.noValues
  if (low === high) return words.oneValue(low.name, format(low.value, measure))
  return words.extremes(format(high.value, measure), high.name, format(low.value, measure), low.name)
}

function missingAreas(areas: readonly AreaValue[], measure: Measure): readonly string[] {
  const words = chartTexts[measure.language]
  const counts = new Map<MissingReason, number>()
  for (const { cell } of areas) {
    if ('missing' in cell) counts.set(cell.missing, (counts.get(cell.missing) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) =>
    words.missingAreas(words.areas(count), missingInWords(reason, measure.language)),
  )
}

function describeMultiples(chart: SmallMultiplesOptions): string {
  const words = chartTexts[chart.language]
  const years = yearsOf(chart.town ? [...chart.tracks, chart.town] : chart.tracks)
  const targets = chart.tracks.map((track) => lastTarget(track)?.value).filter((value) => value !== undefined)
  const common = new Set(targets).size === 1 ? targets[0] : undefined
  return [
    words.multiples(words.areas(chart.tracks.length), years[0] ?? 0, years[years.length - 1] ?? 0),
    ...(common === undefined ? [] : [words.targetIs(format(common, chart))]),
    ...(chart.town ? [course(chart.town, chart)] : []),
    ...chart.tracks.map((track) => course(track, chart)),
  ].join(' ')
}

function describeTrend(chart: Omit<TrendLineOptions, 'height'>): string {
  const words = chartTexts[chart.language]
  const years = yearsOf([chart.track])
  const goal = lastTarget(chart.track)
  return [
    ...(years.length > 1 ? [words.trend(years[0]!, years[years.length - 1]!)] : []),
    course(chart.track, chart),
    ...(chart.town ? [course(chart.town, chart)] : []),
    ...(goal ? [words.targetIs(format(goal.value, chart))] : []),
  ].join(' ')
}

/** First and last value of a place, and its secret years. */
function course(track: Track, measure: Measure): string {
  const words = chartTexts[measure.language]
  const spots = spotsOf(track)
  const first = spots[0]
  const last = spots[spots.length - 1]
  const secret = track.points.filter((point) => isSecret(point.cell)).map((point) => point.year)
  const sentence =
    !first || !last
      ? words.nothing(track.name)
      : first === last
        ? words.point(track.name, format(last.value, measure), last.year)
        : words.course(
            track.name,
            format(first.value, measure),
            first.year,
            format(last.value, measure),
            last.year,
          )
  return secret.length === 0
    ? sentence
    : `${sentence} ${words.secretYears(listYears(secret, measure.language))}`
}

function describeBar(chart: BarRowOptions): string {
  const words = chartTexts[chart.language]
  return [
    words.bar(chart.area.name, cellWords(chart.area, chart)),
    ...(chart.town ? [words.compare(chart.town.name, cellWords(chart.town, chart))] : []),
    ...(chart.target === undefined ? [] : [words.targetIs(format(chart.target, chart))]),
  ].join(' ')
}

function describeSpread(chart: SpreadStripOptions): string {
  const words = chartTexts[chart.language]
  const values = chart.others.map((one) => drawableValue(one.cell)).filter((value) => value !== undefined)
  return [
    words.bar(chart.area.name, cellWords(chart.area, chart)),
    ...(chart.town ? [words.compare(chart.town.name, cellWords(chart.town, chart))] : []),
    ...(values.length < 2
      ? []
      : [
          words.spread(
            words.areas(values.length),
            format(Math.min(...values), chart),
            format(Math.max(...values), chart),
          ),
        ]),
    ...(chart.target === undefined ? [] : [words.targetIs(format(chart.target, chart))]),
  ].join(' ')
}

function cellWords(area: AreaValue, { unit, decimals, language }: Measure): string {
  return formatCell(area.cell, unit, decimals, language)
}

function format(value: number, { unit, decimals, language }: Measure): string {
  return formatValue(value, unit, decimals, language)
}
