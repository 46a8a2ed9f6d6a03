import { cellText, isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'

/** Which column (from 1) holds what. */
export type Columns<Field extends string> = Readonly<Partial<Record<Field, number>>>

/** What a column may be called, the surest pattern first; asked of the heading as `simpleHeading` writes it. */
export type Headings<Field extends string> = Readonly<Record<Field, readonly RegExp[]>>

export type Header = { readonly row: number; readonly titles: readonly string[] }

const searchedRows = 20

/** "HNr. von (inkl.)" becomes "hnrvoninkl". */
export function simpleHeading(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/\u00ad/g, '')
    .replace(/ß/g, 'ss')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/[^a-z0-9]/g, '')
}

/** The first column for each field whose heading fits; surer patterns choose first, a column means one thing. */
export function guessColumns<Field extends string>(
  titles: readonly string[],
  headings: Headings<Field>,
): Columns<Field> {
  const simple = titles.map(simpleHeading)
  const found: Partial<Record<Field, number>> = {}
  const taken = new Set<number>()
  const fields = Object.keys(headings) as Field[]
  const longest = Math.max(0, ...fields.map((field) => headings[field].length))
  for (let rank = 0; rank < longest; rank += 1) {
    for (const field of fields) {
      const pattern = headings[field][rank]
      if (pattern === undefined || found[field] !== undefined) continue
      const index = simple.findIndex((title, at) => title !== '' && !taken.has(at) && pattern.test(title))
      if (index < 0) continue
      taken.add(index)
      found[field] = index + 1
    }
  }
  return found
}

/** The line that names the columns: of the first lines the one with the most headings that mean something, else the first with text. */
export function findHeader<Field extends string>(
  rows: readonly SourceRow[],
  headings: Headings<Field>,
): Header | undefined {
  let best: { header: Header; hits: number } | undefined
  for (const { row, cells } of rows.slice(0, searchedRows)) {
    if (cells.every(isEmptyCell)) continue
    const titles = cells.map((cell) => cellText(cell).trim())
    const hits = Object.keys(guessColumns(titles, headings)).length
    if (!best || hits > best.hits) best = { header: { row, titles }, hits }
  }
  return best?.header
}

/** The text of a field in a row; '' where the column isn't there. */
export function fieldText<Field extends string>(
  row: SourceRow,
  columns: Columns<Field>,
  field: Field,
): string {
  const column = columns[field]
  return column === undefined ? '' : clean(cellText(row.cells[column - 1]))
}

/** Text as it may be stored: without control characters and signs that nobody sees, blanks made one. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
