import type { Layout, LayoutColumn } from '../figure.ts'

/** A delivery's file that the software writes itself, with how it is to be read: nothing in it has to be guessed. */
export type GeneratedFile = { readonly text: string; readonly layout: Layout }

/** The layout of a file with one line of headings. `placeNames`: key by the name in the file, whatever was confirmed for others. */
export function generatedLayout(
  columns: readonly LayoutColumn[],
  rows: number,
  placeNames: Layout['placeNames'],
): Layout {
  const table = {
    sheet: undefined,
    headerRows: [1],
    firstDataRow: 2,
    lastDataRow: rows + 1,
    columns,
    fixed: {},
    skippedRows: [],
  }
  return { tables: [table], placeNames, dot: 'unknown' }
}

/** So that a spreadsheet opens it as UTF-8. */
const byteOrderMark = '\uFEFF'

/**
 * One line of the file. Unlike in downloads, a field is never changed: "-" is a sign of official statistics here, and what is
 * written must be read again as it was entered.
 */
function generatedLine(fields: readonly string[]): string {
  const written = fields.map((text) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
  return `${written.join(';')}\r\n`
}

export const generatedText = (lines: readonly (readonly string[])[]): string =>
  byteOrderMark + lines.map(generatedLine).join('')
