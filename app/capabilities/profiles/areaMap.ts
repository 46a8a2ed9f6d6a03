import type { Geometry } from 'geojson'
import type { IndicatorResult, Reading } from '#app/capabilities/indicators/indicator.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { isNotThere } from '#app/plain/cell.ts'
import type { Language } from '#app/plain/format.ts'
import { choropleth } from '#app/ui/charts/choropleth.ts'
import { classify, type LegendLine, legendLines } from '#app/ui/charts/classes.ts'
import { tileMap } from '#app/ui/charts/tileMap.ts'

/** `narrow`: the same with larger letters, for a phone; maps without words need only one. */
export type AreaMap = {
  readonly svg: string
  readonly narrow: string | undefined
  readonly legend: readonly LegendLine[]
}

export type AreaMapOptions = {
  readonly id: string
  readonly title: string
  readonly year: number
  readonly language: Language
  readonly boundaries: ReadonlyMap<number, Geometry>
  readonly hrefOf: (place: Place) => string
  readonly selected?: string
}

/** Areas with their readings of one year; an area that was not reported is left out. */
export function areaReadings(
  result: IndicatorResult,
  year: number,
): readonly { readonly place: Place; readonly reading: Reading }[] {
  return result.rows.flatMap((row) => {
    const reading = row.readings.find((one) => one.year === year)
    const isThere = reading !== undefined && !isNotThere(reading.cell)
    return row.place.kind === 'area' && isThere ? [{ place: row.place, reading }] : []
  })
}

/** Map in true form where the town has drawn boundaries, else a tile map; undefined where there is neither. */
export function drawAreaMap(result: IndicatorResult, options: AreaMapOptions): AreaMap | undefined {
  const { id, title, year, language, boundaries, hrefOf, selected } = options
  const { unit, decimals } = result.indicator
  const measure = { unit, decimals, language }
  const areas = areaReadings(result, year).map(({ place, reading }) => ({
    key: place.key,
    name: place.name,
    cell: reading.cell,
    href: hrefOf(place),
    boundary: boundaries.get(place.id),
    tile: place.tile,
  }))
  const cells = areas.map((area) => area.cell)
  const frame = { id, title, ...measure, legend: false, selected }
  const legend = legendLines(cells, classify(cells, measure), measure)
  const bounded = areas.flatMap(({ boundary, ...area }) => (boundary ? [{ ...area, boundary }] : []))
  if (bounded.length > 0) {
    return { svg: choropleth({ ...frame, width: 560, areas: bounded }), narrow: undefined, legend }
  }
  const tiled = areas.flatMap(({ tile, ...area }) => (tile ? [{ ...area, tile }] : []))
  if (tiled.length === 0) return undefined
  const narrow = tileMap({ ...frame, id: `${id}-schmal`, areas: tiled, width: 350 })
  return { svg: tileMap({ ...frame, areas: tiled, width: 540 }), narrow, legend }
}

/** The newest year, up to `year`, in which at least one area was reported. */
export function newestAreaYear(result: IndicatorResult, year: number): number | undefined {
  return result.years
    .filter((one) => one <= year && areaReadings(result, one).length > 0)
    .reduce<number | undefined>((newest, one) => Math.max(newest ?? one, one), undefined)
}
