import { getBoundaries } from '#app/capabilities/places/places.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { getResults } from './results.server.ts'
import { draftAreasTitle } from './sentences.ts'
import { latestYear } from './sheet.ts'
import { drawCourse, drawMap, drawMultiples } from './sheetCharts.ts'

type Wanted = {
  readonly key: string
  readonly kind: string
  readonly year: number | undefined
  readonly language: Language
}

/** A drawing for itself, with legend and without links. Undefined if there is nothing to draw or no such kind. */
export async function findIndicatorImage(reader: Reader, wanted: Wanted): Promise<string | undefined> {
  const { key, language } = wanted
  const [result] = await getResults(reader, { indicators: [key], language })
  const year = wanted.year ?? (result && latestYear(result))
  if (!result || year === undefined) return undefined
  const charts = { result, language, boundaries: await getBoundaries(reader) }
  const { name } = result.indicator
  switch (wanted.kind) {
    case 'verlauf':
      return drawCourse(charts, name)?.wide
    case 'karte':
      return drawMap(charts, year, `${name} ${year}: ${draftAreasTitle(result, { year, language })}`, true)
        ?.svg
    case 'vielfache':
      return drawMultiples(charts, name)
    default:
      return undefined
  }
}
