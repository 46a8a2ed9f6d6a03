import { type FileRefusal, FileRefused } from '#app/platform/tables/refusal.ts'
import { cellText } from '#app/platform/tables/sourcecell.ts'
import { type Content, openTable, sampleTable, type Table } from '#app/platform/tables/table.ts'
import { findPersons, type PersonalSign } from './persons.ts'

/**
 * What in the first rows of the sheets of a file speaks of single persons; undefined: nothing. Hidden sheets count, too: the file
 * would be kept with them. Throws `FileRefused`.
 */
export async function findPersonsInTable(table: Table): Promise<PersonalSign | undefined> {
  const form = table.form()
  const sheets = form.kind === 'csv' ? [undefined] : form.sheets.map(({ name }) => name)
  for (const sheet of sheets) {
    const { rows } = await sampleTable(table, sheet)
    const persons = findPersons(rows.map(({ cells }) => cells.map((cell) => cellText(cell))))
    if (persons) return persons
  }
  return undefined
}

/** Looks through a file before anything of it is kept: one that can't be read or that speaks of persons is refused. */
export async function checkForPersons(
  content: Content,
  size: number,
): Promise<{ readonly ok: true } | { readonly refusal: FileRefusal } | { readonly persons: PersonalSign }> {
  try {
    const persons = await findPersonsInTable(await openTable(content, size))
    return persons ? { persons } : { ok: true }
  } catch (error) {
    if (error instanceof FileRefused) return { refusal: error.refusal }
    throw error
  }
}
