import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { commandLineActor, findTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { openZip, type ZipReader } from '#app/platform/backup/zip.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { seal } from '#app/platform/secretBox.server.ts'
import { ask, makeFolder, oldDemonstration, restore } from '../../../tests/support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { importPackage, writeExportFile } from './archive.server.ts'

export const now = new Date('2026-11-22T12:00:00Z')

/** Texts that break careless formats. */
export const hardTexts = [
  '=1+1',
  '"',
  ',',
  '\\.',
  '\n',
  '\r\n',
  '',
  ' ',
  '\t',
  "'); drop table facts; --",
  '😀 Gemüse',
  'NULL',
  '\\N',
]

/** What must never leave an installation with the export of a municipality. */
const makeSecrets = () => ({
  password: `$argon2id$planted-${randomBytes(8).toString('hex')}`,
  factor: seal('JBSWY3DPEHPK3PXP', 'second-factor'),
  invitation: randomBytes(32).toString('hex'),
  provider: seal('the-secret-of-the-provider', 'single-sign-on'),
  neighbour: `Nachbarort-${randomBytes(8).toString('hex')}`,
})

export type ExportedTown = {
  readonly source: TestDatabase
  readonly database: Database
  readonly tenant: number
  readonly folder: string
  readonly secrets: ReturnType<typeof makeSecrets>
  /** The export of Musterstadt, and the way to it. */
  readonly zip: ZipReader
  readonly path: string
  close(): Promise<void>
}

/** The invented town with a real person, an invitation, single sign-on, secrets and texts that are hard to write down. */
export async function createExportedTown(): Promise<ExportedTown> {
  const source = await createTestDatabase()
  const folder = await makeFolder()
  await restore(source.ownerUrl, oldDemonstration)
  const database = openDatabasePool(source.appUrl)
  const tenant = (await database.shared((shared) => findTenant(shared, 'musterstadt', 'de')))!.id
  const secrets = makeSecrets()
  await plant(source, tenant, secrets)
  const path = await exportInto(database, tenant, join(folder.path, 'first.zip'))
  const zip = await openZip(path)
  return {
    source,
    database,
    tenant,
    folder: folder.path,
    secrets,
    zip,
    path,
    async close() {
      zip.close()
      await database.close()
      await source.close()
      await folder.remove()
    },
  }
}

export async function exportInto(pool: Database, id: number, path: string): Promise<string> {
  await writeExportFile(pool, commandLineActor(id), { path, overwrite: true, now, onProgress: () => {} })
  return path
}

export const importInto = (target: TestDatabase, path: string) =>
  importPackage({
    ownerUrl: target.ownerUrl,
    migrationsFolder: join(findCloneFolder(), 'migrations'),
    path,
    onTable: () => {},
  })

export async function contentOf(reader: ZipReader, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of reader.read(name)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function plant(source: TestDatabase, tenant: number, secrets: ExportedTown['secrets']): Promise<void> {
  const [person] = await ask<{ id: number }>(
    source.adminUrl,
    `insert into accounts (key, name, invented, email, email_confirmed_at, password_hash, second_factor_secret, second_factor_since)
     values ('echt', 'Erna Beispiel', false, 'erna@ort.test', now(), $1, $2, now()) returning id`,
    [secrets.password, secrets.factor],
  )
  await ask(source.adminUrl, 'insert into memberships (tenant_id, account_id, role) values ($1, $2, $3)', [
    tenant,
    person!.id,
    'planning',
  ])
  await ask(
    source.adminUrl,
    `insert into invitations (tenant_id, token_hash, email, name, grants, mailed, created_by, created_at, expires_at)
     values ($1, $2, 'neu@ort.test', 'Nina Neu', '[]', false, 'x', now(), now())`,
    [tenant, secrets.invitation],
  )
  await ask(
    source.adminUrl,
    `insert into sign_on_providers (tenant_id, issuer, client_id, client_secret, label, group_claim, trusts_second_factor, enabled)
     values ($1, 'https://id.ort.test', 'lueckenlos', $2, 'Stadtkonto', 'groups', false, true)`,
    [tenant, secrets.provider],
  )
  for (const [index, text] of hardTexts.entries())
    await ask(
      source.adminUrl,
      `insert into feedback (tenant_id, submission, page, text, reply_to, created_at) values ($1, $2, $3, $3, $4, now())`,
      [tenant, `hart-${index}`, text, index % 2 ? text : null],
    )
  // A discarded delivery: its file has a name, a size and a hash, and no content.
  await ask(
    source.adminUrl,
    `with gone as (
       insert into files (tenant_id, name, media_type, size, sha256, created_by, content_deleted_at)
       values ($1, 'verworfen.csv', 'text/csv', 17, repeat('a', 64), 'x', now()) returning tenant_id, id)
     insert into deliveries (tenant_id, source_id, file_id, state, received_on, note, created_by)
     select gone.tenant_id, (select min(id) from sources where tenant_id = $1), gone.id, 'discarded', '2020-01-01', '', 'x' from gone`,
    [tenant],
  )
  await ask(
    source.adminUrl,
    `insert into organisations (tenant_id, key, name, name_en, kind) select id, 'fremd', $1, $1, 'office' from tenants where id <> $2`,
    [secrets.neighbour, tenant],
  )
}
