import { geoMercatorRaw, geoPath } from 'd3-geo'
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson'
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
  const areas = options.areas.filter(isSurface)
  const cells = options.areas.map((area) => area.cell)
  const classes = options.classes ?? classify(cells, measure)
  const { shapes, height } = fitted(areas, width)
  const lines: readonly LegendLine[] = options.legend === false ? [] : legendLines(cells, classes, measure)
  // The selected area comes last, so that no neighbour covers its edge.
  const ordered = areas
    .map((area, index) => ({ area, boundary: shapes[index] }))
    .sort((a, b) => Number(a.area.key === options.selected) - Number(b.area.key === options.selected))
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
    ...ordered.map(({ area, boundary }) => shape(area, options, classes, boundary)),
    legend(id, lines, height, language),
  )
}

function isSurface(area: BoundedArea): area is SurfaceArea {
  return area.boundary.type === 'Polygon' || area.boundary.type === 'MultiPolygon'
}

/** `shapes` in the order of the areas. */
type Fitted = { readonly shapes: readonly Boundary[]; readonly height: number }

/**
 * Projects and fits all areas into the width; a very tall town is bounded at 1.25 times the width. Each point is projected once,
 * in the plane, so the winding order of the rings doesn't matter (d3 reads it on the sphere, against RFC 7946).
 */
function fitted(areas: readonly SurfaceArea[], width: number): Fitted {
  const projected = areas.map((area) => mapPoints(area.boundary, mercator))
  const inside = width - 2 * edge
  const [[left, upper], [right, lower]] = planar.bounds({
    type: 'GeometryCollection',
    geometries: projected,
  })
  if (!(right > left && lower > upper)) return { shapes: [], height: 40 }
  const tallest = inside * 1.25
  const scale = Math.min(inside / (right - left), tallest / (lower - upper))
  const shift = edge + (inside - (right - left) * scale) / 2
  const place = ([x, y]: Position): Position => [(x! - left) * scale + shift, (y! - upper) * scale + edge]
  return {
    shapes: projected.map((boundary) => mapPoints(boundary, place)),
    height: (lower - upper) * scale + 2 * edge,
  }
}

type Boundary = Polygon | MultiPolygon
type SurfaceArea = BoundedArea & { readonly boundary: Boundary }

/** Draws points as they are: they are in user units already. */
const planar = geoPath().digits(1)

/** Down is positive, as on a screen. */
function mercator([longitude, latitude]: Position): Position {
  const [x, y] = geoMercatorRaw((longitude! * Math.PI) / 180, (latitude! * Math.PI) / 180)
  return [x, -y]
}

function mapPoints(boundary: Boundary, move: (point: Position) => Position): Boundary {
  return boundary.type === 'Polygon'
    ? { type: 'Polygon', coordinates: boundary.coordinates.map((ring) => ring.map(move)) }
    : {
        type: 'MultiPolygon',
        coordinates: boundary.coordinates.map((rings) => rings.map((ring) => ring.map(move))),
      }
}

function shape(
  area: BoundedArea,
  options: ChoroplethOptions,
  classes: readonly MapClass[],
  boundary: Boundary | undefined,
): Svg {
  const { id, language, unit, decimals } = options
  const value = drawableValue(area.cell)
  const found = value === undefined ? undefined : classOf(value, classes, { unit, decimals, language })
  const words = formatCell(area.cell, unit, decimals, language)
  const outlineOfArea = boundary && planar(boundary)
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
      found ? valueInside(boundary, words, found.ink) : nothing,
    ),
  )
}

/** The value is printed in the area where it surely fits. */
function valueInside(boundary: Boundary, words: string, colour: string): Svg {
  const size = 10.5
  const [[left, top], [right, bottom]] = planar.bounds(boundary)
  const [x, y] = planar.centroid(boundary)
  const fits = right - left > textWidth(words, size) * 1.6 && bottom - top > size * 2.2
  if (!fits || !Number.isFinite(x) || !Number.isFinite(y)) return nothing
  return text(x, y + size * 0.35, words, { size, fill: colour, anchor: 'middle', weight: 600 })
}
