import type { Geometry } from 'geojson'
import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import type { Language } from '#app/plain/format.ts'
import type { Block } from '#app/platform/documents/document.ts'
import { documentFont } from '#app/platform/documents/svgFigure.ts'
import type { ChartFrame, Track } from '#app/ui/charts/chart.ts'
import { choropleth } from '#app/ui/charts/choropleth.ts'
import { describeChart } from '#app/ui/charts/describe.ts'
import { smallMultiples } from '#app/ui/charts/smallMultiples.ts'
import { tileMap } from '#app/ui/charts/tileMap.ts'
import { trendLine } from '#app/ui/charts/trendLine.ts'
import { isArea, isTown, type Row, readingOf, reportWords } from './words.ts'

/** More areas than these are not drawn as small multiples: the drawing would be longer than a page. */
const mostMultiples = 18

/** Drawings say as much when they are smaller, and stay on the page of their table. */
const mapWidth = 400
const trendHeight = 130

/** With more areas than two rows of three, four stand in a row and are printed a little smaller. */
const dense = { from: 7, columns: 4, width: 560 }

type Scene = {
  readonly language: Language
  readonly year: number
  readonly town: string
  readonly years: readonly number[]
  readonly boundaries: ReadonlyMap<number, Geometry>
  /** What the map says. */
  readonly statement: string
}

function figure(id: string, caption: string, svg: string, alternative: string, source: string): Block {
  const size = id.startsWith('karte') ? 'medium' : 'full'
  return { kind: 'figure', id, caption, svg, size, alternative, notes: [], source: source || undefined }
}

/** Small multiples where there are areas, else the town's course; a map of the report's year where areas have values. */
export function indicatorFigures(result: IndicatorResult, scene: Scene): readonly Block[] {
  const { indicator, rows } = result
  const { language, years, year } = scene
  const t = reportWords(language)
  const { key, name, unit, decimals, sourceNote } = indicator
  const toTrack = (row: Row): Track => ({
    key: row.place.key,
    name: row.place.name,
    points: row.readings.filter((reading) => years.includes(reading.year)),
  })
  const frame = (kind: string, title: string): ChartFrame => ({
    id: `${kind}-${key}`,
    title,
    language,
    unit,
    decimals,
    font: `${documentFont}, sans-serif`,
  })
  const hasValue = (row: Row) => row.readings.some(({ cell }) => 'value' in cell)
  const isShown = (row: Row) => isArea(row) && row.readings.some(({ year: one }) => years.includes(one))
  const town = rows.find(isTown)
  const areas = rows.filter(isShown)
  const span = { from: years[0] ?? year, to: years.at(-1) ?? year, name, town: scene.town }
  const blocks: Block[] = []
  const map = mapFigure(areas, result, scene, frame)
  if (map) {
    const caption = t('doc.mapTitle', { statement: scene.statement, name, year })
    blocks.push(figure(`karte-${key}`, caption, map.svg, map.alternative, sourceNote))
  }
  if (years.length > 1 && areas.filter(hasValue).length > 1 && areas.length <= mostMultiples) {
    const title = t('doc.multiplesTitle', span)
    const options = {
      ...frame('vielfache', title),
      tracks: areas.map(toTrack),
      town: town && toTrack(town),
      breaks: indicator.breaks,
      ...(areas.length < dense.from ? {} : { columns: dense.columns, width: dense.width }),
    }
    const alternative = describeChart({ kind: 'multiples', ...options })
    blocks.push(figure(`vielfache-${key}`, title, smallMultiples(options), alternative, sourceNote))
  } else if (years.length > 1 && town && hasValue(town)) {
    const title = t('doc.trendTitle', span)
    const options = { ...frame('verlauf', title), track: toTrack(town), breaks: indicator.breaks }
    const alternative = describeChart({ kind: 'trend', ...options })
    blocks.push(
      figure(
        `verlauf-${key}`,
        title,
        trendLine({ ...options, height: trendHeight }),
        alternative,
        sourceNote,
      ),
    )
  }
  return blocks
}

function mapFigure(
  areas: readonly Row[],
  result: IndicatorResult,
  scene: Scene,
  frame: (kind: string, title: string) => ChartFrame,
): { readonly svg: string; readonly alternative: string } | undefined {
  const values = areas.flatMap((row) => {
    const reading = readingOf(row, scene.year)
    return reading ? [{ row, key: row.place.key, name: row.place.name, cell: reading.cell }] : []
  })
  const withValue = values.filter(({ cell }) => 'value' in cell)
  if (withValue.length < 2) return undefined
  const options = frame('karte', `${result.indicator.name} ${scene.year}`)
  const alternative = describeChart({ kind: 'map', ...options, areas: values })
  const bounded = values.flatMap((value) => {
    const boundary = scene.boundaries.get(value.row.place.id)
    return boundary ? [{ ...value, boundary }] : []
  })
  if (bounded.length === values.length)
    return { svg: choropleth({ ...options, areas: bounded, width: mapWidth }), alternative }
  const tiled = values.flatMap((value) =>
    value.row.place.tile ? [{ ...value, tile: value.row.place.tile }] : [],
  )
  return tiled.length === values.length
    ? { svg: tileMap({ ...options, areas: tiled, width: mapWidth }), alternative }
    : undefined
}
