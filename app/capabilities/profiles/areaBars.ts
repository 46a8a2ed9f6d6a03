import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import type { Language } from '#app/plain/format.ts'
import { barRow } from '#app/ui/charts/barRow.ts'
import { drawableValue } from '#app/ui/charts/chart.ts'
import { areaReadings } from './areaMap.ts'

/** One bar per area, by key, all on the same axis from zero; rates have the town beside them, sums don't. */
export function drawBars(
  result: IndicatorResult,
  year: number,
  language: Language,
): ReadonlyMap<string, string> {
  const { unit, decimals, name } = result.indicator
  const areas = areaReadings(result, year)
  const townRow = result.rows.find((row) => row.place.kind !== 'area')
  const townReading = townRow?.readings.find((reading) => reading.year === year)
  const isRate = unit === 'percent' || unit === 'ratio' || unit === 'score'
  const town =
    isRate && townRow && townReading
      ? { key: townRow.place.key, name: townRow.place.name, cell: townReading.cell }
      : undefined
  const values = [...areas.map((area) => area.reading), ...(town && townReading ? [townReading] : [])]
    .flatMap((reading) => [drawableValue(reading.cell), reading.target])
    .filter((value) => value !== undefined)
  const max = values.reduce((a, b) => Math.max(a, b), unit === 'percent' ? 100 : 0)
  const min = values.reduce((a, b) => Math.min(a, b), 0)
  return new Map(
    areas.map(({ place, reading }) => [
      place.key,
      barRow({
        id: `balken-${place.key}`,
        title: `${name}, ${place.name}`,
        language,
        unit,
        decimals,
        area: { key: place.key, name: place.name, cell: reading.cell },
        town,
        target: reading.target,
        max,
        min,
        width: 150,
      }),
    ]),
  )
}
