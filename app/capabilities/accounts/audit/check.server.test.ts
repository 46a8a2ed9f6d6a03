import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { commandLineActor, createTenant, recordAudit } from '../accounts.server.ts'
import { checkTrail, explainCheck } from './check.server.ts'

let store: TestDatabase
let database: Database
let admin: pg.Client
let here: number
let noted: string
const now = new Date('2026-03-01T10:00:00Z')

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  await admin.query('alter table audit_entries disable trigger append_only')
})

afterAll(async () => {
  await admin.end()
  await database.close()
  await store.close()
})

/** A trail of fifteen entries of a town of its own, and the checksum of its twelfth. */
beforeEach(async (context) => {
  const slug = `stadt-${context.task.id.replaceAll(/[^0-9]/g, '')}`
  const town = { slug, name: slug, nameEn: slug, note: '', noteEn: '' }
  here = await database.shared((shared) =>
    createTenant(shared, { ...town, kind: 'municipality', demo: false }),
  )
  await write(12)
  noted = (await check('')).checksum!
  await write(3)
})

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await database.write(here, (writer) =>
      recordAudit(writer, commandLineActor(here), {
        action: 'goals.change',
        thing: `goal ${index}`,
        details: {},
        at: now,
      }),
    )
}

const check = async (typed: string) => (await database.read(here, (reader) => checkTrail(reader, typed)))!
const explained = async (typed: string) => explainCheck(await check(typed), 'de')

test('a trail that was left alone fits with what was noted earlier', async () => {
  const { holds, lines } = await explained(noted)
  expect(holds).toBe(true)
  expect(lines[0]).toBe('Unversehrt, 15 Einträge')
  expect(lines[1]).toContain('Bis Eintrag 12 ist alles, wie es damals war')
})

test('a noted checksum vouches for nothing behind a changed entry', async () => {
  await admin.query(`update audit_entries set actor = 'Niemand' where tenant_id = $1 and position = 9`, [
    here,
  ])
  const { holds, lines } = await explained(noted)
  expect(holds).toBe(false)
  expect(lines[0]).toBe('Nicht unversehrt')
  expect(lines.join(' ')).toContain('Eintrag 9 wurde nachträglich geändert')
  expect(lines.join(' ')).not.toContain('wie es damals war')
  expect((await check(noted)).checksum).toBeUndefined()
})

test('but it does for what lies before the changed entry', async () => {
  await admin.query(`update audit_entries set actor = 'Niemand' where tenant_id = $1 and position = 14`, [
    here,
  ])
  expect((await check(noted)).noted).toEqual({ position: 12, state: 'held' })
})

test('a trail cut off before the noted entry is not called intact, and offers no checksum of itself', async () => {
  await admin.query('delete from audit_entries where tenant_id = $1 and position > 10', [here])
  await admin.query(
    `update audit_heads set position = 10, hash = (select hash from audit_entries where tenant_id = $1 and position = 10)
     where tenant_id = $1`,
    [here],
  )
  expect((await explained('')).lines[0]).toBe('Unversehrt, 10 Einträge')
  const { holds, lines } = await explained(noted)
  expect(holds).toBe(false)
  expect(lines[0]).toBe('Nicht unversehrt')
  expect(lines.join(' ')).toContain('neu geschrieben oder abgeschnitten')
  expect(lines.join(' ')).not.toContain('Prüfsumme zum Notieren')
})
