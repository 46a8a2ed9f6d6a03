import type { ChartFrame } from './chart.ts'
import { ink, outline, quiet } from './palette.ts'
import { type Boundary, fitted, planar } from './planarMap.ts'
import { drawing, element, group, nothing, text, textWidth } from './svg.ts'

type OutlineArea = { readonly name: string; readonly boundary: Boundary }

/** Outlines of areas with their names and without values: what the boundaries themselves look like. */
export function outlineMap(
  options: Pick<ChartFrame, 'id' | 'title' | 'font' | 'width'> & {
    readonly description: string
    readonly areas: readonly OutlineArea[]
  },
): string {
  const { id, title, description, font, areas, width = 470 } = options
  const { shapes, height } = fitted(areas, width)
  return drawing(
    { id, title, description, font, width, height, hasLinks: false },
    ...shapes.map((boundary) => {
      const path = planar(boundary)
      return path && !/NaN|Infinity/.test(path)
        ? element('path', {
            d: path,
            fill: outline,
            'fill-opacity': 0.25,
            stroke: quiet,
            'stroke-width': 0.8,
            'stroke-linejoin': 'round',
          })
        : nothing
    }),
    ...shapes.map((boundary, index) => nameInside(boundary, areas[index]?.name ?? '')),
  )
}

/** The name is written where it surely fits; the table beside the map has all of them. */
function nameInside(boundary: Boundary, name: string) {
  const size = 10.5
  const [[left, top], [right, bottom]] = planar.bounds(boundary)
  const [x, y] = planar.centroid(boundary)
  const fits = right - left > textWidth(name, size) * 1.1 && bottom - top > size * 2
  if (!fits || !Number.isFinite(x) || !Number.isFinite(y)) return nothing
  return group({}, text(x, y + size * 0.35, name, { size, fill: ink, anchor: 'middle', halo: 3 }))
}
