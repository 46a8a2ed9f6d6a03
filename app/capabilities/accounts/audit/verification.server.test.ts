import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { commandLineActor, createTenant, recordAccountEvent, recordAudit } from '../accounts.server.ts'
import {
  holdsAuditChecksum,
  holdsEventChecksum,
  verifyAccountEvents,
  verifyAudit,
} from './verification.server.ts'
import type { Verification } from './verification.ts'
import { formatChecksum, readChecksum } from './verification.ts'

let store: TestDatabase
let database: Database
let admin: pg.Client
let here: number
const now = new Date('2026-03-01T10:00:00.250Z')

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await database.close()
  await store.close()
})

let towns = 0
beforeEach(async () => {
  towns += 1
  const town = { slug: `stadt-${towns}`, name: 'Stadt', nameEn: 'Town', note: '', noteEn: '' }
  here = await database.shared((shared) =>
    createTenant(shared, { ...town, kind: 'municipality', demo: false }),
  )
})

const verify = () => database.read(here, verifyAudit)

async function write(from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number++)
    await database.write(here, (writer) =>
      recordAudit(writer, commandLineActor(here), {
        action: 'goals.change',
        thing: `goal ${number}`,
        details: { before: { title: 'Alt' }, after: { title: `Neu ${number}`, share: 0.1, at: 1e21 } },
        at: now,
      }),
    )
}

/** As somebody would who has the database's superuser and wants no trace. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const both = ['audit_entries', 'account_events']
  for (const table of both) await admin.query(`alter table ${table} disable trigger append_only`)
  for (const statement of statements) await admin.query(statement.replaceAll('HERE', String(here)))
  for (const table of both) await admin.query(`alter table ${table} enable trigger append_only`)
}

const broken = (kind: string, position: number): Partial<Verification> => ({
  state: 'broken',
  kind: kind as 'changed',
  position,
})

describe('the trail of a tenant', () => {
  test('is intact as it was written, and says how many entries it has', async () => {
    expect(await verify()).toEqual({ state: 'intact', count: 0, end: undefined })
    await write(1, 5)
    expect(await verify()).toMatchObject({ state: 'intact', count: 5, end: { position: 5 } })
  })

  test.each([
    [
      'changed',
      3,
      `update audit_entries set actor = 'jemand anders' where tenant_id = HERE and position = 3`,
    ],
    [
      'changed',
      3,
      `update audit_entries set details = jsonb_set(details, '{after,title}', '"X"') where tenant_id = HERE and position = 3`,
    ],
    [
      'changed',
      3,
      `update audit_entries set at = at + interval '1 hour' where tenant_id = HERE and position = 3`,
    ],
    ['changed', 3, `update audit_entries set hash_version = 1 where tenant_id = HERE and position = 3`],
    ['changed', 3, `update audit_entries set kind = 'look' where tenant_id = HERE and position = 3`],
    ['removed', 3, `delete from audit_entries where tenant_id = HERE and position = 3`],
    ['removed', 5, `delete from audit_entries where tenant_id = HERE and position = 5`],
    ['removed', 1, `delete from audit_entries where tenant_id = HERE`],
  ])('shows an entry that was %s (%d): %s', async (kind, position, statement) => {
    await write(1, 5)
    await tamper(statement)
    expect(await verify()).toMatchObject(broken(kind, position))
  })

  test('shows an entry put in between', async () => {
    const moveUp = (by: number, from: number) =>
      `update audit_entries set position = position + ${by} where tenant_id = HERE and position >= ${from}`
    const copy = (from: number, to: number, hash = 'hash') =>
      `insert into audit_entries select tenant_id, ${to}, at, account_id, actor, action, thing, details, previous_hash, ${hash},
         kind, reason, hash_version from audit_entries where tenant_id = HERE and position = ${from}`
    await write(1, 5)
    await tamper(moveUp(100, 3), copy(2, 3, `repeat('0', 64)`), moveUp(-99, 100))
    const found = await verify()
    expect(found.state === 'broken' && found.position).toBe(3)
  })

  test('shows an entry put behind the end', async () => {
    await write(1, 3)
    await tamper(
      `insert into audit_entries select tenant_id, 4, at, account_id, actor, action, thing, details, hash, repeat('0', 64),
         kind, reason, hash_version from audit_entries where tenant_id = HERE and position = 3`,
    )
    expect(await verify()).toMatchObject({ state: 'broken', position: 4 })
  })

  test('shows two entries exchanged', async () => {
    await write(1, 5)
    await tamper(
      `update audit_entries set position = 99 where tenant_id = HERE and position = 2`,
      `update audit_entries set position = 2 where tenant_id = HERE and position = 3`,
      `update audit_entries set position = 3 where tenant_id = HERE and position = 99`,
    )
    expect(await verify()).toMatchObject(broken('swapped', 2))
  })

  test('cut at its end and recomputed looks intact; the noted checksum shows it', async () => {
    await write(1, 5)
    const whole = await verify()
    if (whole.state !== 'intact' || !whole.end) throw new Error('the chain should be intact')
    const noted = readChecksum(formatChecksum(whole.end))!
    const holds = () => database.read(here, (reader) => holdsAuditChecksum(reader, noted))
    expect(await holds()).toBe(true)
    await write(6, 7)
    expect(await holds()).toBe(true)
    await tamper(
      `delete from audit_entries where tenant_id = HERE and position > 4`,
      `update audit_heads h set position = 4, hash = e.hash from audit_entries e
         where h.tenant_id = HERE and e.tenant_id = HERE and e.position = 4`,
    )
    expect(await verify()).toMatchObject({ state: 'intact', count: 4 })
    expect(await holds()).toBe(false)
    // Written on from there, so that the number exists again.
    await write(25, 28)
    expect(await verify()).toMatchObject({ state: 'intact', count: 8 })
    expect(await holds()).toBe(false)
  })

  test('is checked in one snapshot while others write', async () => {
    await write(1, 30)
    const [found] = await Promise.all([verify(), write(31, 40)])
    expect(found.state).toBe('intact')
  })

  test('of another tenant is neither read nor counted', async () => {
    await write(1, 3)
    const town = { slug: `fremd-${towns}`, name: 'Fremd', nameEn: 'Foreign', note: '', noteEn: '' }
    const elsewhere = await database.shared((shared) =>
      createTenant(shared, { ...town, kind: 'municipality', demo: false }),
    )
    expect(await database.read(elsewhere, verifyAudit)).toEqual({ state: 'intact', count: 0, end: undefined })
    const noted = readChecksum(`3:${'0'.repeat(32)}`)!
    expect(await database.read(elsewhere, (reader) => holdsAuditChecksum(reader, noted))).toBe(false)
  })
})

describe('entries of the first release', () => {
  type First = { position: number; details: unknown; hash: string } & Record<string, unknown>

  /** As the first release wrote them (version 1), for tenant 1, which is then the first town of a database of its own. */
  async function withFirstRelease(work: (url: TestDatabase, old: Database) => Promise<void>): Promise<void> {
    const own = await createTestDatabase()
    const old = openDatabasePool(own.appUrl)
    try {
      const town = { slug: 'altstadt', name: 'Altstadt', nameEn: 'Altstadt', note: '', noteEn: '' }
      await old.shared((shared) => createTenant(shared, { ...town, kind: 'municipality', demo: false }))
      const file = join(import.meta.dirname, '../../../../tests/fixtures/audit/version1.json')
      const entries = JSON.parse(await readFile(file, 'utf8')) as First[]
      const client = new pg.Client({ connectionString: own.adminUrl })
      await client.connect()
      for (const entry of entries)
        await client.query(
          `insert into audit_entries (tenant_id, position, at, account_id, actor, action, thing, details, previous_hash, hash,
             kind, hash_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'change', 1)`,
          [
            ...[entry.tenantId, entry.position, entry.at, entry.accountId, entry.actor, entry.action],
            ...[entry.thing, JSON.stringify(entry.details), entry.previousHash, entry.hash],
          ],
        )
      const last = entries.at(-1)!
      await client.query(`insert into audit_heads values (1, $1, $2, $2)`, [last.position, last.hash])
      await client.end()
      await work(own, old)
    } finally {
      await old.close()
      await own.close()
    }
  }

  test('still verify, and new ones follow them', async () => {
    await withFirstRelease(async (_own, old) => {
      expect(await old.read(1, verifyAudit)).toMatchObject({ state: 'intact', count: 4 })
      await old.write(1, (writer) =>
        recordAudit(writer, commandLineActor(1), {
          action: 'goals.change',
          thing: 'goal a',
          details: {},
          at: now,
        }),
      )
      expect(await old.read(1, verifyAudit)).toMatchObject({ state: 'intact', count: 5 })
    })
  })

  test('cannot be given a kind or reason afterwards', async () => {
    await withFirstRelease(async (own, old) => {
      const client = new pg.Client({ connectionString: own.adminUrl })
      await client.connect()
      await client.query('alter table audit_entries disable trigger append_only')
      await client.query(`update audit_entries set kind = 'look', reason = 'Prüfung' where position = 2`)
      await client.end()
      expect(await old.read(1, verifyAudit)).toMatchObject(broken('changed', 2))
    })
  })
})

