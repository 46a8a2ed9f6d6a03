import { plotOf, valueDomain, valuesOf } from './axes.ts'
import { type ChartFrame, type SeriesBreak, type Track, yearsOf } from './chart.ts'
import { describeChart } from './describe.ts'
import { courseLine, fillsOfTracks, lastSpot, secretBands, targetLine } from './lines.ts'
import { breaksOf } from './notes.ts'
import { area, patterns, town as townColour } from './palette.ts'
import { drawing, element, nothing } from './svg.ts'

export type SparklineOptions = ChartFrame & {
  readonly track: Track
  readonly town?: Track | undefined
  readonly breaks?: readonly SeriesBreak[] | undefined
  readonly height?: number | undefined
}

/** The course as a small line without words, for a row of a table in which the values stand beside it. */
export function sparkline(options: SparklineOptions): string {
  const { id, track, town, unit, decimals, language, width = 120, height = 32 } = options
  const all = town ? [track, town] : [track]
  const bare = all.map((one) => ({
    ...one,
    points: one.points.map(({ year, cell, target }) => ({ year, cell, target })),
  }))
  const domain = valueDomain(valuesOf(bare), { unit, decimals, language })
  const plot = plotOf({ left: 4, right: width - 5, top: 4, bottom: height - 4 }, yearsOf(all), domain)
  const breaks = breaksOf([track], options.breaks ?? [], language)
  const last = lastSpot(track)
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'trend', ...options }),
      font: options.font,
      width,
      height,
    },
    patterns(id, fillsOfTracks([track]), 0.7),
    secretBands(id, track, plot),
    targetLine(track, plot),
    town ? courseLine(town, breaks, plot, { colour: townColour, width: 1, dots: 0 }) : nothing,
    courseLine(track, breaks, plot, { colour: area, width: 1.6, dots: 0 }),
    last ? element('circle', { cx: plot.x(last.year), cy: plot.y(last.value), r: 2.8, fill: area }) : nothing,
  )
}
