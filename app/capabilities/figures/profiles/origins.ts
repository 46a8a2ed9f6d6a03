import { columnLetters } from '#app/platform/tables/sourcecell.ts'
import type { Layout, LayoutTable } from '../figure.ts'
import type { FiguresT, Names } from '../sentences.ts'
import type { FittedProfile } from './choose.ts'
import { meaningOf } from './view.ts'

/** Where the meaning of a column comes from: a profile of the source, the guess, or the person who corrects this file. */
export type ColumnOrigin = 'memory' | 'guess' | 'person'

/** Says of each column of a layout where it comes from. `guessed`: what would have been read without a person. */
export function originsOf(
  layout: Layout,
  guessed: Layout,
  known: FittedProfile | undefined,
): readonly (readonly ColumnOrigin[])[] {
  return layout.tables.map((table, number) => {
    const before = (known?.layout ?? guessed).tables[number]
    return table.columns.map((column): ColumnOrigin => {
      const former = before?.columns.find((one) => one.column === column.column)
      if (!former || before?.sheet !== table.sheet || !isSame(former, column)) return 'person'
      return known?.use.known?.[number]?.includes(column.column) ? 'memory' : 'guess'
    })
  })
}

/** Whether two columns mean the same, in whatever order their properties were written. */
function isSame(a: LayoutTable['columns'][number], b: LayoutTable['columns'][number]): boolean {
  const sorted = (column: object) =>
    JSON.stringify(Object.entries(column).sort(([x], [y]) => x.localeCompare(y)))
  return sorted(a) === sorted(b)
}

/** The columns that are read, what each means and where that comes from, in words. */
export function viewOrigins(
  origins: readonly (readonly ColumnOrigin[])[] | undefined,
  tables: readonly LayoutTable[],
  headings: readonly (readonly string[])[],
  names: Names,
  t: FiguresT,
) {
  return (origins ?? []).flatMap((own, number) =>
    own.flatMap((origin, index) => {
      const { column, ...role } = tables[number]!.columns[index]!
      const heading = headings[number]?.[column - 1] ?? ''
      if (heading === '' && role.role === 'ignore') return []
      const { sheet } = tables[number]!
      return [
        {
          key: `${number} ${column}`,
          column: `${tables.length > 1 && sheet !== undefined ? `${sheet}!` : ''}${columnLetters(column)}`,
          heading,
          means: meaningOf(role, names, t),
          origin: t(`profile.origin.${origin}`),
        },
      ]
    }),
  )
}
