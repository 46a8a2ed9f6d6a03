import type { SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { Layout } from '../figure.ts'
import type { Catalogue } from './catalogue.ts'
import { Learned } from './learned.ts'
import { RowReader } from './rowreader.ts'
import { outside, type RowReading } from './rowreading.ts'
import type { Convention } from './value.ts'

type Reach = { readonly from: number; readonly to: number; readonly reader: RowReader }

/** The sheets that a layout reads, in the order of its tables. */
export function sheetsRead(layout: Layout): readonly (string | undefined)[] {
  return [...new Set(layout.tables.map(({ sheet }) => sheet))]
}

/** Applies all tables of a layout to the rows of its sheets. */
export class LayoutReader {
  readonly learned = new Learned()
  readonly #sheets = new Map<string | undefined, Reach[]>()

  /** `conventions`: decimal marks per column as far as known; what the layout itself fixes goes before. */
  constructor(layout: Layout, catalogue: Catalogue, conventions: ReadonlyMap<number, Convention>) {
    for (const [number, table] of layout.tables.entries()) {
      const reaches = this.#sheets.get(table.sheet) ?? []
      this.#sheets.set(table.sheet, reaches)
      const from = Math.min(table.firstDataRow, ...table.headerRows)
      const to = table.lastDataRow ?? Number.POSITIVE_INFINITY
      reaches.push({ from, to, reader: new RowReader(layout, number, catalogue, conventions, this.learned) })
    }
  }

  /** How the rows of one sheet are read. */
  rowsOf(sheet: string | undefined): (row: SourceRow) => RowReading {
    const reaches = this.#sheets.get(sheet) ?? []
    const only = reaches.length === 1 ? reaches[0]!.reader : undefined
    if (only) return (row) => only.read(row)
    return (row) => {
      const readings = reaches
        .filter(({ from, to }) => row.row >= from && row.row <= to)
        .map(({ reader }) => reader.read(row))
      return readings.length === 1 ? readings[0]! : joinReadings(readings)
    }
  }
}

/** What one row gives to tables that stand beside each other. */
function joinReadings(readings: readonly RowReading[]): RowReading {
  const reached = readings.filter(({ skipped }) => skipped !== 'outside')
  const skipped = reached.every((reading) => reading.skipped) ? reached[0]?.skipped : undefined
  const doubtful = reached.find((reading) => reading.doubtful !== undefined)?.doubtful
  if (reached.length === 0) return outside
  return {
    facts: reached.flatMap(({ facts }) => facts),
    problems: reached.flatMap(({ problems }) => problems),
    notes: reached.flatMap(({ notes }) => notes),
    empty: reached.reduce((sum, { empty }) => sum + empty, 0),
    ...(skipped && { skipped }),
    ...(doubtful !== undefined && { doubtful }),
  }
}