describe('account events', () => {
  const record = (accountId: number) =>
    database.shared((shared) =>
      recordAccountEvent(shared, {
        accountId,
        actor: 'Erika Beispiel',
        action: 'sign-in',
        details: { method: 'password' },
        at: now,
      }),
    )

  test('are verified as one chain; a change, a removed end and a renewed chain are found', async () => {
    const check = () => database.shared(verifyAccountEvents)
    expect(await check()).toEqual({ state: 'intact', count: 0, end: undefined })
    for (const accountId of [1, 2, 1, 3]) await record(accountId)
    const whole = await check()
    expect(whole).toMatchObject({ state: 'intact', count: 4 })
    if (whole.state !== 'intact' || !whole.end) throw new Error('the chain should be intact')
    const noted = whole.end
    expect(await database.shared((shared) => holdsEventChecksum(shared, noted))).toBe(true)
    await tamper(`update account_events set account_id = 9 where position = 2`)
    expect(await check()).toMatchObject(broken('changed', 2))
    await tamper(`update account_events set account_id = 2 where position = 2`)
    expect(await check()).toMatchObject({ state: 'intact' })
    await tamper(`delete from account_events where position = 4`)
    expect(await check()).toMatchObject(broken('removed', 4))
    expect(await database.shared((shared) => holdsEventChecksum(shared, noted))).toBe(false)
  })
})

test('the owner of the tables cannot change the trail without taking the lock off it', async () => {
  await write(1, 2)
  const owner = new pg.Client({ connectionString: store.ownerUrl })
  await owner.connect()
  try {
    await owner.query(`select set_config('lueckenlos.tenant', '${here}', false)`)
    for (const statement of [
      'update audit_entries set actor = $$x$$',
      'delete from audit_entries',
      'truncate account_events',
    ])
      await expect(owner.query(statement), statement).rejects.toMatchObject({ code: '42501' })
  } finally {
    await owner.end()
  }
  expect(await verify()).toMatchObject({ state: 'intact', count: 2 })
})
