import type { Layout, LayoutTable } from '../figure.ts'

/**
 * How a table lies, by what differs between its columns of values: `long` (one column of values), `wide-years`, `wide-areas`,
 * `wide-series`, `wide-groups` (a breakdown), or several of them (`wide-series-years`).
 */
export function orientationOfTable({ columns, fixed }: LayoutTable): string {
  const values = columns.filter((column) => column.role === 'value')
  const differs = (of: (column: (typeof values)[number]) => string | undefined) =>
    new Set(values.map(of)).size > 1
  const kinds = [
    ...(differs((column) => `${column.series ?? fixed.series}${column.suffix ?? ''}`) ? ['series'] : []),
    ...(differs(({ breakdown }) => JSON.stringify(breakdown ?? {})) ? ['groups'] : []),
    ...(differs(({ place }) => place) ? ['areas'] : []),
    ...(differs(({ period }) => period) ? ['years'] : []),
  ]
  return kinds.length === 0 ? 'long' : `wide-${kinds.join('-')}`
}

/** The orientation of a file: of its table, or `blocks` where several stand on one sheet. */
export function orientationOf(layout: Layout): string {
  const [first] = layout.tables
  if (!first) return 'long'
  const isBlocks = layout.tables.filter(({ sheet }) => sheet === first.sheet).length > 1
  return isBlocks ? 'blocks' : orientationOfTable(first)
}
