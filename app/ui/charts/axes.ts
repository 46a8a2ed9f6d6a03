import { scaleLinear } from 'd3-scale'
import { formatValue } from '#app/plain/format.ts'
import { drawableValue, isDrawable, type Track } from './chart.ts'
import type { Measure } from './classes.ts'
import { textWidth } from './svg.ts'

export type Domain = readonly [number, number]

/** Where lines are drawn: years go right, values up. All in user units of the drawing. */
export type Plot = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly years: readonly number[]
  /** Distance of two years; the width of the plot if there is one year only. */
  readonly step: number
  x(year: number): number
  y(value: number): number
}

/** Every value that must find room: of the areas and of the town, with targets and intervals. */
export function valuesOf(tracks: readonly Track[]): readonly number[] {
  return tracks
    .flatMap((track) => track.points)
    .flatMap((point) => {
      const value = drawableValue(point.cell)
      return [value, point.target, ...(value === undefined ? [] : (point.interval ?? []))]
    })
    .filter(isDrawable)
}

/**
 * Range of the axis. Lines needn't begin at zero, but where the lowest value is below half of the highest the axis does, so that
 * a change looks as large as it is. Shares don't go beyond 0 and 100 unless a value does.
 */
export function valueDomain(values: readonly number[], measure: Measure): Domain {
  if (values.length === 0) return [0, 1]
  let low = values.reduce((a, b) => Math.min(a, b))
  let high = values.reduce((a, b) => Math.max(a, b))
  // Differences below a millionth of a value are nothing that a drawing can show.
  const onlyValue = high - low <= Math.max(Math.abs(low), Math.abs(high), 1e-6) * 1e-6
  if (low >= 0 && low < high / 2) low = 0
  if (onlyValue) {
    const room = Math.max(Math.abs(low) * 0.1, 1)
    if (low !== 0) low -= room
    high += room
  }
  const [from, to] = scaleLinear().domain([low, high]).nice(4).domain() as [number, number]
  if (measure.unit !== 'percent') return [from, to]
  const allShares = values.every((value) => value >= 0 && value <= 100)
  return allShares ? [Math.max(0, from), Math.min(100, to)] : [from, to]
}

export type Tick = { readonly value: number; readonly label: string }

/** About `count` round values with their unit; the decimals follow from the distance of the ticks. */
export function ticksOf(domain: Domain, count: number, measure: Measure): readonly Tick[] {
  const scale = scaleLinear().domain(domain)
  const values = scale.ticks(count)
  const distance = values.length > 1 ? values[1]! - values[0]! : 1
  const shownDistance = measure.unit === 'eur' ? distance / 100 : distance
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(shownDistance) + 1e-9)))
  return values.map((value) => ({
    value,
    label: formatValue(value, measure.unit, decimals, measure.language),
  }))
}

/** Room for the labels of the axis. */
export function tickWidth(ticks: readonly Tick[], size: number): number {
  return ticks.reduce((widest, tick) => Math.max(widest, textWidth(tick.label, size)), 0)
}

export type PlotBox = Pick<Plot, 'left' | 'right' | 'top' | 'bottom'>

/** `years`: all years of the axis, as `yearsOf` gives them. `inset`: room for a label left of the first year. */
export function plotOf(box: PlotBox, years: readonly number[], domain: Domain, inset = 0): Plot {
  const start = box.left + inset
  const step = years.length > 1 ? (box.right - start) / (years.length - 1) : box.right - start
  const first = years[0] ?? 0
  const scale = scaleLinear().domain(domain).range([box.bottom, box.top])
  return {
    ...box,
    years,
    step,
    x: (year) => (years.length > 1 ? start + (year - first) * step : (start + box.right) / 2),
    y: (value) => scale(value),
  }
}
