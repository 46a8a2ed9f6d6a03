import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Refusal } from '../refusal.ts'
import { appName } from './roles.server.ts'

/** Any number will do, as long as nobody else locks it in this database. */
export const migrationLock = 7_241_001

type Migration = { readonly name: string; readonly text: string; readonly hash: string }

export async function listMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      // Git on Windows may have changed the line ends.
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the tables to the state of `folder` (`0001_name.sql`, `0002_...`), each file in a transaction of its own, and
 * returns the names of the files that were new. Several processes may call it at once: one works, the others wait.
 * Throws a `Refusal` when the database has seen other files than these.
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  const migrations = await listMigrations(folder)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await prepareSchema(client)
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from applied_migrations order by name',
    )
    const open = findOpenMigrations(migrations, rows)
    for (const migration of open) await apply(client, migration)
    return open.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/** Compares the files with what the database has seen. Applied ones must be the first files, unchanged. */
export function findOpenMigrations(
  files: readonly Migration[],
  applied: readonly { name: string; hash: string }[],
): Migration[] {
  for (const [index, row] of applied.entries()) {
    const file = files.find(({ name }) => name === row.name)
    if (!file)
      throw new Refusal(
        `Die Daten stammen von einer neueren Version von Lückenlos (sie kennen ${row.name}). Starten Sie diese neuere Version. Die Daten sind unberührt.`,
      )
    if (file.hash !== row.hash)
      throw new Refusal(
        `Die Datei migrations/${row.name} wurde geändert, nachdem sie auf diese Daten angewendet worden war. Stellen Sie sie wieder her; Änderungen gehören in eine neue Datei. Die Daten sind unberührt.`,
      )
    if (files[index] !== file)
      throw new Refusal(
        `Die Datei migrations/${files[index]?.name} ist neu, steht aber vor der schon angewendeten ${row.name}. Geben Sie ihr eine höhere Nummer. Die Daten sind unberührt.`,
      )
  }
  return files.slice(applied.length)
}

/** What the application's role may do with every table that migrations create; a migration may take some of it away. */
export async function prepareSchema(client: pg.Client): Promise<void> {
  await client.query(`
    create table if not exists applied_migrations (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    );
    grant usage on schema public to ${appName};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${appName};
    alter default privileges in schema public grant usage, select on sequences to ${appName};
  `)
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await applyWithin(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Runs one file in the caller's transaction and notes it. */
export async function applyWithin(client: pg.Client, { name, text, hash }: Migration): Promise<void> {
  try {
    await client.query(text)
    await client.query('insert into applied_migrations (name, hash) values ($1, $2)', [name, hash])
  } catch (error) {
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
