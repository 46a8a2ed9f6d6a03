import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SheetSample } from '#app/platform/tables/table.ts'
import type { Layout, LayoutColumn, LayoutCoordinates, LayoutTable } from '../figure.ts'
import { isTotalWord, withoutFootnoteMark } from '../reading/names.ts'

/**
 * How files of one kind from one source are read, said in a way that holds for the file of next year too: columns by their
 * headings without the years, rows by their text, header lines by how many there are.
 */
export type ProfileParts = {
  readonly tables: readonly ProfileTable[]
  readonly placeNames: Layout['placeNames']
  readonly dot?: Layout['dot']
  readonly marks?: Layout['marks']
  /** Sheets of the workbook that weren't read. */
  readonly leftSheets?: readonly string[]
}

export type ProfileTable = {
  readonly sheet: string | undefined
  /** What stands above the header, without years: tables with the same few headings differ in it. Undefined: not known. */
  readonly title: string | undefined
  /** Lines of the header; the first data row is counted from the first of them. */
  readonly headerLines: readonly number[]
  readonly dataBegins: number
  readonly columns: readonly ProfileColumn[]
  /** Without the period, which every file brings anew. */
  readonly fixed: LayoutCoordinates
  readonly skipped: readonly RowMark[]
  readonly totals: readonly RowMark[]
  /** The row behind the last one that is read. */
  readonly endsBefore: RowMark | undefined
}

/** What a row is known by: its first cell with a letter in it, without years. */
export type RowMark = string

/** `heading` as `headingKey` has it; `shown` as the office wrote it. The role without number of the column and period. */
export type ProfileColumn = {
  readonly heading: string
  readonly shown: string
  readonly role: ColumnRole
  /** Its own heading says the period. */
  readonly dated?: true
  /** Left out by the guess, not by a person: a later guess may know more. */
  readonly guessed?: true
}
export type ColumnRole = DistributiveOmit<LayoutColumn, 'column' | 'period'>
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never

const time =
  /\b\d{1,2}\.\s?\d{1,2}\.(?:\d{4}|\d{2})?|\b(?:19|20)\d{2}(?:\s?[/–-]\s?(?:(?:19|20)\d{2}|\d{2}))?\b|\b\d{2}\s?\/\s?\d{2}\b/gu

/** A text without the years and dates in it, as two files of different years have it in common. */
export function headingKey(text: string): string {
  return withoutFootnoteMark(text)
    .replace(time, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%€]+/gu, ' ')
    .trim()
}

/** Whether two sheets have the same name, but for years: "2024" and "2025", "Kita 2024/25" and "Kita 2025/26". */
export const isSheetLike = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && headingKey(a) === headingKey(b))

/** The years and dates in a heading, as written. */
export const timesIn = (heading: string): string[] => withoutFootnoteMark(heading).match(time) ?? []

/** What stands above each column in some rows, the lines of one column joined; `[0]` is column A. */
export function headingsIn(rows: readonly SourceRow[], lines: readonly number[]): string[] {
  const own = lines.flatMap((line) => rows.find(({ row }) => row === line) ?? [])
  const width = own.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return Array.from({ length: width }, (_, index) =>
    [...new Set(own.map(({ cells }) => cellText(cells[index]).trim()).filter((text) => text !== ''))].join(
      ' / ',
    ),
  )
}

/** What a row is known by; undefined for one without words. */
export function rowMark(row: SourceRow): RowMark | undefined {
  const keys = row.cells.map((cell) => headingKey(cellText(cell)))
  return keys.find((key) => /\p{L}/u.test(key))
}

/** How many rows above a header are its title. */
const titleRows = 4

/** What stands above the header of a table. */
export function titleAbove(rows: readonly SourceRow[], firstLine: number): string {
  return rows
    .filter(({ row }) => row < firstLine && row >= firstLine - titleRows)
    .flatMap((row) => rowMark(row) ?? [])
    .join(' | ')
}

/** The rows below the header, as far as the table is read. */
const dataRows = (rows: readonly SourceRow[], { firstDataRow, lastDataRow }: LayoutTable) =>
  rows.filter(({ row }) => row >= firstDataRow && (lastDataRow === undefined || row <= lastDataRow))

/**
 * What the rows of these numbers are known by, where nothing that is read is known by the same: of two rows "Schuljahr 2016/17" and
 * "Schuljahr 2017/18" one is left out, but next year's are neither of them.
 */
