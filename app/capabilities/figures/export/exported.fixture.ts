import { deriveDisclosed, nothingReleased } from '#app/capabilities/confidentiality/disclosed.ts'
import type { Cell } from '#app/plain/cell.ts'
import type { Language } from '#app/plain/format.ts'
import { calendarYear, type Period } from '#app/plain/period.ts'
import type { Series } from '../figure.ts'
import { hammPlaces, seriesOf, testDimensions } from '../reading/reading.fixture.ts'
import type { ExportedRow, ExportedTable } from './exported.ts'

export const families = seriesOf({ key: 'families', name: 'Familien', dimensions: ['form'] })

const places = new Map(hammPlaces.map((place) => [place.key, place]))

/** A row as it comes out of a release. */
export function rowOf(
  cell: Cell,
  given: {
    readonly series?: Series
    readonly place?: string
    readonly period?: Period
    readonly form?: string
  } = {},
): ExportedRow {
  const { series = families, place = 'pelkum', period = calendarYear(2018), form } = given
  const value = testDimensions[0]!.values.find(({ key }) => key === form)
  return {
    series: { ...series, source: 'Amt für Kinder' },
    place: { key: place, name: places.get(place)!.name },
    period,
    breakdown: value ? { form: { key: value.key, name: value.name } } : {},
    cell: deriveDisclosed([nothingReleased()], () => cell),
  }
}

export function tableOfRows(rows: readonly ExportedRow[], language: Language = 'de'): ExportedTable {
  const dimensions = rows.some(({ breakdown }) => 'form' in breakdown)
    ? [{ key: 'form', name: 'Hilfeform' }]
    : []
  return { title: 'Teststadt: freigegebene Zahlen', language, madeOn: '2026-11-30', dimensions, rows }
}
