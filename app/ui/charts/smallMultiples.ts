import { formatValue } from '#app/plain/format.ts'
import { type Domain, ticksOf, tickWidth, valueDomain, valuesOf } from './axes.ts'
import { type ChartFrame, type SeriesBreak, type Track, yearsOf } from './chart.ts'
import { describeChart } from './describe.ts'
import { fillsOfTracks, lastSpot, lastTarget } from './lines.ts'
import { multiplePanel, nameSize, type SharedParts, smallSize, valueSize } from './multiplePanel.ts'
import { drawNotes, notesOf } from './notes.ts'
import { area, patterns, quiet, target as targetColour, town as townColour } from './palette.ts'
import { drawing, element, group, linked, nothing, type Svg, text, textWidth, wrapText } from './svg.ts'
import { chartTexts } from './texts.ts'

/**
 * All areas, one indicator, all years: one small drawing per area, all on the same scale, the town in grey behind each.
 * `domain` sets the scale, so that several drawings (pages of a report) can share it.
 */
export type SmallMultiplesOptions = ChartFrame & {
  readonly tracks: readonly Track[]
  readonly town?: Track | undefined
  readonly breaks?: readonly SeriesBreak[] | undefined
  readonly columns?: number | undefined
  readonly domain?: Domain | undefined
}

const gapX = 16
const gapY = 14

/** One drawing of all areas with key and notes, for print and download. */
export function smallMultiples(options: SmallMultiplesOptions): string {
  const { id, tracks, language, width = 470 } = options
  const columns = Math.max(1, options.columns ?? Math.round(width / 155))
  const panelWidth = (width - gapX * (columns - 1)) / columns
  const shared = sharedParts(options, panelWidth)
  const rows = Math.ceil(tracks.length / columns)
  const key = multiplesKey(options)
  const keyHeight = key === nothing ? 0 : 24
  const panelsHeight = Math.max(0, rows * (shared.height + gapY) - gapY)
  const notes = drawNotes(
    notesOf(tracks, options.breaks ?? [], language),
    keyHeight + panelsHeight + 6,
    width,
  )
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'multiples', ...options }),
      font: options.font,
      width,
      height: Math.max(24, keyHeight + panelsHeight + 6 + notes.height),
      hasLinks: tracks.some((track) => track.href !== undefined),
    },
    patterns(id, fillsOfTracks(tracks), 0.8),
    key,
    ...tracks.map((track, index) => {
      const x = (index % columns) * (panelWidth + gapX)
      const y = keyHeight + Math.floor(index / columns) * (shared.height + gapY)
      const label = describeChart({ kind: 'trend', ...options, track, town: undefined })
      return linked(
        track.href,
        label,
        group(
          { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
          multiplePanel(track, options, shared, id),
        ),
      )
    }),
    notes.svg,
  )
}

export type MultiplePanel = {
  readonly key: string
  readonly name: string
  readonly href: string | undefined
  readonly svg: string
}

/** The same, one drawing per area, for a page that lays them out by its own width. `width` is that of one panel (default 200). */
export function multiplePanels(options: SmallMultiplesOptions): readonly MultiplePanel[] {
  const width = options.width ?? 200
  const shared = sharedParts(options, width)
  return options.tracks.map((track) => {
    const id = `${options.id}-${track.key}`
    return {
      key: track.key,
      name: track.name,
      href: track.href,
      svg: drawing(
        {
          id,
          title: track.name,
          description: describeChart({ kind: 'trend', ...options, track }),
          font: options.font,
          width,
          height: shared.height,
        },
        patterns(id, fillsOfTracks([track]), 0.8),
        multiplePanel(track, options, shared, id),
      ),
    }
  })
}

/** The scale on which all these tracks can be compared, for drawings that show a part of them each. */
export function sharedDomain({ tracks, town, ...measure }: SmallMultiplesOptions): Domain {
  const all = town ? [...tracks, town] : tracks
  return valueDomain(valuesOf(all.map(withoutInterval)), measure)
}

/** Everything that must be the same in all panels, so that they can be compared. */
function sharedParts(options: SmallMultiplesOptions, width: number): SharedParts {
  const { tracks, town, unit, decimals, language } = options
  const measure = { unit, decimals, language }
  const all = town ? [...tracks, town] : tracks
  const domain = options.domain ?? sharedDomain(options)
  const ticks = ticksOf(domain, 2, measure)
  const lines = tracks.reduce(
    (most, track) => Math.max(most, wrapText(track.name, nameSize, width, 600).length),
    1,
  )
  const lastWidths = tracks.map((track) => {
    const last = lastSpot(track)
    return last ? textWidth(formatValue(last.value, unit, decimals, language), valueSize, 600) : 0
  })
  const header = lines * 15 + 10
  return {
    width,
    header,
    height: header + Math.min(120, Math.max(66, width * 0.52)) + 18,
    domain,
    years: yearsOf(all),
    ticks,
    left: tickWidth(ticks, smallSize) + 6,
    right: lastWidths.reduce((a, b) => Math.max(a, b), 0) + 7,
  }
}

function withoutInterval(track: Track): Track {
  return { ...track, points: track.points.map(({ year, cell, target }) => ({ year, cell, target })) }
}

/** Says once what the lines are: area, town, target. */
function multiplesKey(options: SmallMultiplesOptions): Svg {
  const { tracks, town, language } = options
  const words = chartTexts[language]
  if (yearsOf(tracks).length === 0) return nothing
  const entries = [
    { colour: area, width: 2, label: words.keyArea },
    ...(town ? [{ colour: townColour, width: 1.3, label: town.name }] : []),
    ...(tracks.some((track) => lastTarget(track))
      ? [{ colour: targetColour, width: 1, label: words.keyTarget }]
      : []),
  ]
  let x = 0
  return group(
    {},
    ...entries.map(({ colour, width, label }) => {
      const from = x
      x += 24 + textWidth(label, 11) + 18
      return group(
        {},
        element('line', { x1: from, x2: from + 18, y1: 8, y2: 8, stroke: colour, 'stroke-width': width }),
        text(from + 24, 12, label, { size: 11, fill: quiet }),
      )
    }),
  )
}
