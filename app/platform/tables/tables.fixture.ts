import { type FileRefusal, refusalOf } from './refusal.ts'
import type { SourceRow } from './sourcecell.ts'
import { type Content, openTable, type Table } from './table.ts'

/** The bytes in pieces of `size`, as a network or a database hands them over. */
export function inPieces(bytes: Uint8Array, size = 65_536): Content {
  return async function* () {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
  }
}

export function tableOf(bytes: Uint8Array | string, pieces?: number): Promise<Table> {
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
  return openTable(inPieces(content, pieces), content.length)
}

export async function rowsOf(table: Table, sheet?: string): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  for await (const batch of table.rows(sheet)) rows.push(...batch)
  return rows
}

/** The refusal of a file, or undefined if it is read to its end. */
export async function refusalOfFile(bytes: Uint8Array | string): Promise<FileRefusal | undefined> {
  try {
    await rowsOf(await tableOf(bytes))
    return undefined
  } catch (error) {
    return refusalOf(error)
  }
}
