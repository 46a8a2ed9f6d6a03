import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { Table } from '#app/platform/tables/table.ts'
import type { Layout, PlannedFact } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { LayoutReader, sheetsRead } from './layoutreader.ts'
import type { RowReading } from './rowreading.ts'
import type { Convention } from './value.ts'

export type ReadRow = {
  readonly sheet: string | undefined
  readonly row: SourceRow
  readonly reading: RowReading
}

/** Every row of a file as a layout reads it; `conventions` are those that its analysis found. */
export async function* readRows(
  table: Table,
  layout: Layout,
  catalogue: Catalogue,
  conventions: Readonly<Record<string, Convention>>,
): AsyncGenerator<ReadRow> {
  const known = new Map(Object.entries(conventions).map(([column, mark]) => [Number(column), mark]))
  const reader = new LayoutReader(layout, catalogue, known)
  for (const sheet of sheetsRead(layout)) {
    const read = reader.rowsOf(sheet)
    for await (const batch of table.rows(sheet)) {
      for (const row of batch) yield { sheet, row, reading: read(row) }
    }
  }
}

/** What stands in the cell that a figure comes from. */
export const textOfFact = (fact: PlannedFact, row: SourceRow) => cellText(row.cells[fact.column - 1])
