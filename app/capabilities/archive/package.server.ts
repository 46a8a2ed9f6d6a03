import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readSequences } from '#app/platform/backup/backup.server.ts'
import { oneForm } from '#app/platform/backup/rows.server.ts'
import { listTables } from '#app/platform/backup/tables.server.ts'
import { writeZip, type ZipWriter } from '#app/platform/backup/zip.server.ts'
import { rowsOf, type Snapshot } from '#app/platform/database.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { readFileContent } from '#app/platform/files.server.ts'
import { listMigrations } from '#app/platform/postgres/migrate.server.ts'
import { csvPath, divide, filePath, filterOf, jsonPath } from './contents.ts'
import {
  type Contents,
  describeForMachines,
  describeForPeople,
  type ExportedFile,
  type ExportedTable,
} from './description.ts'
import { csvOf, jsonOf } from './rows.server.ts'

export type PackageOrder = {
  readonly software: string
  readonly now: Date
  /** 0 to 1, before each table and file; may throw to end the work. */
  readonly onProgress: (share: number) => Promise<void>
}

/**
 * Writes everything of a tenant into a ZIP in open formats, as it stands at the snapshot's moment. `send` takes the bytes
 * as they come.
 */
export async function writePackage(
  snapshot: Snapshot,
  order: PackageOrder,
  send: (bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  await snapshot.client.query(oneForm)
  await writeZip(async (zip) => {
    const [tenant] = await rowsOf<{ slug: string; name: string }>(
      snapshot,
      sql`select slug, name from tenants where id = ${snapshot.tenant}`,
    )
    const tables = await writeTables(snapshot, zip, order)
    const files = await writeFiles(snapshot, zip, order)
    const exported = tables.map(({ division }) => division.table)
    const contents: Contents = {
      tenant: tenant!,
      software: order.software,
      createdAt: order.now,
      migrations: (await listMigrations(join(findCloneFolder(), 'migrations'))).map(({ name, hash }) => ({
        name,
        hash,
      })),
      sequences: await readSequences(snapshot.client, exported),
      tables,
      files,
    }
    const readme = await zip.add('LIESMICH.txt', asBytes(describeForPeople(contents)))
    const description = JSON.stringify(describeForMachines(contents, readme), null, 1)
    await zip.add('datapackage.json', asBytes(`${description}\n`))
  }, send)
}

async function* asBytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

async function writeTables(
  { client, tenant }: Snapshot,
  zip: ZipWriter,
  { onProgress }: PackageOrder,
): Promise<ExportedTable[]> {
  const tables = await listTables(client)
  const written: ExportedTable[] = []
  for (const [index, table] of tables.entries()) {
    await onProgress((0.5 * index) / tables.length)
    const filter = filterOf(table, tables, tenant)
    if (filter === undefined) continue
    const division = divide(table)
    let rows = 0
    const csv = await zip.add(
      csvPath(table.name),
      csvOf(client, division, filter, (count) => {
        rows = count
      }),
    )
    const json =
      division.nested.length === 0
        ? undefined
        : await zip.add(jsonPath(table.name), jsonOf(client, division, filter))
    written.push({ division, rows, csv, json })
  }
  return written
}

async function writeFiles(
  snapshot: Snapshot,
  zip: ZipWriter,
  { onProgress }: PackageOrder,
): Promise<ExportedFile[]> {
  const files = await rowsOf<{ id: number; name: string; mediaType: string }>(
    snapshot,
    sql`select id, name, media_type as "mediaType" from files where tenant_id = ${snapshot.tenant} and content_deleted_at is null order by id`,
  )
  const written: ExportedFile[] = []
  for (const [index, { id, name, mediaType }] of files.entries()) {
    await onProgress(0.5 + (0.5 * index) / files.length)
    const part = await zip.add(filePath(id, name), readFileContent(snapshot, id))
    written.push({ ...part, id, mediaType })
  }
  return written
}
