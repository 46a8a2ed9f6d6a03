import { DataTable } from '#app/ui/DataTable.tsx'

type Line = { readonly row: number; readonly sentence: string }

/** What is to be said about single lines of a file. */
export function LinesTable({
  caption,
  lines,
  headers,
}: {
  caption: string
  lines: readonly Line[]
  headers: { readonly row: string; readonly what: string }
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      dense
      rows={lines.map((line, index) => ({ ...line, key: String(index) }))}
      rowKey={({ key }) => key}
      columns={[
        { key: 'row', header: headers.row, cell: ({ row }) => row, rowHeader: true, nowrap: true },
        { key: 'what', header: headers.what, cell: ({ sentence }) => sentence },
      ]}
    />
  )
}
