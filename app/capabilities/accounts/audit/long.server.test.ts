import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createTenant } from '../accounts.server.ts'
import { auditHash, type HashedEntry } from './entryHash.ts'
import { openTrailFile } from './trailFile.server.ts'
import { readTrailPage } from './trailPage.server.ts'
import { verifyAudit } from './verification.server.ts'

/** What a municipality writes in some twenty years: a dozen entries a day. */
const length = 100_000

let store: TestDatabase
let database: Database
let admin: pg.Client
let here: number

/** A chain as the software writes it, put into the table at once. */
async function insertChain(): Promise<void> {
  let previousHash = ''
  const rows = Array.from({ length }, (_, index) => {
    const entry: HashedEntry = {
      tenantId: here,
      position: index + 1,
      at: new Date(Date.UTC(2020, 0, 1) + index * 1_800_000),
      accountId: index % 40,
      actor: `Person ${index % 40}`,
      action: index % 10 === 0 ? 'figures.exact' : 'goals.change',
      thing: `goal ziel-${index % 500}`,
      details: { before: { title: `Titel ${index}` }, after: { title: `Titel ${index + 1}` } },
      previousHash,
      kind: index % 10 === 0 ? 'look' : 'change',
      reason: index % 10 === 0 ? 'Planung für einen Ort vorbereiten' : null,
      hashVersion: 2,
    }
    previousHash = auditHash(entry)
    return { ...entry, hash: previousHash }
  })
  for (let start = 0; start < length; start += 10_000)
    await admin.query(
      `insert into audit_entries (tenant_id, position, at, account_id, actor, action, thing, details, previous_hash, hash, kind,
         reason, hash_version)
       select r."tenantId", r.position, r.at, r."accountId", r.actor, r.action, r.thing, r.details, r."previousHash", r.hash,
         r.kind, r.reason, r."hashVersion"
       from jsonb_to_recordset($1::jsonb) as r ("tenantId" int, position bigint, at timestamptz, "accountId" int, actor text,
         action text, thing text, details jsonb, "previousHash" text, hash text, kind text, reason text, "hashVersion" smallint)`,
      [JSON.stringify(rows.slice(start, start + 10_000))],
    )
  await admin.query('insert into audit_heads values ($1, $2, $3, $3)', [here, length, previousHash])
  await admin.query('analyze audit_entries')
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  const town = {
    slug: 'langstadt',
    name: 'Langstadt',
    nameEn: 'Langstadt',
    note: '',
    noteEn: '',
    demo: false,
  }
  here = await database.shared((shared) => createTenant(shared, { ...town, kind: 'municipality' }))
  await insertChain()
})

afterAll(async () => {
  await admin.end()
  await database.close()
  await store.close()
})

async function measure<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - start) / 1000 }
}

const page = (filter: Parameters<typeof readTrailPage>[1]) =>
  measure(() => database.read(here, (reader) => readTrailPage(reader, filter, 'de')))

test('a trail of 100,000 entries is checked in seconds, with little memory', async () => {
  const before = process.memoryUsage().heapUsed
  const { result, seconds } = await measure(() => database.read(here, verifyAudit))
  expect(result).toMatchObject({ state: 'intact', count: length })
  expect(seconds).toBeLessThan(30)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000)
})

test('each page of it, with any filter, is there at once', async () => {
  const filters = {
    newest: {},
    oldest: { before: 51 },
    person: { person: 'Person 7', before: 5000 },
    rare: { thing: 'Ziel ziel-499', kind: 'look' as const },
    day: { from: '2021-06-01', to: '2021-06-01' },
  }
  for (const [name, filter] of Object.entries(filters)) {
    const { seconds } = await page(filter)
    expect(seconds, name).toBeLessThan(3)
  }
  expect((await page({ before: 51 })).result.rows).toHaveLength(50)
})

test('the file has them all', async () => {
  const body = openTrailFile((work) => database.read(here, work), {}, 'de')
  let lines = 0
  for await (const part of body) lines += new TextDecoder().decode(part).split('\r\n').length - 1
  expect(lines).toBe(length + 1)
})
