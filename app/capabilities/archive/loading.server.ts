import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { copyIn, setTenant } from '#app/platform/backup/rows.server.ts'
import { quoted, quotedList, type Table } from '#app/platform/backup/tables.server.ts'
import type { ZipReader } from '#app/platform/backup/zip.server.ts'
import { inChunks } from '#app/platform/files.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { boundaries, csvPath, type Division, divide, filterOf, jsonPath, withheld } from './contents.ts'
import type { Package } from './packageShape.ts'
import { csvOf, jsonOf } from './rows.server.ts'

/** Puts the tables and files of an export into the (empty) tables that it was made from, and reads them again. */
export async function loadPackage(
  client: pg.Client,
  tables: readonly Table[],
  zip: ZipReader,
  described: Package,
  onTable: (table: string, rows: number) => void,
): Promise<void> {
  const taken: { division: Division; csv: string; json: string | undefined }[] = []
  for (const table of tables) {
    if (table.name === 'file_chunks') await loadFiles(client, zip, described)
    const csv = described.resources.find(({ path }) => path === csvPath(table.name))
    if (!csv) continue
    const division = divide(table)
    if (JSON.stringify(csv.schema?.fields.map(({ name }) => name)) !== JSON.stringify(division.flat))
      throw new Refusal(`Die Tabelle ${table.name} passt nicht zu dem Stand, den die Ausgabe nennt.`)
    const rows = await loadTable(client, zip, division)
    if (rows !== csv.rows) throw new Error(`${table.name}: ${rows} rows instead of ${csv.rows}`)
    const json = described.resources.find(
      ({ path }) => division.nested.length > 0 && path === jsonPath(table.name),
    )
    taken.push({ division, csv: csv.hash, json: json?.hash })
    onTable(table.name, rows)
  }
  const { rows } = await client.query<{ id: number }>('select id from tenants')
  if (rows.length !== 1) throw new Refusal('Die Ausgabe muss genau eine Kommune enthalten.')
  await setTenant(client, rows[0]!.id)
  for (const { division, csv, json } of taken) {
    const filter = filterOf(division.table, tables, rows[0]!.id)!
    await compare(
      csvOf(client, division, filter, () => {}),
      csv,
      division.table.name,
    )
    if (json) await compare(jsonOf(client, division, filter), json, division.table.name)
  }
}

async function compare(content: AsyncIterable<Buffer>, expected: string, table: string): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk)
  if (`sha256:${hash.digest('hex')}` !== expected)
    throw new Error(`the rows of ${table} are not those of the export; nothing was changed`)
}

async function loadTable(client: pg.Client, zip: ZipReader, division: Division): Promise<number> {
  const { table, flat, nested } = division
  const fills = Object.entries(withheld[table.name] ?? {}).flatMap(([name, { fill }]) =>
    fill === undefined ? [] : [{ name, fill }],
  )
  const csv = zip.read(csvPath(table.name))
  if (nested.length === 0 && fills.length === 0) return copyIn(client, table.name, flat, csv)
  await client.query(
    `create temporary table incoming on commit drop as select ${quotedList(flat)} from ${quoted(table.name)} with no data;
     create temporary table incoming_nested (line jsonb not null) on commit drop`,
  )
  await copyIn(client, 'incoming', flat, csv)
  if (nested.length > 0)
    await copyIn(client, 'incoming_nested', ['line'], asCsv(nestedLines(zip, table.name)))
  const key = (table.name === boundaries.table ? ['id'] : table.key)
    .map((name) => `(n.line->>'${name}') = i.${quoted(name)}::text`)
    .join(' and ')
  const { rowCount } = await client.query(
    `insert into ${quoted(table.name)} (${quotedList([...flat, ...nested, ...fills.map(({ name }) => name)])})
     overriding system value
     select ${[
       ...flat.map((name) => `i.${quoted(name)}`),
       ...nested.map((name) => `n.line->'${name}'`),
       ...fills.map(({ fill }) => fill),
     ].join(', ')}
     from incoming i ${nested.length > 0 ? `left join incoming_nested n on ${key}` : ''}`,
  )
  await client.query('drop table incoming, incoming_nested')
  return rowCount ?? 0
}

/** The objects of a JSON file of ours, one per line; those of the map with the key of their place. */
async function* nestedLines(zip: ZipReader, table: string): AsyncGenerator<string> {
  const isMap = table === boundaries.table
  const lines = createInterface({
    input: Readable.from(zip.read(jsonPath(table))),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  for await (const line of lines) {
    const object = line.replace(/,$/, '')
    if (!object.startsWith('{') || !object.endsWith('}')) continue
    if (!isMap) yield object
    else {
      const { id, geometry } = JSON.parse(object) as { id: number; geometry: unknown }
      yield JSON.stringify({ id, [boundaries.column]: geometry })
    }
  }
}

async function* asCsv(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield Buffer.from('line\n')
  for await (const line of lines) yield Buffer.from(`"${line.replaceAll('"', '""')}"\n`)
}

async function loadFiles(client: pg.Client, zip: ZipReader, described: Package): Promise<void> {
  const { rows } = await client.query<{ tenant: number; id: number; sha256: string }>(
    'select tenant_id as tenant, id, sha256 from files where content_deleted_at is null order by id',
  )
  for (const { tenant, id, sha256 } of rows) {
    const path = described.lueckenlos.files.find((file) => file.id === id)?.path
    const hash = createHash('sha256')
    let position = 0
    for await (const content of inChunks(zip.read(path ?? ''))) {
      hash.update(content)
      await client.query(
        'insert into file_chunks (tenant_id, file_id, position, content) values ($1, $2, $3, $4)',
        [tenant, id, position, content],
      )
      position += 1
    }
    if (hash.digest('hex') !== sha256)
      throw new Refusal(`Die Datei ${path} ist nicht die, die die Ausgabe nennt.`)
  }
}
