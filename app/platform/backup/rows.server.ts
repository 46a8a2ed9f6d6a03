import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type Column, quoted, quotedList, type Table } from './tables.server.ts'

/** One form for every value, whatever the server's own settings are: what is written here is read back the same anywhere. */
export const oneForm = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local standard_conforming_strings = on;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/** The rows of the transaction's tenant from now on; without number those of no tenant in particular. */
export async function setTenant(client: pg.ClientBase, tenant: number | undefined): Promise<void> {
  await client.query("select set_config('lueckenlos.tenant', $1, true)", [
    tenant === undefined ? '' : String(Math.trunc(tenant)),
  ])
}

export type Rows = {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly filter?: string
  /** The columns in another form than the server's own. */
  readonly select?: string
}

const isText = (type: string) => /^(text|character|varchar|name|citext)/.test(type)

/** Order by key, texts byte by byte: the same on servers with different collations. */
export function orderOf({ key, columns }: Table): string {
  const names = key.length > 0 ? key : columns.map((column) => column.name)
  return names
    .map((name) => {
      const { type } = columns.find((column) => column.name === name)!
      return isText(type) ? `${quoted(name)} collate "C"` : quoted(name)
    })
    .join(', ')
}

/** Streams the rows as CSV without header in the form of PostgreSQL, lines ended by LF; `count` is known at the end. */
export async function* copyOut(
  client: pg.ClientBase,
  { table, columns, filter, select = quotedList(columns.map(({ name }) => name)) }: Rows,
  count: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const where = filter ? ` where ${filter}` : ''
  const stream = client.query(
    copyTo(
      `copy (select ${select} from ${quoted(table.name)}${where} order by ${orderOf(table)}) to stdout (format csv)`,
    ),
  )
  for await (const chunk of stream) yield chunk as Buffer
  count(stream.rowCount)
}

/** Loads CSV whose first line names the columns; returns the number of rows. The table's identities are given, not made. */
export async function copyIn(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  content: Readable | AsyncIterable<Buffer>,
): Promise<number> {
  const sink = client.query(
    copyFrom(`copy ${quoted(table)} (${quotedList(columns)}) from stdin (format csv, header match)`),
  )
  await pipeline(content, sink)
  return sink.rowCount
}

const quote = 0x22
const lineFeed = 0x0a

/** Lines of CSV ended by CR and LF, as RFC 4180 wants it; line feeds inside of quoted values stay as they are. */
export async function* endLinesWithCrlf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let quotedValue = false
  for await (const chunk of content) {
    const parts: Buffer[] = []
    let start = 0
    for (let i = 0; i < chunk.length; i++) {
      if (chunk[i] === quote) quotedValue = !quotedValue
      else if (chunk[i] === lineFeed && !quotedValue) {
        parts.push(chunk.subarray(start, i), lineEnd)
        start = i + 1
      }
    }
    parts.push(chunk.subarray(start))
    yield Buffer.concat(parts)
  }
}

const lineEnd = Buffer.from('\r\n')
