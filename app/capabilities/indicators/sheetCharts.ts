import type { Geometry } from 'geojson'
import { isNotThere } from '#app/plain/cell.ts'
import type { Language } from '#app/plain/format.ts'
import type { Track } from '#app/ui/charts/chart.ts'
import { choropleth } from '#app/ui/charts/choropleth.ts'
import { classify, type LegendLine, legendLines } from '#app/ui/charts/classes.ts'
import {
  type MultiplePanel,
  multiplePanels,
  sharedDomain,
  smallMultiples,
} from '#app/ui/charts/smallMultiples.ts'
import { isReadable, tileMap } from '#app/ui/charts/tileMap.ts'
import { trendLine } from '#app/ui/charts/trendLine.ts'
import type { IndicatorResult } from './indicator.ts'
import { findReading, findTownRow } from './sheet.ts'

type Row = IndicatorResult['rows'][number]

export type ChartOptions = {
  readonly result: IndicatorResult
  readonly language: Language
  /** Undefined where nothing must be clickable (downloads, print). */
  readonly hrefOf?: ((placeKey: string) => string) | undefined
  readonly boundaries: ReadonlyMap<number, Geometry>
}

function frameOf({ result, language }: ChartOptions, id: string, title: string) {
  const { unit, decimals } = result.indicator
  return { id, title, language, unit, decimals }
}

/** The course of a place; before it began that of its forerunners, converted and marked so. */
function trackOf({ hrefOf }: ChartOptions, { place, readings, converted }: Row): Track {
  const points = readings.map((reading) => {
    const cell = converted?.get(reading.year)
    return cell ? { year: reading.year, cell } : reading
  })
  return { key: place.key, name: place.name, points, href: hrefOf?.(place.key) }
}

const areaRows = (result: IndicatorResult) => result.rows.filter(({ place }) => place.kind === 'area')

/** The town over the years, for a desk and for a phone. Undefined where the town has no data. */
export function drawCourse(
  options: ChartOptions,
  title: string,
): { narrow: string; wide: string } | undefined {
  const town = findTownRow(options.result)
  if (!town) return undefined
  const track = { ...trackOf(options, town), href: undefined }
  const { breaks } = options.result.indicator
  return {
    wide: trendLine({ ...frameOf(options, 'verlauf', title), track, breaks, width: 760, height: 280 }),
    narrow: trendLine({
      ...frameOf(options, 'verlauf-schmal', title),
      track,
      breaks,
      width: 340,
      height: 230,
    }),
  }
}

export type AreaMap = {
  readonly kind: 'tiles' | 'boundaries'
  readonly svg: string
  /** For a phone, with letters of at least 11 pixels: as wide as its screen, or wider in a box of its own. */
  readonly narrow: { readonly svg: string; readonly scrolls: boolean }
  readonly legend: readonly LegendLine[]
}

/** Less than the page leaves at 320 pixels, so that no letter is drawn smaller than its size. */
const phoneWidth = 268
/** As `.ll-drawing__scroll` shows it. */
const scrolledWidth = 680

/** The areas in one year: in their true form where boundaries are known, else as tiles. Undefined where neither is. */
export function drawMap(
  options: ChartOptions,
  year: number,
  title: string,
  withLegend = false,
): AreaMap | undefined {
  const rows = areaRows(options.result)
  const { unit, decimals } = options.result.indicator
  const areas = rows.flatMap((row) => {
    const cell = findReading(row, year)?.cell
    return cell && !isNotThere(cell) ? [{ row, ...trackOf(options, row), cell }] : []
  })
  if (areas.length === 0) return undefined
  const measure = { unit, decimals, language: options.language }
  const cells = areas.map(({ cell }) => cell)
  const legend = legendLines(cells, classify(cells, measure), measure)
  const frame = { ...frameOf(options, 'karte', title), legend: withLegend }
  const bounded = areas.flatMap((area) => {
    const boundary = options.boundaries.get(area.row.place.id)
    return boundary ? [{ ...area, boundary }] : []
  })
  if (bounded.length === areas.length) {
    const draw = (id: string, width: number) => choropleth({ ...frame, id, areas: bounded, width })
    // Values that don't fit their area are left out there: the table has them.
    const narrow = { svg: draw('karte-schmal', phoneWidth), scrolls: false }
    return { kind: 'boundaries', legend, svg: draw('karte', 560), narrow }
  }
  const tiled = areas.flatMap((area) => (area.row.place.tile ? [{ ...area, tile: area.row.place.tile }] : []))
  if (tiled.length < areas.length) return undefined
  const draw = (id: string, width: number) => tileMap({ ...frame, id, areas: tiled, width })
  const scrolls = !isReadable(tiled, phoneWidth)
  const narrow = { svg: draw('karte-schmal', scrolls ? scrolledWidth : phoneWidth), scrolls }
  return { kind: 'tiles', legend, svg: draw('karte', 520), narrow }
}

/** Narrow enough that two panels stand side by side on a phone with letters at about their own size. */
const panelWidth = 172

/**
 * The areas with these keys over the years, one small drawing each, in the order of the catalogue of places; on the scale of all
 * areas, so that pages can be compared.
 */
export function drawPanels(
  options: ChartOptions,
  title: string,
  keys: ReadonlySet<string>,
): readonly MultiplePanel[] {
  const all = multiplesOf(options, title)
  const tracks = all.tracks.filter(({ key }) => keys.has(key))
  return multiplePanels({ ...all, tracks, domain: sharedDomain(all), width: panelWidth })
}

/** The same as one drawing, for a download or print. */
export function drawMultiples(options: ChartOptions, title: string): string {
  return smallMultiples({ ...multiplesOf(options, title), width: 760 })
}

function multiplesOf(options: ChartOptions, title: string) {
  const town = findTownRow(options.result)
  return {
    ...frameOf(options, 'vielfache', title),
    tracks: areaRows(options.result).map((row) => trackOf(options, row)),
    town: town && { ...trackOf(options, town), href: undefined },
    breaks: options.result.indicator.breaks,
  }
}
