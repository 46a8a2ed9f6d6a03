import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import type { IndicatorResult } from '#app/capabilities/indicators/indicator.ts'
import { getResults, listAreaIndicators } from '#app/capabilities/indicators/indicators.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { remember } from '#app/platform/remembered.server.ts'

/*
 * A town can have six hundred areas and hundreds of indicators. Nothing here reads all years of all indicators of all areas: a
 * page takes one indicator with all its areas, or one area with all its indicators beside one year of the others.
 */

/** One indicator over all areas and years; undefined if no area has anything to show. */
async function findAreaResult(
  reader: Reader,
  key: string,
  language: Language,
): Promise<IndicatorResult | undefined> {
  const [result] = await getResults(reader, { indicators: [key], language })
  return result?.rows.some((row) => row.place.kind === 'area' && row.readings.length > 0) ? result : undefined
}

/** The wanted indicator, else the first of the catalogue, that has values by area and pleases. */
export async function findFirstAreaResult(
  reader: Reader,
  language: Language,
  pleases: (result: IndicatorResult) => boolean,
  wanted?: string,
): Promise<IndicatorResult | undefined> {
  const keys = (await listAreaIndicators(reader, language)).map((indicator) => indicator.key)
  const first = wanted !== undefined && keys.includes(wanted) ? [wanted] : []
  for (const key of [...first, ...keys]) {
    const result = await findAreaResult(reader, key, language)
    if (result && pleases(result)) return result
  }
  return undefined
}

/** All indicators of all areas in one year; the same for the sheets of all areas, so it is computed once per state of the data. */
async function getYearOfAreas(
  reader: Reader,
  year: number,
  language: Language,
): Promise<ReadonlyMap<string, IndicatorResult>> {
  const mark = await readStateMark(reader)
  const name = JSON.stringify(['areas of a year', reader.tenant, mark, year, language])
  return remember(name, async () => {
    const results = await getResults(reader, { onlyYears: [year], years: [year], language })
    return new Map(results.map((result) => [result.indicator.key, result]))
  })
}

/**
 * All indicators for one area: town and area with all their years, the other areas in the year in which the area stands on
 * its sheet. `year` undefined: the newest.
 */
export async function getResultsAround(
  reader: Reader,
  place: string,
  wantedYear: number | undefined,
  language: Language,
): Promise<{ results: readonly IndicatorResult[]; years: readonly number[]; year: number }> {
  const own = await getResults(reader, { places: { townAnd: place }, language })
  const years = [...new Set(own.flatMap((result) => result.years))].sort((a, b) => b - a)
  const year = wantedYear !== undefined && years.includes(wantedYear) ? wantedYear : (years[0] ?? 0)
  const results: IndicatorResult[] = []
  for (const result of own) {
    const readings = result.rows.find((row) => row.place.key === place)?.readings ?? []
    const shownIn = readings.findLast((reading) => reading.year <= year)?.year ?? year
    const others = (await getYearOfAreas(reader, shownIn, language)).get(result.indicator.key)
    results.push(withOthers(result, others, place))
  }
  return { results, years, year }
}

/** An area that is not in its own result, because it never had a value, is there among the others, with the reason. */
function withOthers(
  result: IndicatorResult,
  others: IndicatorResult | undefined,
  place: string,
): IndicatorResult {
  const isThere = result.rows.some((row) => row.place.key === place)
  const added = (others?.rows ?? []).filter(
    (row) => row.place.kind === 'area' && !(isThere && row.place.key === place),
  )
  return {
    ...result,
    years: [...new Set([...result.years, ...(others?.years ?? [])])].sort((a, b) => a - b),
    rows: [...result.rows, ...added],
  }
}
