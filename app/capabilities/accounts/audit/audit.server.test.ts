import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { commandLineActor, createTenant, recordAccountEvent, recordAudit } from '../accounts.server.ts'
import { readStateMark, recordLook } from './audit.server.ts'
import { accountEvents, auditEntries } from './audit.table.ts'
import { masked } from './describeChange.ts'
import { accountEventHash, auditHash } from './entryHash.ts'

let store: TestDatabase
let database: Database
let here: number
const now = new Date('2026-03-01T10:00:00Z')

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  const town = { slug: 'hierstadt', name: 'Hierstadt', nameEn: 'Hierstadt', note: '', noteEn: '' }
  here = await database.shared((shared) =>
    createTenant(shared, { ...town, kind: 'municipality', demo: false }),
  )
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const listEntries = () =>
  database.read(here, (reader) =>
    reader.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.tenantId, here))
      .orderBy(asc(auditEntries.position)),
  )

const change = (thing: string, details: Record<string, unknown> = {}) =>
  database.write(here, (writer) =>
    recordAudit(writer, commandLineActor(here), { action: 'goals.change', thing, details, at: now }),
  )

describe('entries', () => {
  test('of commands at the same time form one chain whose hashes can be recomputed', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => change(`goal ${index}`, { b: 1, a: index })))
    const entries = await listEntries()
    expect(entries.map((entry) => entry.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    let previous = ''
    for (const { hash, ...entry } of entries) {
      expect(entry.previousHash).toBe(previous)
      expect(auditHash(entry)).toBe(hash)
      previous = hash
    }
  })

  test('are refused to an actor of another tenant, and with them the command', async () => {
    await expect(
      database.write(here, (writer) =>
        recordAudit(writer, commandLineActor(here + 1), {
          action: 'goals.change',
          thing: 'goal x',
          details: {},
          at: now,
        }),
      ),
    ).rejects.toThrow('the actor belongs to another tenant')
  })

  test('of a command that fails do not stay', async () => {
    const before = (await listEntries()).length
    await expect(
      database.write(here, async (writer) => {
        const entry = { action: 'goals.create' as const, thing: 'goal y', details: {}, at: now }
        await recordAudit(writer, commandLineActor(here), entry)
        throw new Error('the command failed')
      }),
    ).rejects.toThrow('the command failed')
    expect((await listEntries()).length).toBe(before)
  })

  test('hold personal fields masked, whatever the command gives', async () => {
    await change('goal 1', { before: { email: 'erika@example.org', title: 'Alt' }, after: { email: null } })
    expect((await listEntries()).at(-1)?.details).toEqual({
      before: { email: masked, title: 'Alt' },
      after: { email: null },
    })
  })
})

describe('a look', () => {
  const look = (reason: string) =>
    database.write(here, (writer) =>
      recordLook(writer, commandLineActor(here), { thing: 'delivery 12', reason, at: now }),
    )

  test('leaves computed pages valid; a change does not', async () => {
    const mark = () => database.read(here, readStateMark)
    await change('goal 1')
    const before = await mark()
    await look('Prüfung der Lieferung')
    expect(await mark()).toBe(before)
    await change('goal 1')
    expect(await mark()).not.toBe(before)
  })

  test('keeps its reason, which the hash covers, and is not recorded without one', async () => {
    await look('  Anfrage der Bezirksvertretung ')
    const entry = (await listEntries()).at(-1)!
    expect(entry).toMatchObject({ kind: 'look', action: 'look', reason: 'Anfrage der Bezirksvertretung' })
    expect(auditHash({ ...entry, reason: 'ein anderer' })).not.toBe(entry.hash)
    expect(auditHash({ ...entry, kind: 'change' })).not.toBe(entry.hash)
    await expect(look('   ')).rejects.toThrow('needs a reason')
  })
})

describe('account events', () => {
  test('written at the same time form one chain of the whole installation', async () => {
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        database.shared((shared) =>
          recordAccountEvent(shared, {
            accountId: index,
            actor: 'Erika Beispiel',
            action: 'sign-in',
            details: { method: 'password', email: 'erika@example.org' },
            at: now,
          }),
        ),
      ),
    )
    const events = await database.shared((shared) =>
      shared.db.select().from(accountEvents).orderBy(asc(accountEvents.position)),
    )
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6])
    let previous = ''
    for (const event of events) {
      expect(event.previousHash).toBe(previous)
      expect(accountEventHash(event)).toBe(event.hash)
      expect(event.details).toEqual({ method: 'password', email: masked })
      previous = event.hash
    }
  })
})

describe('nothing in the trail', () => {
  test('can be changed or removed by the application', async () => {
    for (const table of ['audit_entries', 'account_events'])
      for (const statement of [
        `update ${table} set actor = 'x'`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(
          database.write(here, (writer) => writer.db.execute(sql.raw(statement))),
          statement,
        ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('is in sight of another tenant', async () => {
    const town = { slug: 'dortstadt', name: 'Dortstadt', nameEn: 'Dortstadt', note: '', noteEn: '' }
    const elsewhere = await database.shared((shared) =>
      createTenant(shared, { ...town, kind: 'municipality', demo: false }),
    )
    expect((await listEntries()).length).toBeGreaterThan(0)
    const seen = await database.read(elsewhere, (reader) =>
      reader.db.execute(sql`select * from audit_entries union all select * from audit_entries`),
    )
    expect(seen.rows).toEqual([])
    expect(await database.read(elsewhere, readStateMark)).toBe('')
  })
})
