import { formatCell } from '#app/plain/format.ts'
import { type AreaValue, type ChartFrame, drawableValue, isSecret } from './chart.ts'
import { classify, classOf, type LegendLine, legendLines, type MapClass } from './classes.ts'
import { describeChart } from './describe.ts'
import { legend, legendHeight } from './mapLegend.ts'
import { fillsOf, ink, missingFill, outline, patterns, secretFill } from './palette.ts'
import { drawing, element, group, linked, type Svg, text, textWidth, wrapText } from './svg.ts'

export type TileArea = AreaValue & { readonly tile: { readonly column: number; readonly row: number } }

export type TileMapOptions = ChartFrame & {
  readonly areas: readonly TileArea[]
  /** Classes of another drawing, so that two maps can be compared; by default those of these values. */
  readonly classes?: readonly MapClass[] | undefined
  /** Legend inside the drawing (default); the web page sets its own beside it. */
  readonly legend?: boolean | undefined
  /** Area that is set apart by a thick edge, on its own page. */
  readonly selected?: string | undefined
}

const gap = 5
const inset = 8
const largestName = 13
const smallestName = 8.5
const smallestReadable = 11

/** One equal square per area, about where the area lies; name and value are printed in it, so colour only repeats them. */
export function tileMap(options: TileMapOptions): string {
  const { areas, id, language, unit, decimals, width = 470 } = options
  const measure = { unit, decimals, language }
  const cells = areas.map((area) => area.cell)
  const classes = options.classes ?? classify(cells, measure)
  const { left, columns } = columnsOf(areas)
  const top = Math.min(0, ...areas.map((area) => area.tile.row))
  const rows = Math.max(1, ...areas.map((area) => area.tile.row - top + 1))
  const tileWidth = (width - gap * (columns - 1)) / columns
  const small = nameSize(areas, tileWidth - 2 * inset)
  const nameLines = areas.reduce(
    (most, area) => Math.max(most, Math.min(2, wrapText(area.name, small, tileWidth - 2 * inset).length)),
    1,
  )
  const tileHeight = Math.max(Math.min(tileWidth * 0.62, 96), nameLines * small * 1.2 + 40)
  const mapHeight = rows * tileHeight + (rows - 1) * gap
  const lines: readonly LegendLine[] = options.legend === false ? [] : legendLines(cells, classes, measure)
  return drawing(
    {
      id,
      title: options.title,
      description: options.description ?? describeChart({ kind: 'map', ...options }),
      font: options.font,
      width,
      height: mapHeight + legendHeight(lines),
      hasLinks: areas.some((area) => area.href !== undefined),
    },
    patterns(id, fillsOf(cells, true)),
    ...areas.map((area) =>
      tile(
        area,
        options,
        classes,
        {
          x: (area.tile.column - left) * (tileWidth + gap),
          y: (area.tile.row - top) * (tileHeight + gap),
          width: tileWidth,
          height: tileHeight,
        },
        small,
      ),
    ),
    legend(id, lines, mapHeight, language),
  )
}

function columnsOf(areas: readonly TileArea[]) {
  const left = Math.min(0, ...areas.map((area) => area.tile.column))
  return { left, columns: Math.max(1, ...areas.map((area) => area.tile.column - left + 1)) }
}

/** Whether every name fits its tile in letters that can be read where a unit of the drawing is a pixel. */
export function isReadable(areas: readonly TileArea[], width: number): boolean {
  const { columns } = columnsOf(areas)
  return nameSize(areas, (width - gap * (columns - 1)) / columns - 2 * inset) >= smallestReadable
}

/** The largest size at which every name fits its tile in two lines. */
function nameSize(areas: readonly TileArea[], width: number): number {
  const fits = (size: number) =>
    areas.every((area) => {
      const lines = wrapText(area.name, size, width)
      return lines.length <= 2 && lines.every((line) => textWidth(line, size) <= width)
    })
  let size = largestName
  while (size > smallestName && !fits(size)) size -= 0.5
  return size
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const shrink = (box: Box, by: number): Box => ({
  x: box.x + by,
  y: box.y + by,
  width: box.width - 2 * by,
  height: box.height - 2 * by,
})

function tile(
  area: TileArea,
  options: TileMapOptions,
  classes: readonly MapClass[],
  box: Box,
  small: number,
): Svg {
  const { id, language, unit, decimals } = options
  const value = drawableValue(area.cell)
  const found = value === undefined ? undefined : classOf(value, classes, { unit, decimals, language })
  const secret = isSecret(area.cell)
  const words = formatCell(area.cell, unit, decimals, language)
  const fill = found?.colour ?? (secret ? secretFill(id) : missingFill(id))
  const colour = found?.ink ?? ink
  const halo = found === undefined ? 4 : undefined
  const selected = area.key === options.selected
  const large = value === undefined ? small : Math.min(21, box.height * 0.3)
  const names = wrapText(area.name, small, box.width - 2 * inset).slice(0, 2)
  const valueLines = value === undefined ? wrapText(words, small, box.width - 2 * inset).slice(0, 2) : [words]
  const valueTop = box.y + box.height - 10 - (valueLines.length - 1) * small * 1.2
  return linked(
    area.href,
    undefined,
    group(
      {},
      element('rect', {
        ...(selected ? shrink(box, 1.5) : box),
        rx: 4,
        fill,
        stroke: selected ? ink : outline,
        'stroke-width': selected ? 3 : 0.75,
        'stroke-dasharray': found === undefined && !secret ? '3 3' : undefined,
      }),
      ...names.map((line, index) =>
        text(box.x + inset, box.y + small + 6 + index * small * 1.2, line, {
          size: small,
          fill: colour,
          halo,
        }),
      ),
      ...valueLines.map((line, index) =>
        text(box.x + inset, valueTop + index * small * 1.2, line, {
          size: large,
          fill: colour,
          weight: 600,
          halo,
        }),
      ),
    ),
  )
}
