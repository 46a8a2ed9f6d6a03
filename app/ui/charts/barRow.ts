import { scaleLinear } from 'd3-scale'

import { type AreaValue, type ChartFrame, drawableValue, isDrawable, isSecret } from './chart.ts'
import { describeChart } from './describe.ts'
import {
  area as areaColour,
  fillsOf,
  missingFill,
  outline,
  patterns,
  secretFill,
  target as targetColour,
  town as townColour,
} from './palette.ts'
import { drawing, element, nothing, type Svg } from './svg.ts'

export type BarRowOptions = ChartFrame & {
  readonly area: AreaValue
  /** The end of the axis, the same for all rows of a table; the axis begins at zero (or at `min`, if values are negative). */
  readonly max: number
  readonly min?: number | undefined
  readonly town?: AreaValue | undefined
  readonly target?: number | undefined
  readonly height?: number | undefined
}

/** One bar with zero baseline for a row of a table; the town as a grey mark, the target as a thin line. The value stands in the table. */
export function barRow(options: BarRowOptions): string {
  const { id, town, width = 180, height = 20 } = options
  const low = Math.min(0, isDrawable(options.min) ? options.min : 0)
  const high = Math.max(isDrawable(options.max) ? options.max : 1, low + Number.EPSILON, 0)
  const x = scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .range([1, width - 1])
    .clamp(true)
  const townValue = town && drawableValue(town.cell)
  const goal = isDrawable(options.target) ? options.target : undefined
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'bar', ...options }),
      font: options.font,
      width,
      height,
    },
    patterns(id, fillsOf([options.area.cell], true), 0.8),
    bar(options, x(0), (value) => x(value), height),
    upright(x(0), 0, height, outline, 1),
    townValue === undefined ? nothing : upright(x(townValue), 1, height - 1, townColour, 2.5),
    goal === undefined ? nothing : upright(x(goal), 0, height, targetColour, 1.2),
  )
}

function bar(options: BarRowOptions, zero: number, x: (value: number) => number, height: number): Svg {
  const { id, area } = options
  const value = drawableValue(area.cell)
  const box = { y: 4, height: height - 8 }
  if (value === undefined) {
    const fill = isSecret(area.cell) ? secretFill(id) : missingFill(id)
    return element('rect', { ...box, x: zero, width: 54, fill, stroke: outline, 'stroke-width': 0.5 })
  }
  const end = x(value)
  return element('rect', { ...box, x: Math.min(zero, end), width: Math.abs(end - zero), fill: areaColour })
}

function upright(x: number, top: number, bottom: number, colour: string, width: number): Svg {
  return element('line', { x1: x, x2: x, y1: top, y2: bottom, stroke: colour, 'stroke-width': width })
}
