import { area as areaGenerator, line } from 'd3-shape'
import type { Plot } from './axes.ts'
import {
  type ChartPoint,
  drawableValue,
  hasFlag,
  isDrawable,
  isSecret,
  type SeriesBreak,
  type Track,
} from './chart.ts'
import {
  areaBand,
  fillsOf,
  outline,
  paper,
  quiet,
  secretFill,
  target as targetColour,
  type UsedFills,
} from './palette.ts'
import { coordinate, element, group, nothing, type Svg, text, textWidth } from './svg.ts'

type Spot = { readonly year: number; readonly value: number }

export type Segments = {
  /** Values of years that follow each other and can be compared. */
  readonly runs: readonly (readonly Spot[])[]
  /** Pairs of years with a break between them. */
  readonly broken: readonly (readonly [Spot, Spot])[]
}

/** Parts a course where a year is missing (nothing is drawn there) and where the series breaks (drawn dashed). */
function segmentsOf(points: readonly ChartPoint[], breaks: readonly SeriesBreak[]): Segments {
  const runs: Spot[][] = []
  const broken: [Spot, Spot][] = []
  let run: Spot[] = []
  for (const point of points.toSorted((a, b) => a.year - b.year)) {
    const value = drawableValue(point.cell)
    if (value === undefined) continue
    const spot = { year: point.year, value }
    const before = run[run.length - 1]
    const follows = before !== undefined && before.year === point.year - 1
    const breaksHere = breaks.some((one) => one.year === point.year)
    if (follows && !breaksHere) run.push(spot)
    else {
      if (follows) broken.push([before, spot])
      run = [spot]
      runs.push(run)
    }
  }
  return { runs, broken }
}

export type LineLook = { readonly colour: string; readonly width: number; readonly dots: number }

/** The course of one place: lines, dots, dashed where the series breaks, open dots where a value is provisional. */
export function courseLine(track: Track, breaks: readonly SeriesBreak[], plot: Plot, look: LineLook): Svg {
  const draw = line<Spot>()
    .x((spot) => plot.x(spot.year))
    .y((spot) => plot.y(spot.value))
    .digits(1)
  const { runs, broken } = segmentsOf(track.points, breaks)
  const stroke = { fill: 'none', stroke: look.colour, 'stroke-width': look.width }
  return group(
    {},
    ...runs
      .filter((run) => run.length > 1)
      .map((run) => element('path', { ...stroke, d: draw(run) ?? '', 'stroke-linejoin': 'round' })),
    ...broken.map((pair) => element('path', { ...stroke, d: draw(pair) ?? '', 'stroke-dasharray': '3 3' })),
    ...(look.dots > 0 ? dotsOf(track, plot, look) : lonelyDots(runs, plot, look)),
  )
}

/** Closed dots are one path of points with round ends, which keeps a page of sixty drawings small. */
function dotsOf(track: Track, plot: Plot, look: LineLook): readonly Svg[] {
  const isOpen = ({ cell }: ChartPoint) =>
    hasFlag(cell, 'provisional') || hasFlag(cell, 'limited') || hasFlag(cell, 'converted')
  const shown = track.points.flatMap((point) => {
    const value = drawableValue(point.cell)
    return value === undefined ? [] : [{ x: plot.x(point.year), y: plot.y(value), open: isOpen(point) }]
  })
  const closed = shown.filter((dot) => !dot.open)
  return [
    closed.length === 0
      ? nothing
      : element('path', {
          d: closed.map(({ x, y }) => `M${coordinate(x)},${coordinate(y)}h0`).join(''),
          stroke: look.colour,
          'stroke-width': look.dots * 2,
          'stroke-linecap': 'round',
        }),
    ...shown
      .filter((dot) => dot.open)
      .map(({ x, y }) =>
        element('circle', {
          cx: x,
          cy: y,
          r: look.dots,
          fill: paper,
          stroke: look.colour,
          'stroke-width': 1.5,
        }),
      ),
  ]
}

/** A year without neighbours has no line; a dot keeps it visible. */
function lonelyDots(runs: Segments['runs'], plot: Plot, look: LineLook): readonly Svg[] {
  return runs
    .filter((run) => run.length === 1)
    .map(([spot]) =>
      element('circle', {
        cx: plot.x(spot!.year),
        cy: plot.y(spot!.value),
        r: look.width,
        fill: look.colour,
      }),
    )
}

/** Light band of the intervals, over runs of years that have one and can be compared. */
export function intervalBand(track: Track, breaks: readonly SeriesBreak[], plot: Plot): Svg {
  type Strip = { readonly year: number; readonly low: number; readonly high: number }
  const strips: Strip[][] = []
  for (const point of track.points.toSorted((a, b) => a.year - b.year)) {
    if (!point.interval || drawableValue(point.cell) === undefined) continue
    const [low, high] = point.interval
    if (!isDrawable(low) || !isDrawable(high)) continue
    const strip = strips[strips.length - 1]
    const next = { year: point.year, low, high }
    const follows = strip?.[strip.length - 1]?.year === point.year - 1
    if (strip && follows && !breaks.some((one) => one.year === point.year)) strip.push(next)
    else strips.push([next])
  }
  const draw = areaGenerator<Strip>()
    .x((one) => plot.x(one.year))
    .y0((one) => plot.y(one.low))
    .y1((one) => plot.y(one.high))
    .digits(1)
  return group(
    { fill: areaBand, 'fill-opacity': 0.65 },
    ...strips.map((strip) =>
      strip.length > 1
        ? element('path', { d: draw(strip) ?? '' })
        : element('rect', {
            x: plot.x(strip[0]!.year) - 4,
            y: plot.y(strip[0]!.high),
            width: 8,
            height: Math.max(0, plot.y(strip[0]!.low) - plot.y(strip[0]!.high)),
          }),
    ),
  )
}

