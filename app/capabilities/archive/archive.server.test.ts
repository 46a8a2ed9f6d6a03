import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { commandLineActor, findTenant, verifyAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { openZip, type ZipReader } from '#app/platform/backup/zip.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { seal } from '#app/platform/secretBox.server.ts'
import { seedDemo } from '../../../demo/seed.server.ts'
import { ask, backUp, listUnlocked, makeFolder } from '../../../tests/support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { importPackage, welcomeTenant, writeExportFile } from './archive.server.ts'

const migrationsFolder = join(findCloneFolder(), 'migrations')
const now = new Date('2026-11-22T12:00:00Z')
const secrets = {
  password: `$argon2id$planted-${randomBytes(8).toString('hex')}`,
  factor: '',
  invitation: randomBytes(32).toString('hex'),
  provider: '',
  foreign: `Nachbarort-${randomBytes(8).toString('hex')}`,
}
/** Texts that break careless formats. */
const hardTexts = [
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

let source: TestDatabase
let database: Database
let tenant: number
let folder: Awaited<ReturnType<typeof makeFolder>>
let first: string
let zip: ZipReader

const exportInto = async (pool: Database, id: number, name: string) => {
  const path = join(folder.path, name)
  await writeExportFile(pool, commandLineActor(id), { path, overwrite: true, now, onProgress: () => {} })
  return path
}

const importInto = (target: TestDatabase, path: string) =>
  importPackage({ ownerUrl: target.ownerUrl, migrationsFolder, path, onTable: () => {} })

async function plant(): Promise<void> {
  secrets.factor = seal('JBSWY3DPEHPK3PXP', 'second-factor')
  secrets.provider = seal('the-secret-of-the-provider', 'single-sign-on')
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
  await ask(
    source.adminUrl,
    `insert into organisations (tenant_id, key, name, name_en, kind) select id, 'fremd', $1, $1, 'office' from tenants where id <> $2`,
    [secrets.foreign, tenant],
  )
}

beforeAll(async () => {
  source = await createTestDatabase()
  folder = await makeFolder()
  database = openDatabasePool(source.appUrl)
  await seedDemo(database, () => {})
  tenant = (await database.shared((shared) => findTenant(shared, 'musterstadt', 'de')))!.id
  await plant()
  first = await exportInto(database, tenant, 'first.zip')
  zip = await openZip(first)
}, 120_000)

afterAll(async () => {
  zip.close()
  await database.close()
  await source.close()
  await folder.remove()
})

async function contentOf(reader: ZipReader, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of reader.read(name)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const fieldShape = z.object({ name: z.string(), type: z.string(), description: z.string().min(3) })
const describedShape = z.object({
  resources: z.array(
    z.object({
      name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$|_/),
      path: z.string(),
      bytes: z.number(),
      hash: z.string(),
      title: z.string().min(3).optional(),
      rows: z.number().optional(),
      fields: z.array(fieldShape).optional(),
      schema: z
        .object({
          fields: z.array(fieldShape),
          primaryKey: z.array(z.string()).min(1),
          foreignKeys: z
            .array(
              z.object({
                fields: z.array(z.string()),
                reference: z.object({ resource: z.string(), fields: z.array(z.string()) }),
              }),
            )
            .optional(),
        })
        .optional(),
    }),
  ),
})

async function readDescribed(reader: ZipReader) {
  return describedShape.parse(JSON.parse((await contentOf(reader, 'datapackage.json')).toString()))
}

describe('the export of a municipality', () => {
  test('describes every file, and every described file is there as described', async () => {
    const { resources } = await readDescribed(zip)
    expect(
      resources
        .map(({ path }) => path)
        .concat('datapackage.json')
        .sort(),
    ).toEqual([...zip.parts.keys()].sort())
    expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length)
    for (const { path, bytes, hash } of resources) {
      const content = await contentOf(zip, path)
      expect(content.length, path).toBe(bytes)
      expect(`sha256:${createHash('sha256').update(content).digest('hex')}`, path).toBe(hash)
    }
  })

  test('explains every column of every table in German, in words that stand in LIESMICH.txt', async () => {
    const { resources } = await readDescribed(zip)
    const readme = (await contentOf(zip, 'LIESMICH.txt')).toString()
    const fields = resources.flatMap(({ name, schema, fields: nested = [] }) =>
      [...(schema?.fields ?? []), ...nested].map((field) => ({ table: name, ...field })),
    )
    expect(fields.length).toBeGreaterThan(200)
    for (const { table, name, description } of fields) {
      expect(description, `${table}.${name}`).toBeTruthy()
      expect(readme, `${table}.${name}`).toContain(description)
    }
    expect(readme).not.toMatch(/undefined|null|\[object/)
  })

  test('takes every table of tenants or says why not', async () => {
    const tables = await ask<{ name: string }>(
      source.adminUrl,
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
    )
    const readme = (await contentOf(zip, 'LIESMICH.txt')).toString()
    expect(tables.length).toBeGreaterThan(40)
    for (const { name } of tables)
      expect(zip.parts.has(`daten/${name}.csv`) || readme.includes(`\r\n  ${name}: `), name).toBe(true)
  })

  test('is CSV as RFC 4180 has it, with whole keys and no reference into nothing', async () => {
    const { resources } = await readDescribed(zip)
    const rowsByTable = new Map<string, Record<string, string>[]>()
    for (const { name, path, rows, schema } of resources) {
      if (!schema) continue
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await contentOf(zip, path))
      expect(text.endsWith('\r\n'), path).toBe(true)
      const parsed = Papa.parse<Record<string, string>>(text.slice(0, -2), { header: true, newline: '\r\n' })
      expect(
        parsed.errors.filter(({ code }) => code !== 'UndetectableDelimiter'),
        path,
      ).toEqual([])
      const found = rows === 0 ? [] : parsed.data
      expect(found.length, path).toBe(rows)
      expect(parsed.meta.fields, path).toEqual(schema.fields.map((field) => field.name))
      rowsByTable.set(name, found)
    }
    const keysOf = (table: string, fields: readonly string[]) =>
      new Set(rowsByTable.get(table)!.map((row) => JSON.stringify(fields.map((field) => row[field]))))
    for (const { name, schema } of resources) {
      if (!schema) continue
      expect(keysOf(name, schema.primaryKey).size, name).toBe(rowsByTable.get(name)!.length)
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const known = keysOf(reference.resource || name, reference.fields)
        for (const row of rowsByTable.get(name)!) {
          const values = fields.map((field) => row[field])
          if (values.every((value) => value !== ''))
            expect(known.has(JSON.stringify(values)), `${name} ${fields}`).toBe(true)
        }
      }
    }
    expect(rowsByTable.get('feedback')!.map((row) => row.text)).toEqual(hardTexts)
  })

  test('draws boundaries as RFC 7946 has them', async () => {
    const map = z
      .object({
        type: z.literal('FeatureCollection'),
        features: z.array(
          z.object({
            type: z.literal('Feature'),
            id: z.number(),
            properties: z.object({ id: z.number(), key: z.string(), name: z.string(), kind: z.string() }),
            geometry: z.object({
              type: z.literal('Polygon'),
              coordinates: z.array(
                z.array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])).min(4),
              ),
            }),
          }),
        ),
      })
      .strict()
      .parse(JSON.parse((await contentOf(zip, 'grenzen.geojson')).toString()))
    expect(map.features.length).toBe(60)
    for (const { geometry, properties } of map.features)
      for (const [index, ring] of geometry.coordinates.entries()) {
        expect(ring.at(-1), properties.key).toEqual(ring[0])
        const area = ring.reduce((sum, [x, y], i) => {
          const [nextX, nextY] = ring[(i + 1) % ring.length]!
          return sum + x * nextY - nextX * y
        }, 0)
        expect(area > 0, properties.key).toBe(index === 0)
      }
  })

  test('gives nobody a secret, nor anything of another municipality', async () => {
    for (const name of zip.parts.keys()) {
      const content = await contentOf(zip, name)
      for (const [what, secret] of Object.entries(secrets)) {
        expect(secret.length).toBeGreaterThan(10)
        expect(content.includes(secret), `${what} in ${name}`).toBe(false)
      }
    }
    const people = (await contentOf(zip, 'daten/accounts.csv')).toString()
    expect(people).toContain('erna@ort.test')
    expect(people).not.toContain('Hamm')
  })

  test('holds the delivered files as they came', async () => {
    const files = await ask<{ id: number; sha256: string }>(
      source.adminUrl,
      'select id, sha256 from files where tenant_id = $1',
      [tenant],
    )
    expect(files.length).toBeGreaterThan(0)
    for (const { id, sha256 } of files) {
      const name = [...zip.parts.keys()].find((path) => path.startsWith(`dateien/${id}-`))
      expect(
        createHash('sha256')
          .update(await contentOf(zip, name!))
          .digest('hex'),
      ).toBe(sha256)
    }
  })
})

