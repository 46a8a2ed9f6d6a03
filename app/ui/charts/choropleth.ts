import type { Geometry } from 'geojson'
import { formatCell } from '#app/plain/format.ts'
import { type AreaValue, type ChartFrame, drawableValue, isSecret } from './chart.ts'
import { classify, classOf, type LegendLine, legendLines, type MapClass } from './classes.ts'
import { describeChart } from './describe.ts'
import { legend, legendHeight } from './mapLegend.ts'
import { fillsOf, ink, missingFill, patterns, quiet, secretFill } from './palette.ts'
import { type Boundary, fitted, planar, type SurfaceArea } from './planarMap.ts'
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

const isSurface = (area: BoundedArea): area is BoundedArea & SurfaceArea =>
  area.boundary.type === 'Polygon' || area.boundary.type === 'MultiPolygon'

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
