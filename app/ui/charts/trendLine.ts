import { formatValue } from '#app/plain/format.ts'
import { type Plot, plotOf, ticksOf, tickWidth, valueDomain, valuesOf } from './axes.ts'
import { type ChartFrame, type SeriesBreak, type Track, yearsOf } from './chart.ts'
import { describeChart } from './describe.ts'
import { grid } from './grid.ts'
import {
  breakLines,
  courseLine,
  fillsOfTracks,
  intervalBand,
  lastSpot,
  lastTarget,
  secretBands,
  secretWords,
  spotsOf,
  targetLine,
} from './lines.ts'
import { breaksOf, drawNotes, notesOf } from './notes.ts'
import { area, ink, patterns, quiet, target as targetColour, town as townColour } from './palette.ts'
import { drawing, element, group, nothing, type Svg, text, textWidth, wrapText } from './svg.ts'
import { chartTexts } from './texts.ts'

export type TrendLineOptions = ChartFrame & {
  readonly track: Track
  /** Drawn in grey behind. */
  readonly town?: Track | undefined
  readonly breaks?: readonly SeriesBreak[] | undefined
  /** Height of the plot with its axis, without notes. */
  readonly height?: number | undefined
}

const size = 12

/** One place over the years, large: values at their dots, target with its value, interval as a band, notes below. */
export function trendLine(options: TrendLineOptions): string {
  const {
    id,
    track,
    town,
    unit,
    decimals,
    language,
    width = 470,
    height = Math.round(width * 0.46),
  } = options
  const measure = { unit, decimals, language }
  const words = chartTexts[language]
  const all = town ? [track, town] : [track]
  const domain = valueDomain(valuesOf([track, ...(town ? [{ ...town, points: bare(town) }] : [])]), measure)
  const ticks = ticksOf(domain, 4, measure)
  const labels = endLabels(options)
  const widest = labels
    .flatMap((label) => label.lines.map((line) => textWidth(line, size, label.weight)))
    .reduce((most, one) => Math.max(most, one), 0)
  const first = spotsOf(track)[0]
  const firstLabel = first ? textWidth(formatValue(first.value, unit, decimals, language), size) : 0
  const plot = plotOf(
    {
      left: tickWidth(ticks, 11) + 10,
      right: Math.max(80, width - widest - 14),
      top: 22,
      bottom: height - 24,
    },
    yearsOf(all),
    domain,
    firstLabel / 2 + 4,
  )
  const breaks = breaksOf([track], options.breaks ?? [], language)
  const hasInterval = track.points.some((point) => point.interval !== undefined && 'value' in point.cell)
  const notes = [
    ...notesOf([track], options.breaks ?? [], language),
    ...(hasInterval ? [words.intervalNote] : []),
  ]
  const noteLines = drawNotes(notes, height, width)
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'trend', ...options }),
      font: options.font,
      width,
      height: height + noteLines.height,
    },
    patterns(id, fillsOfTracks([track])),
    grid(ticks, plot, 11),
    yearLabels(plot),
    intervalBand(track, breaks, plot),
    secretBands(id, track, plot),
    breakLines(breaks, plot),
    targetLine(track, plot),
    town ? courseLine(town, breaks, plot, { colour: townColour, width: 1.5, dots: 0 }) : nothing,
    courseLine(track, breaks, plot, { colour: area, width: 2.4, dots: 3.2 }),
    secretWords(track, plot, words.secret, size),
    valueLabels(options, plot),
    drawEndLabels(labels, plot),
    spotsOf(track).length === 0
      ? text((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2, words.noData, {
          size,
          fill: quiet,
          anchor: 'middle',
          halo: 4,
        })
      : nothing,
    noteLines.svg,
  )
}

const bare = (track: Track) => track.points.map(({ year, cell, target }) => ({ year, cell, target }))

function yearLabels(plot: Plot): Svg {
  const room = textWidth('2000', 11) + 6
  const every = Math.max(1, Math.ceil(room / Math.max(plot.step, 1)))
  const last = plot.years[plot.years.length - 1] ?? 0
  return group(
    {},
    ...plot.years
      .filter((year) => (last - year) % every === 0)
      .map((year) =>
        text(plot.x(year), plot.bottom + 18, String(year), { size: 11, fill: quiet, anchor: 'middle' }),
      ),
  )
}

