import type { Plot, Tick } from './axes.ts'
import { gridLine, quiet } from './palette.ts'
import { element, group, nothing, type Svg, text } from './svg.ts'

/** Thin lines at round values with their labels at the left. */
export function grid(ticks: readonly Tick[], plot: Plot, size: number): Svg {
  return group(
    {},
    ...ticks.flatMap((tick) => {
      const y = plot.y(tick.value)
      return [
        element('line', {
          x1: plot.left - 2,
          x2: plot.right,
          y1: y,
          y2: y,
          stroke: gridLine,
        }),
        text(plot.left - 6, y + size * 0.35, tick.label, { size, fill: quiet, anchor: 'end' }),
      ]
    }),
  )
}

/** First and last year under the plot. */
export function firstAndLastYear(plot: Plot, size: number): Svg {
  const first = plot.years[0]
  const last = plot.years[plot.years.length - 1]
  if (first === undefined || last === undefined) return nothing
  const y = plot.bottom + size + 4
  if (first === last) return text(plot.x(first), y, String(first), { size, fill: quiet, anchor: 'middle' })
  return group(
    {},
    text(plot.x(first) - 3, y, String(first), { size, fill: quiet }),
    text(plot.x(last) + 3, y, String(last), { size, fill: quiet, anchor: 'end' }),
  )
}
