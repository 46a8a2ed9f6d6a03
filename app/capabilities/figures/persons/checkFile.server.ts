import { type FileRefusal, FileRefused } from '#app/platform/tables/refusal.ts'
import { cellText } from '#app/platform/tables/sourcecell.ts'
import { type Content, openTable, sampleTable } from '#app/platform/tables/table.ts'
import { findPersons, type PersonalSign } from './persons.ts'

/**
 * Looks through the first rows of every sheet of a file before anything of it is kept: persons are refused. Hidden sheets count, too:
 * the file would be kept with them.
 */
export async function checkForPersons(
  content: Content,
  size: number,
): Promise<{ readonly ok: true } | { readonly refusal: FileRefusal } | { readonly persons: PersonalSign }> {
  try {
    const table = await openTable(content, size)
    const form = table.form()
    const sheets = form.kind === 'csv' ? [undefined] : form.sheets.map(({ name }) => name)
    for (const sheet of sheets) {
      const { rows } = await sampleTable(table, sheet)
      const persons = findPersons(rows.map(({ cells }) => cells.map((cell) => cellText(cell))))
      if (persons) return { persons }
    }
    return { ok: true }
  } catch (error) {
    if (error instanceof FileRefused) return { refusal: error.refusal }
    throw error
  }
}
