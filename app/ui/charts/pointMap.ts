import type { ChartFrame } from './chart.ts'
import { area, outline, paper, quiet } from './palette.ts'
import { type Boundary, fitted, planar } from './planarMap.ts'
import { drawing, element, escapeText, group, nothing, type Svg, text } from './svg.ts'

/** `at`: longitude and latitude in degrees; `mark`: one letter for what stands there. */
type MapPoint = { readonly at: readonly [number, number]; readonly name: string; readonly mark: string }

type PointMapOptions<Point extends MapPoint> = Pick<ChartFrame, 'id' | 'title' | 'font'> & {
  readonly description: string
  readonly areas: readonly { readonly boundary: Boundary }[]
  readonly points: readonly Point[]
  readonly width: number
}

/**
 * Points with a letter on the outlines of areas. The areas give the frame: a point far away would make them small, so it isn't
 * drawn; `shown` are those that are.
 */
export function pointMap<Point extends MapPoint>(
  options: PointMapOptions<Point>,
): { readonly svg: string; readonly shown: readonly Point[] } {
  const { id, title, description, font, areas, points, width } = options
  const { shapes, height, place } = fitted(areas, width)
  const placed = points.flatMap((point) => {
    const [x, y] = place([...point.at]) as [number, number]
    return x >= 0 && x <= width && y >= 0 && y <= height ? [{ point, x, y }] : []
  })
  const svg = drawing(
    { id, title, description, font, width, height },
    ...shapes.map((boundary) => {
      const path = planar(boundary)
      return path && !/NaN|Infinity/.test(path)
        ? element('path', {
            d: path,
            fill: outline,
            'fill-opacity': 0.14,
            stroke: quiet,
            'stroke-width': 0.7,
            'stroke-linejoin': 'round',
          })
        : nothing
    }),
    ...placed.map(({ point, x, y }) => marker(point, x, y)),
  )
  return { svg, shown: placed.map(({ point }) => point) }
}

const radius = 7.5

function marker({ name, mark }: MapPoint, x: number, y: number): Svg {
  return group(
    {},
    element('title', {}, escapeText(name) as Svg),
    element('circle', { cx: x, cy: y, r: radius, fill: area, stroke: paper, 'stroke-width': 1.2 }),
    text(x, y + 3.3, mark, { size: 9.5, weight: 600, fill: paper, anchor: 'middle' }),
  )
}
