import { type GeoPath, geoMercator, geoPath } from 'd3-geo'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { formatCell } from '#app/plain/format.ts'
import { type AreaValue, type ChartFrame, drawableValue, isSecret } from './chart.ts'
import { classify, classOf, type LegendLine, legendLines, type MapClass } from './classes.ts'
import { describeChart } from './describe.ts'
import { legend, legendHeight } from './mapLegend.ts'
import { fillsOf, ink, missingFill, patterns, quiet, secretFill } from './palette.ts'
import { drawing, element, group, linked, nothing, type Svg, text, textWidth } from './svg.ts'

/** `boundary` in degrees of longitude and latitude (GeoJSON, RFC 7946); anything but polygons stays undrawn. */
export type BoundedArea = AreaValue & { readonly boundary: Geometry }

export type ChoroplethOptions = ChartFrame & {
  readonly areas: readonly BoundedArea[]
  readonly classes?: readonly MapClass[] | undefined
  readonly legend?: boolean | undefined
  /** Area that is set apart by a thick edge, on its own page. */
  readonly selected?: string | undefined
}

const edge = 3

/** Map of areas in their true form (Mercator, which keeps angles and is exact enough over a county), coloured by class. */
export function choropleth(options: ChoroplethOptions): string {
  const { id, language, unit, decimals, width = 470 } = options
  const measure = { unit, decimals, language }
  const areas = options.areas.filter((area) => isSurface(area.boundary))
  const cells = options.areas.map((area) => area.cell)
  const classes = options.classes ?? classify(cells, measure)
  const { path, height } = fittedPath(areas, width)
  const lines: readonly LegendLine[] = options.legend === false ? [] : legendLines(cells, classes, measure)
  // The selected area comes last, so that no neighbour covers its edge.
  const ordered = areas.toSorted(
    (a, b) => Number(a.key === options.selected) - Number(b.key === options.selected),
  )
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'map', ...options }),
      font: options.font,
      width,
      height: height + legendHeight(lines),
      hasLinks: areas.some((area) => area.href !== undefined),
    },
    patterns(id, fillsOf(cells, true), 0.85),
    ...ordered.map((area) => shape(area, options, classes, path)),
    legend(id, lines, height, language),
  )
}

function isSurface(boundary: Geometry): boolean {
  return boundary.type === 'Polygon' || boundary.type === 'MultiPolygon'
}

type Fitted = { readonly path: GeoPath; readonly height: number }

/**
 * Fits all areas into the width; a very tall town is bounded at 1.25 times the width. The rings are clipped by nothing, so their
 * winding order doesn't matter (d3 reads it on the sphere, against RFC 7946).
 */
function fittedPath(areas: readonly BoundedArea[], width: number): Fitted {
  const features: Feature[] = areas.map((area) => ({
    type: 'Feature',
    properties: {},
    geometry: area.boundary,
  }))
  const all: FeatureCollection = { type: 'FeatureCollection', features }
  const projection = geoMercator().preclip((stream) => stream)
  if (features.length === 0) return { path: geoPath(projection).digits(1), height: 40 }
  projection.fitWidth(width - 2 * edge, all)
  const [[, upper], [, lower]] = geoPath(projection).bounds(all)
  const natural = lower - upper
  const height = Number.isFinite(natural) ? Math.min(Math.max(natural, 40), width * 1.25) : 40
  const extent: [[number, number], [number, number]] = [
    [edge, edge],
    [width - edge, height + edge],
  ]
  projection.fitExtent(extent, all)
  return { path: geoPath(projection).digits(1), height: height + 2 * edge }
}

function shape(
  area: BoundedArea,
  options: ChoroplethOptions,
  classes: readonly MapClass[],
  path: GeoPath,
): Svg {
  const { id, language, unit, decimals } = options
  const value = drawableValue(area.cell)
  const found = value === undefined ? undefined : classOf(value, classes, { unit, decimals, language })
  const words = formatCell(area.cell, unit, decimals, language)
  const outlineOfArea = path(area.boundary)
  if (!outlineOfArea || /NaN|Infinity/.test(outlineOfArea)) return nothing
  const selected = area.key === options.selected
  return linked(
    area.href,
    `${area.name}: ${words}`,
    group(
      {},
      element('path', {
        d: outlineOfArea,
        fill: found?.colour ?? (isSecret(area.cell) ? secretFill(id) : missingFill(id)),
        stroke: selected ? ink : quiet,
        'stroke-width': selected ? 2.5 : 0.6,
        'stroke-linejoin': 'round',
      }),
      found ? valueInside(area, words, found.ink, path) : nothing,
    ),
  )
}

/** The value is printed in the area where it surely fits. */
function valueInside(area: BoundedArea, words: string, colour: string, path: GeoPath): Svg {
  const size = 10.5
  const [[left, top], [right, bottom]] = path.bounds(area.boundary)
  const [x, y] = path.centroid(area.boundary)
  const fits = right - left > textWidth(words, size) * 1.6 && bottom - top > size * 2.2
  if (!fits || !Number.isFinite(x) || !Number.isFinite(y)) return nothing
  return text(x, y + size * 0.35, words, { size, fill: colour, anchor: 'middle', weight: 600 })
}
