import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Layout, LayoutTable } from '../figure.ts'
import { fitProfile } from './fit.ts'
import { describeProfile } from './profile.ts'

const sampleOf = (lines: readonly string[], complete = true) => ({
  sheet: undefined,
  rows: lines.map((line, index) => ({ row: index + 1, cells: line.split(';') })),
  complete,
})
const layoutOf = (more: Partial<LayoutTable> = {}): Layout => ({
  tables: [
    {
      sheet: undefined,
      headerRows: [1],
      firstDataRow: 2,
      lastDataRow: undefined,
      columns: [
        { column: 1, role: 'period' },
        { column: 2, role: 'value', series: 'cases' },
      ],
      fixed: {},
      skippedRows: [],
      ...more,
    },
  ],
  placeNames: {},
})
const header = 'Zeitraum;Fälle'
/** How the next file is read, when of the former one some rows were left out. */
function nextOf(
  former: readonly string[],
  said: Partial<LayoutTable>,
  next: readonly string[],
  complete = true,
) {
  const parts = describeProfile(layoutOf(said), layoutOf(), [sampleOf(former, complete)])
  const { skippedRows, totalRows, lastDataRow } = fitProfile(parts, layoutOf(), [sampleOf(next)])!.layout
    .tables[0]!
  return { skippedRows, totalRows, lastDataRow }
}

describe('rows that a person left out', () => {
  it('are not left out next year where rows of the same name are read', () => {
    const former = [header, 'Schuljahr 2016/17;3', 'Schuljahr 2017/18;4']
    const next = [header, 'Schuljahr 2018/19;5', 'Schuljahr 2019/20;6']
    expect(nextOf(former, { skippedRows: [2] }, next).skippedRows).toEqual([])
    expect(nextOf(former, { totalRows: [2] }, next).totalRows).toBeUndefined()
  })

  it('stay left out where no row of their name is read', () => {
    const former = [header, 'Schuljahr 2016/17;3', 'Auswärtige;4', 'Alle Orte;7']
    const next = [header, 'Auswärtige;1', 'Schuljahr 2018/19;5', 'Alle Orte;6']
    expect(nextOf(former, { skippedRows: [3], totalRows: [4] }, next)).toMatchObject({
      skippedRows: [2],
      totalRows: [4],
    })
  })

  it('of a list too long to be looked through are only kept if they are totals', () => {
    const former = [header, 'Heessen;3', 'Summe;4', 'Mitte;4']
    const next = [header, 'Heessen;5', 'Mitte;1', 'Summe;6']
    expect(nextOf(former, { skippedRows: [2, 3] }, next, false).skippedRows).toEqual([4])
    expect(nextOf(former, { skippedRows: [2, 3] }, next).skippedRows).toEqual([2, 4])
  })

  it('never take a name away that was read', () => {
    const names = fc.array(fc.constantFrom('Heessen', 'Mitte', 'Bockum', 'Summe'), {
      minLength: 2,
      maxLength: 9,
    })
    fc.assert(
      fc.property(names, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (read, isLeft) => {
        const lines = [header, ...read.map((name, index) => `${name};${index}`)]
        const skippedRows = read.flatMap((_, index) => (isLeft[index] ? [index + 2] : []))
        const kept = read.filter((_, index) => !isLeft[index])
        const left = nextOf(lines, { skippedRows }, lines).skippedRows.map((row) => read[row - 2]!)
        expect(left.filter((name) => kept.includes(name))).toEqual([])
      }),
    )
  })
})

describe('the end of a table', () => {
  it('is not where a name stands that the table had before its end', () => {
    const former = [header, 'Summe Nord;3', 'Mitte;4', 'Summe Nord;9']
    const next = [header, 'Summe Nord;5', 'Summe Nord;6', 'Mitte;7']
    expect(nextOf(former, { lastDataRow: 3 }, next).lastDataRow).toBeUndefined()
    expect(nextOf(former, { lastDataRow: 3, skippedRows: [2] }, next).lastDataRow).toBeUndefined()
  })

  it('is before the words that stood behind it', () => {
    const former = [header, 'Mitte;4', 'Quelle: Amt;']
    expect(
      nextOf(former, { lastDataRow: 2 }, [header, 'Mitte;1', 'Heessen;2', 'Quelle: Amt;']).lastDataRow,
    ).toBe(3)
  })
})
