import { type FileRefusal, FileRefused } from '#app/platform/tables/refusal.ts'
import type { SourceRow } from '#app/platform/tables/sourcecell.ts'
import { openTable } from '#app/platform/tables/table.ts'

/** More lines than any register of a county has. */
const mostRows = 200_000

export type TableRows =
  | { readonly rows: readonly SourceRow[]; readonly refusal?: undefined }
  | { readonly refusal: FileRefusal; readonly rows?: undefined }

/** All rows of a CSV or of the first visible sheet of a workbook, or why it isn't read. */
export async function readTableRows(bytes: Uint8Array): Promise<TableRows> {
  async function* content() {
    yield bytes
  }
  try {
    const table = await openTable(content, bytes.length)
    const rows: SourceRow[] = []
    for await (const batch of table.rows(undefined)) {
      for (const row of batch) rows.push(row)
      if (rows.length > mostRows) return { refusal: { refused: 'too-many-rows', limit: mostRows } }
    }
    return { rows }
  } catch (error) {
    if (error instanceof FileRefused) return { refusal: error.refusal }
    throw error
  }
}