/** Values stand at their dots where they fit between the neighbours; else only at the first one (the last has its label at the right). */
function valueLabels(options: TrendLineOptions, plot: Plot): Svg {
  const { track, town, unit, decimals, language } = options
  const spots = spotsOf(track)
  const labelled = spots.map((spot) => ({
    ...spot,
    words: formatValue(spot.value, unit, decimals, language),
  }))
  const widest = labelled.reduce((most, one) => Math.max(most, textWidth(one.words, size)), 0)
  const shown =
    plot.step >= widest + 6 ? labelled.slice(0, -1) : labelled.slice(0, 1).slice(0, spots.length - 1)
  const townValues = new Map(town ? spotsOf(town).map((spot) => [spot.year, spot.value]) : [])
  return group(
    {},
    ...shown.map((one) => {
      const townValue = townValues.get(one.year)
      const [before, after] = [-1, 1].map(
        (step) => labelled.find((other) => other.year === one.year + step)?.value,
      )
      const isValley = before !== undefined && after !== undefined && before > one.value && after > one.value
      const underTown = townValue !== undefined && townValue > one.value
      const below = (isValley || underTown) && plot.y(one.value) + 20 < plot.bottom
      const y = plot.y(one.value) + (below ? 18 : -9)
      return text(plot.x(one.year), y, one.words, { size, fill: ink, anchor: 'middle', halo: 3 })
    }),
  )
}

type EndLabel = {
  readonly value: number
  readonly year: number
  readonly lines: readonly string[]
  readonly colour: string
  readonly weight: 400 | 600
}

/** What the lines are, written at their right ends. */
function endLabels(options: TrendLineOptions): readonly EndLabel[] {
  const { track, town, unit, decimals, language, width = 470 } = options
  const format = (value: number) => formatValue(value, unit, decimals, language)
  const lines = (words: string) => wrapText(words, size, width * 0.24)
  const own = lastSpot(track)
  const towns = town ? lastSpot(town) : undefined
  const goal = lastTarget(track)
  const target = chartTexts[language].target
  const labels: (EndLabel | undefined)[] = [
    own && { ...own, lines: [format(own.value)], colour: ink, weight: 600 },
    towns && town
      ? { ...towns, lines: lines(`${town.name} ${format(towns.value)}`), colour: quiet, weight: 400 }
      : undefined,
    goal && { ...goal, lines: lines(`${target} ${format(goal.value)}`), colour: targetColour, weight: 400 },
  ]
  return labels.filter((label) => label !== undefined)
}

type Placed = { readonly label: EndLabel; readonly from: number; readonly to: number }
const lineHeight = size + 2

/** Labels that would touch are moved apart; the own value keeps its place, the others give way. */
function drawEndLabels(labels: readonly EndLabel[], plot: Plot): Svg {
  const placed: Placed[] = []
  for (const label of labels) placed.push(freePlace(label, placed, plot))
  const right = plot.x(plot.years[plot.years.length - 1] ?? 0)
  return group(
    {},
    ...placed.flatMap(({ label, from }) =>
      label.lines.map((line, index) =>
        text(right + 10, from + (index + 0.8) * lineHeight, line, {
          size,
          fill: label.colour,
          weight: label.weight,
          halo: 3,
        }),
      ),
    ),
    ...labels
      .filter((label) => label.weight === 600)
      .map((label) =>
        element('circle', { cx: plot.x(label.year), cy: plot.y(label.value), r: 4.4, fill: area }),
      ),
  )
}

/** Nearest place beside the end of its line that no earlier label takes; rather away from the one that is there. */
function freePlace(label: EndLabel, placed: readonly Placed[], plot: Plot): Placed {
  const height = label.lines.length * lineHeight
  const wanted = plot.y(label.value) - height / 2
  const own = placed[0]
  const away = own === undefined || plot.y(label.value) >= (own.from + own.to) / 2 ? 1 : -1
  const shifts = Array.from(
    { length: 17 },
    (_, index) => Math.ceil(index / 2) * 4 * (index % 2 === 0 ? -away : away),
  )
  const isFree = (from: number) => placed.every((other) => from >= other.to || from + height <= other.from)
  const from = wanted + (shifts.find((shift) => isFree(wanted + shift)) ?? 0)
  return { label, from, to: from + height }
}
