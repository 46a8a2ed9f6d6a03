import { type Archive, openArchive } from './archive.ts'
import { type CsvForm, CsvReader } from './csv.ts'
import { FileRefused } from './refusal.ts'
import { sniffFile } from './sniff.ts'
import { isEmptyCell, type SourceRow, shortenCell } from './sourcecell.ts'
import { openWorkbook, type Workbook } from './workbook.ts'
import { readSheet } from './worksheet.ts'

export type TableForm =
  | ({ readonly kind: 'csv' } & CsvForm)
  | {
      readonly kind: 'workbook'
      readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
    }

/** A file of an office, opened; its rows can be read several times. */
export type Table = {
  /** Complete once rows have been read. */
  readonly form: () => TableForm
  /** Rows in batches, from the top. `sheet`: of a workbook, else its first visible one. */
  readonly rows: (sheet: string | undefined) => AsyncIterable<readonly SourceRow[]>
  /** Columns of the sheet read last that the workbook hides. */
  readonly hiddenColumns: () => readonly number[]
  /** How much of the file is read, from 0 to 1; undefined where its length in rows isn't known (workbooks). */
  readonly partRead: () => number | undefined
}

/** Gives the file's bytes from the start, each time it is called. */
export type Content = () => AsyncIterable<Uint8Array>

/** Rows of one sheet that the guess looks at: its first ones, blank ones left out, long texts cut short. `complete`: there are no others. */
export type SheetSample = {
  readonly sheet: string | undefined
  readonly rows: readonly SourceRow[]
  readonly complete: boolean
}

const sampleRows = 2_000
/** Of a cell; what stands further behind is neither a heading nor a name, and searching it would take ever longer. */
const sampleLetters = 500
const sniffedBytes = 65_536
const batchBytes = 65_536

async function collect(content: Content, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of content()) {
    parts.push(part)
    length += part.length
    if (length >= limit) break
  }
  return Buffer.concat(parts)
}

function csvTable(content: Content, size: number): Table {
  let form: CsvForm = { encoding: 'utf-8', delimiter: ';' }
  let read = 0
  async function* rows(): AsyncGenerator<readonly SourceRow[]> {
    const reader = new CsvReader()
    read = 0
    for await (const bytes of content()) {
      // Small batches die young in memory: a million rows then cost little collection.
      for (let from = 0; from < bytes.length; from += batchBytes) {
        const batch = reader.read(bytes.subarray(from, from + batchBytes))
        form = reader.form
        read = Math.min(size, read + batchBytes)
        if (batch.length > 0) yield batch
      }
    }
    const last = reader.end()
    form = reader.form
    if (last.length > 0) yield last
  }
  return {
    form: () => ({ kind: 'csv', ...form }),
    rows,
    hiddenColumns: () => [],
    partRead: () => read / size,
  }
}

function workbookTable(workbook: Workbook): Table {
  let hidden: () => readonly number[] = () => []
  const pick = (name: string | undefined) => {
    if (name === undefined) return workbook.sheets.find((sheet) => !sheet.hidden) ?? workbook.sheets[0]!
    const sheet = workbook.sheets.find((one) => one.name === name)
    if (!sheet) throw new FileRefused({ refused: 'unknown-sheet', sheet: name })
    return sheet
  }
  return {
    form: () => ({
      kind: 'workbook',
      sheets: workbook.sheets.map((sheet) => ({ name: sheet.name, hidden: sheet.hidden })),
    }),
    rows: (name) => {
      const reading = readSheet(workbook, pick(name))
      hidden = reading.hiddenColumns
      return reading.rows
    },
    hiddenColumns: () => hidden(),
    partRead: () => undefined,
  }
}

/** The one text file of an archive that is no document, as statistical databases pack their downloads; several are refused. */
function packedText({ names }: Archive): string | undefined {
  if (names.some((name) => /^(?:xl|word)\/|^(?:mimetype|\[Content_Types\]\.xml)$/.test(name)))
    return undefined
  const [only, ...others] = names.filter(
    (name) => /\.(?:csv|tsv)$/i.test(name) && !name.startsWith('__MACOSX/'),
  )
  if (others.length === 0) return only
  const shown = [only, ...others].slice(0, 10).join(', ')
  throw new FileRefused({ refused: 'several-files', names: others.length < 10 ? shown : `${shown} …` })
}

/** Opens a CSV (also alone in a zip) or XLSX by what its bytes say, whatever its name. `size` in bytes. Throws `FileRefused`. */
export async function openTable(content: Content, size: number): Promise<Table> {
  const form = sniffFile((await collect(content, sniffedBytes)).subarray(0, sniffedBytes), size)
  if (typeof form === 'object') throw new FileRefused(form)
  if (form === 'csv') return csvTable(content, size)
  const archive = await openArchive(await collect(content, Number.POSITIVE_INFINITY))
  const packed = packedText(archive)
  if (packed === undefined) return workbookTable(await openWorkbook(archive))
  const unpacked = () => archive.stream(packed)
  const length = archive.size(packed)
  const inside = sniffFile((await collect(unpacked, sniffedBytes)).subarray(0, sniffedBytes), length)
  if (typeof inside === 'object') throw new FileRefused(inside)
  if (inside !== 'csv') throw new FileRefused({ refused: 'not-a-table', looksLike: 'archive' })
  return csvTable(unpacked, length)
}

/** Names of the visible sheets, the first forty; one undefined for a text file. */
export function sheetsOf(table: Table): readonly (string | undefined)[] {
  const form = table.form()
  if (form.kind === 'csv') return [undefined]
  const visible = form.sheets.filter(({ hidden }) => !hidden)
  return (visible.length > 0 ? visible : form.sheets).slice(0, 40).map(({ name }) => name)
}

/** The first rows of a sheet, for the guess; of a long file the rest isn't read. */
export async function sampleTable(table: Table, sheet: string | undefined): Promise<SheetSample> {
  const rows: SourceRow[] = []
  let complete = true
  for await (const batch of table.rows(sheet)) {
    for (const row of batch) if (!row.cells.every(isEmptyCell)) rows.push(row)
    if (rows.length >= sampleRows) {
      complete = false
      break
    }
  }
  const shortened = rows
    .slice(0, sampleRows)
    .map((row) => ({ ...row, cells: row.cells.map((cell) => shortenCell(cell, sampleLetters)) }))
  return { sheet, rows: shortened, complete }
}
