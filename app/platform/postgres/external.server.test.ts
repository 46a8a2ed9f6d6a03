import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { openDatabasePool } from '../database.server.ts'
import { readSettings } from '../settings.server.ts'
import { openDatabase } from './postgres.server.ts'

// The server of the tests plays the external one: to the software it is an address like any other.
let database: TestDatabase
let login: string

beforeEach(async () => {
  database = await createTestDatabase()
  login = `login_${randomBytes(4).toString('hex')}`
})

afterEach(async () => {
  await database.close()
})

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const open = (env: Record<string, string>) =>
  openDatabase(readSettings({ LUECKENLOS_SECRET: 'Yk3vT9qLz7RmWc2XhNf8JpBd5SgAu4Ee', ...env }), 'instance')

function as(name: string): string {
  const url = new URL(database.adminUrl)
  url.username = name
  url.password = 'word'
  return url.href
}

describe('an external database', () => {
  test('with one login is used through the role that row-level security binds', async () => {
    await query(
      database.adminUrl,
      `insert into tenants (slug, name, name_en, kind, demo, note, note_en)
       values ('ahausen', 'A', 'A', 'municipality', false, '', ''), ('behausen', 'B', 'B', 'municipality', false, '', '');
       insert into places (tenant_id, key, name, kind, position) values (1, 'a', 'A', 'town', 1), (2, 'b', 'B', 'town', 1)`,
    )
    const opened = await open({ DATABASE_URL: database.adminUrl })
    expect(await query(opened.appUrl, 'select current_user as name')).toEqual([{ name: 'lueckenlos_app' }])
    expect(await query(opened.appUrl, 'select key from places')).toEqual([])
    const pool = openDatabasePool(opened.appUrl)
    const seen = await pool.read(
      2,
      async (reader) => (await reader.db.execute('select key from places')).rows,
    )
    expect(seen).toEqual([{ key: 'b' }])
    await pool.close()
    await opened.close()
  })

  test('with a login of its own for the application gives that login what it needs', async () => {
    await query(
      database.adminUrl,
      `create role ${login} login password 'word'; grant connect on database ${new URL(database.adminUrl).pathname.slice(1)} to ${login}`,
    )
    const opened = await open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: as(login) })
    expect(await query(opened.appUrl, 'select count(*)::integer as n from tenants')).toEqual([{ n: 0 }])
  })

  test.for(['superuser', 'bypassrls'])('is refused when the application would be %s', async (right) => {
    await query(
      database.adminUrl,
      `create role ${login} login ${right} password 'word'; grant lueckenlos_app to ${login}; grant connect on database ${new URL(database.adminUrl).pathname.slice(1)} to ${login}`,
    )
    await expect(open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: as(login) })).rejects.toThrow(
      /darf zu viel/,
    )
  })

  test('is refused when the application would own the tables', async () => {
    await expect(
      open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: database.ownerUrl }),
    ).rejects.toThrow(/darf zu viel/)
  })

  test('whose login may not make roles is refused with the statement that helps', async () => {
    await expect(open({ DATABASE_URL: database.ownerUrl })).rejects.toThrow(/grant lueckenlos_app to/)
  })

  test('that cannot be reached is named by its setting, without its password', async () => {
    const attempt = open({ DATABASE_URL: 'postgresql://owner:hidden@127.0.0.1:1/lueckenlos' })
    await expect(attempt).rejects.toThrow(/^Die Datenbank aus DATABASE_URL ist nicht zu erreichen/)
    await expect(attempt).rejects.not.toThrow(/hidden/)
  })
})
