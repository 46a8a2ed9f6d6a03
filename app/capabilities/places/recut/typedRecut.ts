import type { TypedRecut } from '../history/recut.ts'

/** A town with more areas than this is cut anew in several steps. */
export const mostAreas = 40

/** The table as it came from the form; the old ones are numbered in their order. */
export function readTypedRecut(form: FormData, formers: number): TypedRecut {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const asked = Number(text('columns'))
  const columns = Number.isInteger(asked) ? Math.min(Math.max(asked, 2), mostAreas) : 2
  const positions = Array.from({ length: columns }, (_, column) => column)
  return {
    happenedOn: text('happenedOn'),
    base: text('base'),
    note: text('note'),
    decidedBy: text('decidedBy'),
    names: positions.map((column) => text(`newName-${column}`)),
    rows: Array.from({ length: formers }, (_, row) => ({
      parts: positions.map((column) => text(`part-${row}-${column}`)),
      whole: text(`whole-${row}`),
    })),
    children: Object.fromEntries(
      [...form].flatMap(([name, value]) =>
        name.startsWith('child-') && typeof value === 'string' ? [[name.slice('child-'.length), value]] : [],
      ),
    ),
    list: text('list'),
  }
}

/** An empty table: as many new ones as old ones, because that is what happens most. */
export const emptyRecut = (formers: number, happenedOn: string): TypedRecut =>
  readTypedRecut(formOf({ columns: String(formers), happenedOn }), formers)

function formOf(values: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

/** One column more, for another new one. */
export const withColumn = (typed: TypedRecut): TypedRecut =>
  typed.names.length >= mostAreas
    ? typed
    : {
        ...typed,
        names: [...typed.names, ''],
        rows: typed.rows.map(({ parts, whole }) => ({ parts: [...parts, ''], whole })),
      }
