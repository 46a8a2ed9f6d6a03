import pg from 'pg'
import { findOpenMigrations, listMigrations, migrationLock } from '../postgres/migrate.server.ts'
import { Refusal } from '../refusal.ts'
import { secretFingerprint } from './fingerprint.server.ts'
import { backupFormat, type Manifest, notSaved, type SavedTable, type SequenceMark } from './manifest.ts'
import { copyOut, oneForm, setTenant } from './rows.server.ts'
import { listTables, migrationsTable, quoted, quotedList, type Table } from './tables.server.ts'
import { writeWholeFile, writeZip, type ZipWriter } from './zip.server.ts'

export type BackupOrder = {
  /** Owner of the tables, bound by row-level security or not. */
  readonly ownerUrl: string
  readonly migrationsFolder: string
  readonly software: string
  readonly path: string
  readonly overwrite: boolean
  readonly now: Date
  /** Each table once it is written. */
  readonly onTable?: (table: { readonly name: string; readonly rows: number }) => void
}

export type BackupSummary = { readonly manifest: Manifest; readonly size: number }

/**
 * Saves everything of an installation as it stands at one moment, while people go on working: one read-only transaction
 * with one snapshot, table by table, for each tenant in turn, because row-level security binds the tables' owner too.
 * Reads an older schema as well: a backup can be made before an upgrade with the new software already in place.
 */
export async function createBackup(order: BackupOrder): Promise<BackupSummary> {
  const client = new pg.Client({ connectionString: order.ownerUrl, application_name: 'lueckenlos-backup' })
  // A connection that breaks fails the next statement; without a listener it would end the process first.
  client.on('error', () => {})
  await client.connect()
  try {
    // Nobody changes tables meanwhile: neither a migration nor a restore.
    await client.query('select pg_advisory_lock_shared($1)', [migrationLock])
    const migrations = await readMigrations(client, order.migrationsFolder)
    await client.query(`begin isolation level repeatable read, read only; ${oneForm}`)
    let manifest: Manifest | undefined
    const { size } = await writeWholeFile(order.path, order.overwrite, (send) =>
      writeZip(async (zip) => {
        manifest = await writeTables(client, zip, order, migrations)
        await zip.add('manifest.json', asBytes(`${JSON.stringify(manifest, null, 1)}\n`))
      }, send),
    )
    return { manifest: manifest!, size }
  } finally {
    await client.end().catch(() => {})
  }
}

async function readMigrations(client: pg.Client, folder: string): Promise<Manifest['migrations']> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('public.${migrationsTable}') is not null as there`,
  )
  if (!found[0]?.there)
    throw new Refusal(
      'Diese Installation ist noch leer: Es gibt nichts zu sichern. Starten Sie Lückenlos einmal.',
    )
  const { rows } = await client.query<{ name: string; hash: string }>(
    `select name, hash from ${migrationsTable} order by name`,
  )
  findOpenMigrations(await listMigrations(folder), rows)
  return rows
}

async function* asBytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

async function writeTables(
  client: pg.Client,
  zip: ZipWriter,
  order: BackupOrder,
  migrations: Manifest['migrations'],
): Promise<Manifest> {
  const tables = await listTables(client)
  // The first statement after `begin` takes the snapshot that all later ones see.
  const { rows: tenants } = await client.query<{ id: number; slug: string; name: string }>(
    'select id, slug, name from tenants order by id',
  )
  const saved: SavedTable[] = []
  for (const table of tables) {
    if (notSaved.includes(table.name)) continue
    let rows = 0
    const content = copyWholeTable(
      client,
      table,
      tenants.map(({ id }) => id),
      (count) => {
        rows += count
      },
    )
    // Pieces of files are compressed already; trying hard to compress them again would take most of the time.
    const level = table.columns.some(({ type }) => type === 'bytea') ? 1 : 6
    const part = await zip.add(`tables/${table.name}.csv`, content, level)
    saved.push({ name: table.name, columns: table.columns.map((column) => column.name), rows, ...part })
    order.onTable?.({ name: table.name, rows })
  }
  return {
    format: backupFormat,
    software: order.software,
    createdAt: order.now.toISOString(),
    secretFingerprint: secretFingerprint(),
    migrations,
    tenants,
    chains: await readChains(client, tenants),
    tables: saved,
    sequences: await readSequences(client, tables),
  }
}

/** All rows of a table in an order that depends on nothing but the rows; the first line names the columns. */
export async function* copyWholeTable(
  client: pg.ClientBase,
  table: Table,
  tenants: readonly number[],
  count: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const { columns } = table
  yield Buffer.from(`${quotedList(columns.map(({ name }) => name)).replaceAll(', ', ',')}\n`)
  if (table.tenancy !== 'own') {
    await setTenant(client, undefined)
    yield* copyOut(client, { table, columns }, count)
    return
  }
  for (const tenant of tenants) {
    await setTenant(client, tenant)
    // Said twice: a superuser sees every tenant's rows, whatever is set.
    yield* copyOut(client, { table, columns, filter: `tenant_id = ${tenant}` }, count)
  }
}

async function readChains(
  client: pg.Client,
  tenants: readonly { id: number; slug: string }[],
): Promise<Manifest['chains']> {
  const chains: Manifest['chains'] = []
  for (const { id, slug } of tenants) {
    await setTenant(client, id)
    const { rows } = await client.query<{ position: string; hash: string }>(
      'select position, hash from audit_heads where tenant_id = $1',
      [id],
    )
    for (const { position, hash } of rows) chains.push({ tenant: slug, position: Number(position), hash })
  }
  return chains
}

/** Numbers are never given out twice, not even those of rows that are gone. */
export async function readSequences(
  client: pg.ClientBase,
  tables: readonly Table[],
): Promise<SequenceMark[]> {
  const marks: SequenceMark[] = []
  for (const table of tables)
    for (const column of table.columns.filter(({ identity }) => identity)) {
      const { rows } = await client.query<{ sequence: string }>(
        'select pg_get_serial_sequence($1, $2) as sequence',
        [quoted(table.name), column.name],
      )
      const { rows: state } = await client.query<{ next: string }>(
        `select case when is_called then last_value + 1 else last_value end as next from ${rows[0]!.sequence}`,
      )
      marks.push({ table: table.name, column: column.name, next: Number(state[0]!.next) })
    }
  return marks
}
