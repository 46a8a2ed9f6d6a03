import { formatValue, type Language } from '#app/plain/format.ts'
import { type Domain, type Plot, plotOf, type Tick } from './axes.ts'
import { type ChartFrame, isDrawable, isSecret, type SeriesBreak, type Track } from './chart.ts'
import { firstAndLastYear, grid } from './grid.ts'
import {
  breakLines,
  courseLine,
  lastSpot,
  lastTarget,
  secretBands,
  secretWords,
  spotsOf,
  targetLine,
} from './lines.ts'
import { breaksOf } from './notes.ts'
import { area, ink, quiet, target as targetColour, town as townColour } from './palette.ts'
import { element, group, nothing, type Svg, text, textWidth, wrapText } from './svg.ts'
import { chartTexts } from './texts.ts'

export const nameSize = 12.5
export const smallSize = 9.5
export const valueSize = 12.5

/** What all panels of a set have in common. */
export type SharedParts = {
  readonly width: number
  readonly height: number
  readonly header: number
  readonly domain: Domain
  readonly years: readonly number[]
  readonly ticks: readonly Tick[]
  readonly left: number
  readonly right: number
}

type PanelOptions = ChartFrame & {
  readonly town?: Track | undefined
  readonly breaks?: readonly SeriesBreak[] | undefined
}

/** One small drawing without its frame. `id` is that of the drawing that holds the patterns. */
export function multiplePanel(track: Track, options: PanelOptions, shared: SharedParts, id: string): Svg {
  const { town, language, unit, decimals } = options
  const plot = plotOf(
    {
      left: shared.left,
      right: Math.max(shared.left + 20, shared.width - shared.right),
      top: shared.header,
      bottom: shared.height - 16,
    },
    shared.years,
    shared.domain,
  )
  const breaks = breaksOf(
    [track],
    (options.breaks ?? []).filter((one) => plot.years.includes(one.year)),
    language,
  )
  const last = lastSpot(track)
  return group(
    {},
    ...wrapText(track.name, nameSize, shared.width, 600).map((line, index) =>
      text(0, 11 + index * 15, line, { size: nameSize, weight: 600 }),
    ),
    grid(shared.ticks, plot, smallSize),
    firstAndLastYear(plot, smallSize),
    secretBands(id, track, plot),
    breakLines(breaks, plot),
    targetLine(track, plot),
    town ? courseLine(town, breaks, plot, { colour: townColour, width: 1.3, dots: 0 }) : nothing,
    courseLine(track, breaks, plot, { colour: area, width: 2, dots: 1.7 }),
    secretWords(track, plot, chartTexts[language].secret, smallSize),
    targetLabel(track, options, plot),
    last
      ? lastValue(last, formatValue(last.value, unit, decimals, language), plot)
      : noValues(track, plot, language),
  )
}

/** Right of the last dot; above it where years without value follow, so that the words don't cover them. */
function lastValue(last: { readonly year: number; readonly value: number }, words: string, plot: Plot): Svg {
  const x = plot.x(last.year)
  const y = plot.y(last.value)
  const look = { size: valueSize, weight: 600, fill: ink, halo: 2.5 } as const
  return group(
    {},
    element('circle', { cx: x, cy: y, r: 3, fill: area }),
    last.year === plot.years[plot.years.length - 1]
      ? text(x + 6, y + 4.4, words, look)
      : text(x, y - 7, words, { ...look, anchor: 'middle' }),
  )
}

/** Where all is secret, the band says so. */
function noValues(track: Track, plot: Plot, language: Language): Svg {
  if (track.points.some((point) => isSecret(point.cell))) return nothing
  return text((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2, chartTexts[language].noData, {
    size: smallSize,
    fill: quiet,
    anchor: 'middle',
    halo: 3,
  })
}

/** The target's value stands on its line, at the end and on the side where it covers the course least. */
function targetLabel(track: Track, options: PanelOptions, plot: Plot): Svg {
  const last = lastTarget(track)
  if (!last) return nothing
  const { unit, decimals, language } = options
  const label = `${chartTexts[language].target} ${formatValue(last.value, unit, decimals, language)}`
  const width = textWidth(label, smallSize)
  const line = plot.y(last.value)
  const course = courseSamples(track, plot)
  const from = plot.x(firstTargetYear(track))
  const lastX = plot.x(last.year) - width
  const places = [line - 3, line + smallSize + 1].flatMap((y) =>
    [0, 0.25, 0.5, 0.75, 1].map((part) => ({ x: lastX < from ? lastX : from + (lastX - from) * part, y })),
  )
  const covered = ({ x, y }: { x: number; y: number }) =>
    course.filter(
      (spot) => spot.x > x - 2 && spot.x < x + width + 2 && spot.y > y - smallSize && spot.y < y + 3,
    ).length
  const best = places.reduce((one, other) => (covered(other) < covered(one) ? other : one))
  return text(best.x, best.y, label, { size: smallSize, fill: targetColour, halo: 2 })
}

function firstTargetYear(track: Track): number {
  return track.points
    .filter((point) => isDrawable(point.target))
    .reduce((first, point) => Math.min(first, point.year), Number.POSITIVE_INFINITY)
}

/** Points along the drawn course, close enough to find out what a label would cover. */
function courseSamples(track: Track, plot: Plot): readonly { readonly x: number; readonly y: number }[] {
  const spots = spotsOf(track).map((spot) => ({ x: plot.x(spot.year), y: plot.y(spot.value) }))
  return spots.flatMap((spot, index) => {
    const next = spots[index + 1] ?? spot
    return [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875].map((part) => ({
      x: spot.x + (next.x - spot.x) * part,
      y: spot.y + (next.y - spot.y) * part,
    }))
  })
}
