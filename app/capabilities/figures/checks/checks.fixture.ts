import { calendarYear } from '#app/plain/period.ts'
import type { Series } from '../figure.ts'
import { CellStore } from '../reading/cellstore.ts'
import { catalogueOf, seriesOf } from '../reading/reading.fixture.ts'
import { checkCells } from './checks.ts'

export const families = seriesOf({ key: 'families', name: 'Familien' })
export const visited = seriesOf({ key: 'visited', name: 'besucht', partOf: 'families' })
const rate = seriesOf({
  key: 'rate',
  name: 'Quote',
  kind: 'rate',
  unit: 'percent',
  base: 'families',
  overPlaces: 'none',
})
const help = seriesOf({ key: 'help', name: 'Hilfen', dimensions: ['form'] })

/** Series, place, year, value, breakdown; all in row 1 unless said. */
export type Cell = readonly [series: string, place: number, year: number, value: string, breakdown?: string]
export function storeOf(cells: readonly Cell[]): CellStore {
  const store = new CellStore()
  for (const [series, placeId, year, value, breakdown = ''] of cells) {
    store.add({
      series,
      placeId,
      period: calendarYear(year),
      breakdown,
      content: { value },
      row: 1,
      column: 1,
    })
  }
  return store
}
/** What the checks raise, in short. */
export function check(
  cells: readonly Cell[],
  series: readonly Series[] = [families, visited, rate, help],
  earlier: readonly Cell[] = [],
) {
  return checkCells(storeOf(cells), catalogueOf(series), storeOf(earlier)).map(({ kind, parameters }) => ({
    kind,
    ...parameters,
  }))
}
/** Nine areas (ids 3 to 11) with ten families each; the town is 2, "nicht zuordenbar" 12. */
export const areas = (year: number): Cell[] =>
  Array.from({ length: 9 }, (_, i) => ['families', 3 + i, year, '10'])
