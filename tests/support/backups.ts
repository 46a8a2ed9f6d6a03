import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { verifyTrails } from '#app/capabilities/archive/archive.server.ts'
import { createBackup } from '#app/platform/backup/backup.server.ts'
import { restoreBackup } from '#app/platform/backup/restore.server.ts'
import { writeZip } from '#app/platform/backup/zip.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import type { TestDatabase } from './database.ts'
import { type RealProcess, startProcess } from './processes.ts'
import { testSecret } from './webServer.ts'

const migrationsFolder = join(findCloneFolder(), 'migrations')

/** The demonstration as the first release left it: both towns in half a second. */
export const oldDemonstration = join(findCloneFolder(), 'tests', 'dumps', '0.1.0.zip')

/** Saves a test's database as the command does. */
export const backUp = (ownerUrl: string, path: string) =>
  createBackup({ ownerUrl, migrationsFolder, software: '0.0.0', path, overwrite: false, now: new Date() })

/** Restores into a test's database as the command does. */
export const restore = (ownerUrl: string, path: string, replace = false) =>
  restoreBackup({ ownerUrl, migrationsFolder, path, replace, verify: verifyTrails })

/** The command line on a test's own database, as the plain owner of its tables. */
export function startCommand(database: TestDatabase, args: string[], secret = testSecret): RealProcess {
  return startProcess(join(findCloneFolder(), 'cli', 'lueckenlos.ts'), {
    args,
    env: {
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      LUECKENLOS_SECRET: secret,
      LUECKENLOS_DEMO: 'off',
    },
  })
}

/** One statement past row-level security. */
export async function ask<Row extends Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Tables of tenants whose row-level security is off or doesn't bind the owner. */
export async function listUnlocked(adminUrl: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    adminUrl,
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
  )
  return rows.map(({ name }) => name)
}

export async function makeFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'lueckenlos-backups-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** How many rows a table (with a condition, if wanted) has. */
export async function countRows(url: string, table: string): Promise<number> {
  return (await ask<{ n: number }>(url, `select count(*)::integer as n from ${table}`))[0]!.n
}

/** An archive with one part. */
export function writeSmallZip(path: string, part: string, text: string): Promise<void> {
  return writeZip(
    async (zip) => {
      await zip.add(
        part,
        (async function* () {
          yield Buffer.from(text)
        })(),
      )
    },
    (bytes) => writeFile(path, bytes),
  )
}
