import { scaleLinear } from 'd3-scale'
import { type AreaValue, type ChartFrame, drawableValue, isDrawable, isSecret } from './chart.ts'
import { describeChart } from './describe.ts'
import {
  area as areaColour,
  fillsOf,
  gridLine,
  outline,
  paper,
  patterns,
  secretFill,
  target as targetColour,
  town as townColour,
} from './palette.ts'
import { drawing, element, nothing } from './svg.ts'

export type SpreadStripOptions = ChartFrame & {
  readonly area: AreaValue
  /** All areas; those without value take no part. They are drawn without names: the strip shows spread, not a ranking. */
  readonly others: readonly AreaValue[]
  readonly town?: AreaValue | undefined
  readonly target?: number | undefined
  readonly height?: number | undefined
}

/** Where one area stands among all: a rail from the lowest to the highest value, the others as quiet marks. */
export function spreadStrip(options: SpreadStripOptions): string {
  const { id, area, town, others, width = 180, height = 24 } = options
  const values = others.map((one) => drawableValue(one.cell)).filter((value) => value !== undefined)
  const own = drawableValue(area.cell)
  const towns = town && drawableValue(town.cell)
  const goal = isDrawable(options.target) ? options.target : undefined
  const all = [...values, own, towns, goal].filter((value) => value !== undefined)
  const low = all.reduce((a, b) => Math.min(a, b), all[0] ?? 0)
  const high = all.reduce((a, b) => Math.max(a, b), all[0] ?? 0)
  const x = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([9, width - 9])
  const middle = height / 2
  const spread =
    values.length === 0 ? undefined : { from: x(Math.min(...values)), to: x(Math.max(...values)) }
  const mark = (at: number, reach: number, colour: string, thick: number) =>
    element('line', {
      x1: at,
      x2: at,
      y1: middle - reach,
      y2: middle + reach,
      stroke: colour,
      'stroke-width': thick,
    })
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'spread', ...options }),
      font: options.font,
      width,
      height,
    },
    patterns(id, fillsOf([area.cell], false), 0.8),
    spread === undefined
      ? nothing
      : element('rect', {
          x: spread.from - 4,
          y: middle - 4,
          width: spread.to - spread.from + 8,
          height: 8,
          rx: 4,
          fill: gridLine,
        }),
    // Marks closer than half a pixel are one to the eye; of six hundred areas most are.
    ...[...new Set(values.map((value) => Math.round(x(value) * 2) / 2))].map((at) => mark(at, 3, outline, 1)),
    goal === undefined ? nothing : mark(x(goal), middle - 0.5, targetColour, 1.2),
    towns === undefined ? nothing : mark(x(towns), middle - 4, townColour, 3),
    isSecret(area.cell)
      ? element('rect', { x: 0, y: 1, width, height: height - 2, fill: secretFill(id), 'fill-opacity': 0.55 })
      : nothing,
    own === undefined
      ? nothing
      : element('circle', {
          cx: x(own),
          cy: middle,
          r: 6,
          fill: areaColour,
          stroke: paper,
          'stroke-width': 1.5,
        }),
  )
}