describe('taken into an empty installation', () => {
  let target: TestDatabase
  let pool: Database
  let arrivals: Awaited<ReturnType<typeof welcomeTenant>>['arrivals']
  let second: ZipReader

  beforeAll(async () => {
    target = await createTestDatabase()
    const { described, warnings } = await importInto(target, first)
    expect(warnings).toEqual([])
    pool = openDatabasePool(target.appUrl)
    second = await openZip(await exportInto(pool, tenant, 'second.zip'))
    arrivals = (await welcomeTenant(pool, described, now)).arrivals
  })

  afterAll(async () => {
    second.close()
    await pool.close()
    await target.close()
  })

  test('it exports the same again, byte by byte', async () => {
    const stamped = ['LIESMICH.txt', 'datapackage.json']
    expect([...second.parts.keys()]).toEqual([...zip.parts.keys()])
    for (const name of zip.parts.keys())
      if (!stamped.includes(name))
        expect((await contentOf(second, name)).equals(await contentOf(zip, name)), name).toBe(true)
  })

  test('it shows the same figures', async () => {
    const results = (from: Database) => from.read(tenant, (reader) => getResults(reader, { language: 'de' }))
    const shown = await results(pool)
    expect(shown.length).toBeGreaterThan(5)
    expect(shown).toEqual(await results(database))
  })

  test('its audit trail is whole and says where it came from', async () => {
    const trail = await pool.read(tenant, (reader) => verifyAudit(reader))
    expect(trail.state).toBe('intact')
    const [last] = await ask(
      target.adminUrl,
      'select action, actor from audit_entries order by position desc limit 1',
    )
    expect(last).toEqual({ action: 'tenant.import', actor: 'Befehlszeile' })
  })

  test('its people get a link to a new password, the invented ones none', async () => {
    expect(arrivals.map(({ name, email }) => [name, email])).toEqual([['Erna Beispiel', 'erna@ort.test']])
    const [person] = await ask(
      target.adminUrl,
      `select password_hash, second_factor_secret from accounts where email = 'erna@ort.test'`,
    )
    expect(person).toEqual({ password_hash: null, second_factor_secret: null })
    const [link] = await ask(target.adminUrl, 'select token_hash from password_resets')
    expect(link).toEqual({ token_hash: createHash('sha256').update(arrivals[0]!.token).digest('hex') })
  })

  test('its tables are locked, and new rows get new numbers', async () => {
    expect(await listUnlocked(target.adminUrl)).toEqual([])
    const insert = `insert into organisations (tenant_id, key, name, name_en, kind) values ($1, 'neu', 'Neu', 'New', 'office') returning id`
    const [made] = await ask<{ id: number }>(target.adminUrl, insert, [tenant])
    const [known] = await ask<{ last: number }>(source.adminUrl, 'select max(id) as last from organisations')
    expect(made!.id).toBe(known!.last + 1)
  })

  test('whatever people have written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\u0000', '')),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        async (texts) => {
          await ask(source.adminUrl, `delete from feedback where submission like 'frei-%'`)
          for (const [index, text] of texts.entries())
            await ask(
              source.adminUrl,
              `insert into feedback (tenant_id, submission, page, text, reply_to, created_at) values ($1, $2, $3, $3, nullif($3, 'x'), now())`,
              [tenant, `frei-${index}`, text],
            )
          const own = await createTestDatabase()
          try {
            await importInto(own, await exportInto(database, tenant, 'free.zip'))
            const rows = (url: string) =>
              ask(
                url,
                'select submission, page, text, reply_to from feedback where tenant_id = $1 order by 1',
                [tenant],
              )
            expect(await rows(own.adminUrl)).toEqual(await rows(source.adminUrl))
          } finally {
            await own.close()
          }
        },
      ),
      { numRuns: 3 },
    )
  })
})

