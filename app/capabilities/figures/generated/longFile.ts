import { decimalMark } from '../entry/entered.ts'
import type { LayoutColumn } from '../figure.ts'
import type { Catalogue } from '../reading/catalogue.ts'
import { type GeneratedFile, generatedLayout, generatedText } from './generatedFile.ts'

/** One figure of a file that the software writes; `text` as it stands in the cell. */
export type LongCell = {
  readonly series: string
  readonly place: string
  readonly period: string
  readonly breakdown: Readonly<Record<string, string>>
  readonly text: string
}

/** Figures as the file of a delivery, one line per figure in the order given, from line 2 on. */
export function writeLongFile(cells: readonly LongCell[], catalogue: Catalogue): GeneratedFile {
  const dimensions = [...new Set(cells.flatMap(({ breakdown }) => Object.keys(breakdown)))].sort()
  const placeNames: Record<string, string> = {}
  const lines = cells.map(({ series, place, period, breakdown, text }) => {
    const known = catalogue.seriesByKey(series)!
    const isOwnName = catalogue.findSeries(known.name)?.key === series
    const found = catalogue.places.byKey(place)!
    const name = catalogue.places.find(found.name)?.place.key === place ? found.name : place
    placeNames[name] = place
    return [
      isOwnName ? known.name : series,
      name,
      period,
      ...dimensions.map((dimension) =>
        wordOfPart(breakdown[dimension], known.dimensions.includes(dimension)),
      ),
      text,
    ]
  })
  const columns: LayoutColumn[] = [
    { column: 1, role: 'series' },
    { column: 2, role: 'place' },
    { column: 3, role: 'period' },
    ...dimensions.map((dimension, index) => ({ column: index + 4, role: 'dimension', dimension }) as const),
    { column: dimensions.length + 4, role: 'value', decimal: decimalMark },
  ]
  const titles = dimensions.map(
    (key) => catalogue.content.dimensions.find((one) => one.key === key)?.name ?? key,
  )
  const text = generatedText([['Zahlenreihe', 'Ort', 'Zeitraum', ...titles, 'Wert'], ...lines])
  return { text, layout: generatedLayout(columns, lines.length, placeNames) }
}

/** The key of a figure's part in one dimension, as the file says it; empty where its series isn't broken down so. */
function wordOfPart(key: string | undefined, isBrokenDown: boolean): string {
  if (!isBrokenDown) return ''
  return key ?? 'insgesamt'
}

/** A plain decimal ("82.5") as these files write it. */
export const writeNumber = (plain: string): string => plain.replace('.', decimalMark)