type Span = { readonly left: number; readonly right: number }

/** Years in a row whose value is secret, as parts of the plot. */
function secretSpans(track: Track, plot: Plot): readonly Span[] {
  const years: [number, number][] = []
  for (const point of track.points.toSorted((a, b) => a.year - b.year)) {
    if (!isSecret(point.cell)) continue
    const before = years[years.length - 1]
    if (before?.[1] === point.year - 1) before[1] = point.year
    else years.push([point.year, point.year])
  }
  const half = Math.min(plot.step / 2, 26)
  return years.map(([from, to]) => ({
    left: Math.max(plot.left - 4, plot.x(from) - half),
    right: Math.min(plot.right + 4, plot.x(to) + half),
  }))
}

/** Years whose value is secret: a hatched band over the whole height, behind the lines. */
export function secretBands(id: string, track: Track, plot: Plot): Svg {
  return group(
    { fill: secretFill(id), 'fill-opacity': 0.7 },
    ...secretSpans(track, plot).map(({ left, right }) =>
      element('rect', { x: left, y: plot.top, width: right - left, height: plot.bottom - plot.top }),
    ),
  )
}

/** The word for it over each band, upright where the band is narrow. */
export function secretWords(track: Track, plot: Plot, word: string, size: number): Svg {
  const width = textWidth(word, size)
  const look = { size, fill: quiet, anchor: 'middle', halo: 5 } as const
  const y = plot.bottom - 8
  return group(
    {},
    ...secretSpans(track, plot).map(({ left, right }) => {
      const x = (left + right) / 2
      if (right - left >= width + 4) return text(x, y, word, look)
      if (plot.bottom - plot.top < width + 12) return nothing
      const turn = `rotate(-90 ${coordinate(x)} ${coordinate(y)})`
      return group({ transform: turn }, text(x, y + size * 0.35, word, { ...look, anchor: 'start' }))
    }),
  )
}

/** Dashed upright lines where the series breaks. */
export function breakLines(breaks: readonly SeriesBreak[], plot: Plot): Svg {
  return group(
    { stroke: outline, 'stroke-dasharray': '2 3' },
    ...breaks.map((one) =>
      element('line', { x1: plot.x(one.year), x2: plot.x(one.year), y1: plot.top - 4, y2: plot.bottom }),
    ),
  )
}

/** The target as a thin line through the years that have one, with a step where it changes; one year alone gets a short stroke. */
export function targetLine(track: Track, plot: Plot): Svg {
  const runs: Spot[][] = []
  for (const point of track.points.toSorted((a, b) => a.year - b.year)) {
    if (!isDrawable(point.target)) continue
    const spot = { year: point.year, value: point.target }
    const run = runs[runs.length - 1]
    if (run?.[run.length - 1]?.year === point.year - 1) run.push(spot)
    else runs.push([spot])
  }
  const edge = Math.min(plot.step / 2, 4)
  return group(
    { fill: 'none', stroke: targetColour },
    ...runs.map((run) => element('path', { d: stepPath(run, plot, edge) })),
  )
}

/** Level over the years of one value, a step half-way to the next one; `edge` beyond the first and the last year. */
function stepPath(run: readonly Spot[], plot: Plot, edge: number): string {
  const first = run[0]!
  const last = run[run.length - 1]!
  let path = `M${coordinate(plot.x(first.year) - edge)},${coordinate(plot.y(first.value))}`
  for (const [index, spot] of run.slice(1).entries()) {
    if (spot.value === run[index]!.value) continue
    path += `H${coordinate(plot.x(spot.year) - plot.step / 2)}V${coordinate(plot.y(spot.value))}`
  }
  return `${path}H${coordinate(plot.x(last.year) + edge)}`
}

/** The fills that courses need: their gaps stay empty. */
export function fillsOfTracks(tracks: readonly Track[]): UsedFills {
  return fillsOf(
    tracks.flatMap((track) => track.points.map((point) => point.cell)),
    false,
  )
}

/** The last year's target of a track, in the unit of the cells. */
export function lastTarget(track: Track): Spot | undefined {
  const last = track.points
    .filter((point) => isDrawable(point.target))
    .toSorted((a, b) => a.year - b.year)
    .at(-1)
  return last?.target === undefined ? undefined : { year: last.year, value: last.target }
}

/** The last value that is there. */
export function lastSpot(track: Track): Spot | undefined {
  return spotsOf(track).at(-1)
}

/** All values that are there, in the order of the years. */
export function spotsOf(track: Track): readonly Spot[] {
  return track.points
    .flatMap((point) => {
      const value = drawableValue(point.cell)
      return value === undefined ? [] : [{ year: point.year, value }]
    })
    .toSorted((a, b) => a.year - b.year)
}
