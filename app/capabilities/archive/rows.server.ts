import type { Geometry } from 'geojson'
import type pg from 'pg'
import { copyOut, endLinesWithCrlf, orderOf } from '#app/platform/backup/rows.server.ts'
import { quoted, type Table } from '#app/platform/backup/tables.server.ts'
import { boundaries, type Division } from './contents.ts'
import { followRightHandRule } from './ringDirection.ts'

const batchSize = 50

/** Values as open formats write them: instants by ISO 8601, true and false in words. */
function openForm(name: string, type: string): string {
  if (type === 'timestamp with time zone')
    return `to_char(${quoted(name)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  return type === 'boolean' ? `${quoted(name)}::text` : quoted(name)
}

/** The flat columns as CSV (RFC 4180, UTF-8, with header). */
export async function* csvOf(
  client: pg.ClientBase,
  { table, flat }: Division,
  filter: string,
  count: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const columns = table.columns.filter(({ name }) => flat.includes(name))
  const select = columns.map(({ name, type }) => `${openForm(name, type)} as ${quoted(name)}`).join(', ')
  yield Buffer.from(`${columns.map(({ name }) => name).join(',')}\r\n`)
  yield* endLinesWithCrlf(copyOut(client, { table, columns, filter, select }, count))
}

/** The nested columns with the key of their row, one JSON object per row; places as features of GeoJSON (RFC 7946). */
export async function* jsonOf(
  client: pg.ClientBase,
  division: Division,
  filter: string,
): AsyncGenerator<Buffer> {
  const isMap = division.table.name === boundaries.table
  yield Buffer.from(isMap ? '{"type":"FeatureCollection","features":[\n' : '[\n')
  let first = true
  for await (const line of isMap
    ? features(client, division.table, filter)
    : objects(client, division, filter)) {
    yield Buffer.from(first ? line : `,\n${line}`)
    first = false
  }
  yield Buffer.from(isMap ? '\n]}\n' : '\n]\n')
}

/** A column without value is left out of its object; `null` is a value that somebody has stored. */
function objects(client: pg.ClientBase, { table, nested }: Division, filter: string): AsyncGenerator<string> {
  const key = table.key.map((name) => `'${name}', ${quoted(name)}`).join(', ')
  const parts = nested.map(
    (name) =>
      `case when ${quoted(name)} is null then '{}'::jsonb else jsonb_build_object('${name}', ${quoted(name)}) end`,
  )
  return fetch(client, table, `(jsonb_build_object(${key}) || ${parts.join(' || ')})::text`, filter)
}

async function* features(client: pg.ClientBase, table: Table, filter: string): AsyncGenerator<string> {
  const properties = `jsonb_build_object('id', id, 'key', key, 'name', name, 'kind', kind)::text`
  const line = `${properties} || E'\\n' || ${boundaries.column}::text`
  for await (const text of fetch(client, table, line, `${filter} and ${boundaries.column} is not null`)) {
    const [own, drawn] = text.split('\n')
    const { id } = JSON.parse(own!) as { id: number }
    const geometry = followRightHandRule(JSON.parse(drawn!) as Geometry)
    yield `{"type":"Feature","id":${id},"properties":${own},"geometry":${JSON.stringify(geometry)}}`
  }
}

async function* fetch(
  client: pg.ClientBase,
  table: Table,
  select: string,
  filter: string,
): AsyncGenerator<string> {
  await client.query(
    `declare nested no scroll cursor for select ${select} as line from ${quoted(table.name)} where ${filter} order by ${orderOf(table)}`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batchSize} from nested`)
    for (const { line } of rows) yield line
    if (rows.length < batchSize) break
  }
  await client.query('close nested')
}