describe('refused, and nothing is touched:', () => {
  test('an export over an installation that has something, a backup, a damaged file, a newer one', async () => {
    const target = await createTestDatabase()
    const refusal = async (path: string, reason: RegExp) => {
      await expect(importInto(target, path)).rejects.toThrow(reason)
      await expect(importInto(target, path)).rejects.toHaveProperty('name', 'Refusal')
      expect(await ask(target.adminUrl, 'select 1 from tenants')).toEqual([])
    }
    try {
      const backup = join(folder.path, 'backup.zip')
      await backUp(source.ownerUrl, backup)
      await refusal(backup, /Sicherung einer ganzen Installation.*restore/)
      await refusal(join(folder.path, 'none.zip'), /gibt es nicht/)
      const good = await readFile(first)
      const bad = join(folder.path, 'bad.zip')
      for (const share of [0.1, 0.3, 0.5, 0.7]) {
        const flipped = Buffer.from(good)
        const place = Math.floor(share * good.length)
        flipped[place] = flipped[place]! ^ 0x40
        await writeFile(bad, flipped)
        await refusal(bad, /beschädigt/)
      }
      await importInto(target, first)
      await expect(importInto(target, first)).rejects.toThrow(/nicht leer/)
    } finally {
      await target.close()
    }
  })
})
