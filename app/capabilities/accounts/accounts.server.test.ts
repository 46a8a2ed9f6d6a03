import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { wholeGrants } from './account.ts'
import {
  createAccount,
  createMembership,
  createTenant,
  findActor,
  findDemoAccount,
  listDemoUsers,
} from './accounts.server.ts'
import { createSession, findSession, removeSession } from './signIn/sessions.server.ts'

let store: TestDatabase
let database: Database
let here: number
let elsewhere: number
const now = new Date('2026-03-01T10:00:00Z')
const town = (slug: string) => ({
  slug,
  name: slug,
  nameEn: slug,
  kind: 'municipality' as const,
  demo: true,
  note: '',
  noteEn: '',
})

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  here = await database.shared((shared) => createTenant(shared, town('hierstadt')))
  elsewhere = await database.shared((shared) => createTenant(shared, town('dortstadt')))
})

afterAll(async () => {
  await database.close()
  await store.close()
})

describe('tenants apart', () => {
  let accountId: number
  beforeAll(async () => {
    accountId = await database.shared((shared) =>
      createAccount(shared, { key: 'erika', name: 'Erika Beispiel', invented: true }),
    )
    await database.write(here, (writer) =>
      createMembership(writer, accountId, wholeGrants('coordination')[0]!),
    )
  })

  test('a query without WHERE sees nothing of another tenant', async () => {
    const seen = await database.read(elsewhere, (reader) =>
      rowsOf<{ tenant_id: number }>(reader, sql`select tenant_id from memberships`),
    )
    expect(seen).toEqual([])
    const own = await database.read(here, (reader) =>
      rowsOf<{ tenant_id: number }>(reader, sql`select tenant_id from memberships`),
    )
    expect(own).toEqual([{ tenant_id: here }])
  })

  test('a row for another tenant cannot be written', async () => {
    await expect(
      database.write(here, (writer) =>
        writer.db.execute(
          sql`insert into memberships (tenant_id, account_id, role) values (${elsewhere}, ${accountId}, 'planning')`,
        ),
      ),
    ).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('without a tenant no row of any tenant is in sight', async () => {
    const seen = await database.shared((shared) => rowsOf(shared, sql`select * from memberships`))
    expect(seen).toEqual([])
  })

  test('a reader cannot write', async () => {
    await expect(
      database.read(here, (reader) => reader.db.execute(sql`delete from memberships`)),
    ).rejects.toMatchObject({ cause: { code: '25006' } })
  })

  test('an account without role is nobody there', async () => {
    const account = { accountId, name: 'Erika Beispiel' }
    expect(await database.read(here, (reader) => findActor(reader, account))).toMatchObject({
      grants: wholeGrants('coordination'),
      tenantId: here,
    })
    expect(await database.read(elsewhere, (reader) => findActor(reader, account))).toBeUndefined()
  })

  test('only invented persons of a demonstration can be chosen without password', async () => {
    const real = await database.shared((shared) =>
      createAccount(shared, { key: 'real', name: 'Max Muster', invented: false }),
    )
    await database.write(here, (writer) => createMembership(writer, real, wholeGrants('administration')[0]!))
    const users = await database.read(here, (reader) => listDemoUsers(reader))
    expect(users.map((user) => user.key)).toEqual(['erika'])
    expect(await database.read(here, (reader) => findDemoAccount(reader, 'real'))).toBeUndefined()
    expect(await database.read(elsewhere, (reader) => findDemoAccount(reader, 'erika'))).toBeUndefined()
  })
})

describe('sessions', () => {
  const limits = { idleMinutes: 60, hours: 12 }
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const found = (token: string, minutes: number) =>
    database.shared((shared) => findSession(shared, token, limits, at(minutes)))
  let accountId: number
  const begin = () =>
    database.shared((shared) =>
      createSession(
        shared,
        { accountId, method: 'password', secondFactor: false, browser: 'Firefox' },
        limits,
        now,
      ),
    )
  beforeAll(async () => {
    accountId = await database.shared((shared) =>
      createAccount(shared, { key: 'otto', name: 'Otto Beispiel', invented: true }),
    )
  })

  test('a session ends after an hour without use, and after twelve in any case', async () => {
    const idle = await begin()
    expect(await found(idle, 59)).toMatchObject({ accountId })
    expect(await found(idle, 118)).toMatchObject({ accountId })
    expect(await found(idle, 179)).toBeUndefined()
    const busy = await begin()
    for (let minutes = 50; minutes < 720; minutes += 50) expect(await found(busy, minutes)).toBeDefined()
    expect(await found(busy, 719)).toBeDefined()
    expect(await found(busy, 720)).toBeUndefined()
  })

  test('it ends at sign-out, and its token is stored nowhere', async () => {
    const token = await begin()
    const stored = await database.shared((shared) => rowsOf(shared, sql`select * from sessions`))
    expect(JSON.stringify(stored)).not.toContain(token)
    await database.shared((shared) => removeSession(shared, token))
    expect(await found(token, 1)).toBeUndefined()
  })
})
