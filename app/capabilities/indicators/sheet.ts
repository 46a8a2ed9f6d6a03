import type { IndicatorResult, Reading } from './indicator.ts'

type Row = IndicatorResult['rows'][number]

/** The row of the town or county; undefined where it has no data. */
export function findTownRow(result: IndicatorResult): Row | undefined {
  return result.rows.find(({ place }) => place.kind === 'town' || place.kind === 'county')
}

export function findReading(row: Row | undefined, year: number): Reading | undefined {
  return row?.readings.find((reading) => reading.year === year)
}

const hasValue = (row: Row, year: number) => {
  const cell = findReading(row, year)?.cell
  return cell !== undefined && 'value' in cell
}

/** The latest year in which the town, or else any area, has a value; else the latest year; undefined without years. */
export function latestYear(result: IndicatorResult): number | undefined {
  const town = findTownRow(result)
  return (
    result.years.findLast((year) => town && hasValue(town, year)) ??
    result.years.findLast((year) => result.rows.some((row) => hasValue(row, year))) ??
    result.years.at(-1)
  )
}
