import type { Columns } from './columns.ts'

/** Names of the fields in the form of a file's preview. */
export const columnField = (field: string) => `spalte-${field}`
export const nameField = (index: number) => `name-${index}`
export const placeField = (index: number) => `ort-${index}`

const mostNames = 2_000

/** The columns that somebody has chosen; an empty choice says that the file has no such column. */
export function readColumns<Field extends string>(form: FormData, fields: readonly Field[]): Columns<Field> {
  const columns: Partial<Record<Field, number>> = {}
  for (const field of fields) {
    const value = form.get(columnField(field))
    if (typeof value === 'string' && /^[1-9]\d{0,3}$/.test(value)) columns[field] = Number(value)
  }
  return columns
}

/** Which places names in the file mean, as somebody has chosen; `ids` are the places that there are. */
export function readNames(form: FormData, ids: ReadonlySet<number>): Record<string, number> {
  const chosen: Record<string, number> = {}
  for (let index = 0; index < mostNames; index += 1) {
    const name = form.get(nameField(index))
    if (typeof name !== 'string') break
    const id = Number(form.get(placeField(index)))
    if (name !== '' && ids.has(id)) chosen[name] = id
  }
  return chosen
}
