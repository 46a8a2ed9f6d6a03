import { describe, expect, it } from 'vitest'
import type { Layout, LayoutTable } from '../figure.ts'
import { fitProfile } from './fit.ts'
import { describeProfile } from './profile.ts'

const lines = ['Angebot;Fälle', 'Hausbesuche;4', 'Beratung;5']
const sampleOf = (sheet: string | undefined, text: readonly string[] = lines) => ({
  sheet,
  rows: text.map((line, index) => ({ row: index + 1, cells: line.split(';') })),
  complete: true,
})
const tableOn = (
  sheet: string | undefined,
  fixed: LayoutTable['fixed'] = {},
  more: Partial<LayoutTable> = {},
): LayoutTable => ({
  sheet,
  headerRows: [1],
  firstDataRow: 2,
  lastDataRow: undefined,
  columns: [
    { column: 1, role: 'ignore' },
    { column: 2, role: 'value', series: 'cases' },
  ],
  fixed,
  skippedRows: [],
  ...more,
})
const layoutOf = (...tables: readonly LayoutTable[]): Layout => ({ tables, placeNames: {} })
const keep = (...tables: readonly LayoutTable[]) =>
  describeProfile(
    layoutOf(...tables),
    layoutOf(...tables),
    tables.map(({ sheet }) => sampleOf(sheet)),
  )
const fixedOf = (parts: ReturnType<typeof keep>, ...tables: readonly LayoutTable[]) =>
  fitProfile(
    parts,
    layoutOf(...tables),
    tables.map(({ sheet }) => sampleOf(sheet)),
  )!.layout.tables.map(({ fixed }) => fixed)

describe('a workbook with a sheet per area', () => {
  const former = keep(tableOn('Heessen', { place: 'heessen' }), tableOn('Mitte', { place: 'mitte' }))

  it('keeps the area that each sheet names when other sheets come before it', () => {
    expect(
      fixedOf(former, tableOn('Bockum', { place: 'bockum' }), tableOn('Heessen', { place: 'heessen' })),
    ).toEqual([{ place: 'bockum' }, { place: 'heessen' }])
  })

  it('gives no area to a sheet whose name nobody has explained yet', () => {
    expect(fixedOf(former, tableOn('Quartier 7'), tableOn('Heessen'), tableOn('Mitte'))).toEqual([
      {},
      { place: 'heessen' },
      { place: 'mitte' },
    ])
  })

  it('keeps what a person said of a sheet, and what all sheets have in common for the new ones', () => {
    const said = keep(
      tableOn('Hes.', { place: 'heessen', breakdown: { sex: 'female' } }),
      tableOn('Mi.', { place: 'mitte', breakdown: { sex: 'female' } }),
    )
    expect(fixedOf(said, tableOn('Bo.'), tableOn('Mi.', { place: 'minden' }), tableOn('Hes.'))).toEqual([
      { breakdown: { sex: 'female' } },
      { place: 'mitte', breakdown: { sex: 'female' } },
      { place: 'heessen', breakdown: { sex: 'female' } },
    ])
  })

  it('reads what the only sheet says of itself, even if a former one of another name said otherwise', () => {
    const one = keep(tableOn('Heessen', { place: 'heessen', series: 'visits' }))
    expect(fixedOf(one, tableOn('Mitte', { place: 'mitte' }))).toEqual([{ place: 'mitte', series: 'visits' }])
  })
})
