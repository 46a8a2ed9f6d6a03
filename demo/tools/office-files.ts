import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'

/** How the offices' programmes store text. */
export type TextFormat = { encoding: 'windows-1252' | 'utf-8' | 'utf-8-bom'; separator: ';' | ',' | '\t' }

/** Characters of Windows-1252 that lie elsewhere in Unicode; all others up to U+00FF are the same byte. */
const windows1252 = new Map([
  ['€', 0x80],
  ['„', 0x84],
  ['…', 0x85],
  ['–', 0x96],
  ['“', 0x93],
  ['’', 0x92],
])

function encodeWindows1252(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const byte = windows1252.get(character) ?? character.codePointAt(0)!
      if (byte > 0xff) throw new Error(`Windows-1252 has no character "${character}"`)
      return byte
    }),
  )
}

function quoted(field: string, separator: string): string {
  return field.includes(separator) || field.includes('"') || field.includes('\n')
    ? `"${field.replaceAll('"', '""')}"`
    : field
}

/** Writes a delimited file with Windows line ends. Short rows stay short, as when somebody types a title line. */
export function writeText(path: string, format: TextFormat, rows: readonly (readonly string[])[]): void {
  const text = rows
    .map((row) => `${row.map((field) => quoted(field, format.separator)).join(format.separator)}\r\n`)
    .join('')
  const bytes =
    format.encoding === 'windows-1252'
      ? encodeWindows1252(text)
      : Buffer.from(format.encoding === 'utf-8-bom' ? `\ufeff${text}` : text, 'utf8')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

/** Writes text data (GeoJSON, JSON, CSV of places) with Unix line ends. */
export function writeData(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text.endsWith('\n') ? text : `${text}\n`)
}

/** A zip holds the time of writing in each entry; with a fixed one the same data give the same file (APPNOTE 4.3.7 and 4.3.12). */
function withFixedTimes(zip: Buffer): Buffer {
  const midnight1980 = 0x00210000
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const entries = zip.readUInt16LE(end + 10)
  let central = zip.readUInt32LE(end + 16)
  for (let entry = 0; entry < entries; entry++) {
    const local = zip.readUInt32LE(central + 42)
    zip.writeUInt32LE(midnight1980, central + 12)
    zip.writeUInt32LE(midnight1980, local + 10)
    central +=
      46 + zip.readUInt16LE(central + 28) + zip.readUInt16LE(central + 30) + zip.readUInt16LE(central + 32)
  }
  return zip
}

/** Writes one sheet; `widths` are column widths in characters. */
export async function writeSheet(
  path: string,
  sheet: string,
  rows: SheetData,
  widths: readonly number[],
): Promise<void> {
  const columns = widths.map((width) => ({ width }))
  const bytes = await writeXlsxFile(rows, { sheet, columns }).toBuffer()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, withFixedTimes(bytes))
}

/** A header cell; `span` columns are merged into one. */
export function head(value: string, span = 1): CellObject {
  return { value, fontWeight: 'bold', align: 'center', ...(span > 1 ? { columnSpan: span } : {}) }
}

/** A cell that holds a fraction and is shown in percent: 82 -> 0.82 with the format "0%". Undefined: an empty cell. */
export function percent(value: number | undefined, decimals = 0): CellObject | null {
  if (value === undefined) return null
  return {
    value: Number((value / 100).toFixed(decimals + 2)),
    format: decimals ? `0.${'0'.repeat(decimals)}%` : '0%',
  }
}

/** A count, shown with a dot for thousands in a German programme. Undefined: an empty cell. */
export function count(value: number | undefined): CellObject | null {
  return value === undefined ? null : { value, format: '#,##0' }
}

/** A number as German offices type it: decimal comma, dots for thousands if asked for. */
export function german(value: number, decimals = 0, thousands = false): string {
  const [whole, fraction] = value.toFixed(decimals).split('.')
  const grouped = thousands ? whole!.replace(/\B(?=(\d{3})+(?!\d))/g, '.') : whole!
  return fraction ? `${grouped},${fraction}` : grouped
}
