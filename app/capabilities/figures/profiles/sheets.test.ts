import { expect, it } from 'vitest'
import type { LayoutTable } from '../figure.ts'
import type { StoredProfile } from './choose.ts'
import { describeProfile } from './profile.ts'
import { guessKnown } from './sheets.ts'

const sampleOf = (sheet: string) => ({
  sheet,
  rows: ['Bezirk;Fälle', 'West;4'].map((line, index) => ({ row: index + 1, cells: line.split(';') })),
  complete: true,
})
const tableOn = (sheet: string): LayoutTable => ({
  sheet,
  headerRows: [1],
  firstDataRow: 2,
  lastDataRow: undefined,
  columns: [
    { column: 1, role: 'place' },
    { column: 2, role: 'value', series: 'cases' },
  ],
  fixed: {},
  skippedRows: [],
})
/** The sheets that are read of a workbook, when of the one before only the last was. */
function sheetsRead(former: readonly string[], names: readonly string[]) {
  const layout = { tables: [tableOn(former.at(-1)!)], placeNames: {} }
  const profile: StoredProfile = {
    ...{ id: 1, name: 'Mappe', version: 1, deliveryId: 1, receivedOn: '2025-01-01', updatedBy: '' },
    parts: describeProfile(layout, layout, former.map(sampleOf), former),
    updatedAt: new Date(0),
  }
  const { known } = guessKnown(names.map(sampleOf), [profile], (some) => ({
    layout: { tables: some.map(({ sheet }) => tableOn(sheet!)), placeNames: {} },
    doubts: [],
    headings: [],
  }))
  return known?.layout.tables.map(({ sheet }) => sheet)
}

it.each([
  { former: ['1.12.2018', '2.1.2019'], names: ['2.1.2019', '1.12.2019'], last: '1.12.2019' },
  { former: ['1.12.2018', '2.1.2019'], names: ['31.12.2019', '1.1.2020'], last: '1.1.2020' },
  { former: ['30.6.23', '31.12.23'], names: ['1.2.25', '30.11.24'], last: '1.2.25' },
  { former: ['30.6. 2023', '31.12. 2023'], names: ['1.12. 2024', '30.6. 2024'], last: '1.12. 2024' },
  { former: ['98/99', '99/00'], names: ['00/01', '99/00'], last: '00/01' },
])('reads the sheet with the last date of $names, not the last in the order of letters', (one) => {
  expect(sheetsRead(one.former, one.names)).toEqual([one.last])
})