function marksOf(rows: readonly SourceRow[], numbers: readonly number[], table: LayoutTable): RowMark[] {
  const left = new Set([...table.skippedRows, ...(table.totalRows ?? [])])
  const read = new Set(
    dataRows(rows, table).flatMap((row) => (left.has(row.row) ? [] : (rowMark(row) ?? []))),
  )
  const marks = rows.filter(({ row }) => numbers.includes(row)).flatMap((row) => rowMark(row) ?? [])
  return [...new Set(marks)].filter((mark) => !read.has(mark))
}

/** What stands behind the last row, unless a row before it is known by the same: the next file would end there already. */
function endOf(rows: readonly SourceRow[], table: LayoutTable): RowMark | undefined {
  const last = table.lastDataRow
  const behind = last === undefined ? undefined : rows.find(({ row }) => row > last)
  const mark = behind && rowMark(behind)
  return dataRows(rows, table).some((row) => rowMark(row) === mark) ? undefined : mark
}

function describeTable(
  table: LayoutTable,
  guessed: LayoutTable | undefined,
  { rows, complete }: Pick<SheetSample, 'rows' | 'complete'>,
  headings: readonly string[] = headingsIn(rows, table.headerRows),
): ProfileTable {
  const first = table.headerRows[0] ?? table.firstDataRow
  const skipped = marksOf(rows, table.skippedRows, table)
  const { period: _, ...fixed } = table.fixed
  return {
    sheet: table.sheet,
    title: rows.length > 0 ? titleAbove(rows, first) : undefined,
    headerLines: table.headerRows.map((row) => row - first),
    dataBegins: table.firstDataRow - first,
    columns: table.columns.map(({ column, ...role }) => ({
      heading: headingKey(headings[column - 1] ?? ''),
      shown: headings[column - 1] ?? '',
      role: withoutPeriod(role),
      ...(role.role === 'value' && role.period !== undefined && { dated: true as const }),
      ...(isGuessed(column, role, guessed) && { guessed: true as const }),
    })),
    fixed,
    // In a list too long to be looked through, the same name may well be read further down.
    skipped: complete ? skipped : skipped.filter(isTotalWord),
    totals: marksOf(rows, table.totalRows ?? [], table),
    endsBefore: endOf(rows, table),
  }
}

const isGuessed = (column: number, { role }: { readonly role: string }, guessed: LayoutTable | undefined) =>
  role === 'ignore' && !guessed?.columns.some((one) => one.column === column && one.role !== 'ignore')

function withoutPeriod(role: DistributiveOmit<LayoutColumn, 'column'>): ColumnRole {
  if (role.role !== 'value') return role
  const { period: _, ...rest } = role
  return rest
}

const unseen = { rows: [], complete: true }

/**
 * Keeps of a layout what the next file of its kind has in common with this one. `guessed`: what it would have been without a
 * person and without any profile; `samples`: its sheets that were looked at; `sheets`: all there are.
 */
export function describeProfile(
  layout: Layout,
  guessed: Layout,
  samples: readonly SheetSample[],
  sheets: readonly (string | undefined)[] = [],
): ProfileParts {
  const read = new Set(layout.tables.map(({ sheet }) => sheet))
  const left = sheets.filter((sheet): sheet is string => sheet !== undefined && !read.has(sheet))
  return {
    tables: layout.tables.map((table, index) => {
      const sample = samples.find(({ sheet }) => sheet === table.sheet) ?? samples[0] ?? unseen
      return describeTable(table, guessed.tables[index], sample)
    }),
    ...meaningsIn(layout),
    ...(left.length > 0 && { leftSheets: left }),
  }
}

/** The same from what was kept of a file before there were profiles: its rows aren't known. */
export function recallProfile(layout: Layout, headings: readonly (readonly string[])[]): ProfileParts {
  return {
    tables: layout.tables.map((table, index) =>
      describeTable(table, undefined, unseen, headings[index] ?? []),
    ),
    ...meaningsIn(layout),
  }
}

function meaningsIn({ placeNames, dot, marks }: Layout): Omit<ProfileParts, 'tables' | 'leftSheets'> {
  return { placeNames, ...(dot && { dot }), ...(marks && { marks }) }
}

/** Headings that tell one kind of table from another; empty ones and words for a total don't. */
export function signatureOf(headings: readonly string[]): ReadonlySet<string> {
  return new Set(headings.map(headingKey).filter((key) => key !== '' && !isTotalWord(key)))
}

/** Share of the headings that two tables have in common, from 0 to 1 (Jaccard index). */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1
  let common = 0
  for (const heading of a) if (b.has(heading)) common += 1
  return common / (a.size + b.size - common)
}
