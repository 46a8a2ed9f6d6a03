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
  test('with one login is used, in the demonstration, through the role that row-level security binds', async () => {
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

  test.for([
    'the owner of the tables',
    'a superuser',
    'a role past row-level security',
    'a role that makes others',
    'a role that reads the files of the server',
  ])('is refused when the application could become %s, and says the statement that helps', async (what) => {
    const group = `group_${login.slice(-8)}`
    const attributes: Record<string, string> = {
      'a superuser': 'superuser',
      'a role past row-level security': 'bypassrls',
      'a role that makes others': 'createrole',
    }
    const role =
      what === 'the owner of the tables'
        ? new URL(database.ownerUrl).username
        : what === 'a role that reads the files of the server'
          ? 'pg_read_server_files'
          : group
    await query(
      database.adminUrl,
      `create role ${group} ${attributes[what] ?? ''}; create role ${login} login password 'word'; grant ${role} to ${login};
       grant connect on database ${new URL(database.adminUrl).pathname.slice(1)} to ${login}`,
    )
    const attempt = open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: as(login) })
    await expect(attempt).rejects.toThrow(`revoke "${role}" from "${login}";`)
    await query(database.adminUrl, `revoke ${role} from ${login}`)
    const opened = await open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: as(login) })
    await opened.close()
  })

  test('with a login of its own stays locked, whatever role it takes', async () => {
    await query(
      database.adminUrl,
      `create role ${login} login password 'word'; grant connect on database ${new URL(database.adminUrl).pathname.slice(1)} to ${login};
       insert into tenants (slug, name, name_en, kind, demo, note, note_en)
       values ('ahausen', 'A', 'A', 'municipality', false, '', '');
       insert into places (tenant_id, key, name, kind, position) values (1, 'a', 'A', 'town', 1)`,
    )
    const { appUrl } = await open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: as(login) })
    for (const role of ['none', 'lueckenlos_app']) {
      const client = new pg.Client({ connectionString: appUrl })
      await client.connect()
      await client.query(`set role ${role}`)
      await expect(client.query('alter table places no force row level security')).rejects.toThrow(
        /must be owner/,
      )
      expect((await client.query('select key from places')).rows).toEqual([])
      await client.end()
    }
  })

  test('is refused with the statement that helps when there is no such login', async () => {
    await expect(open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: as(login) })).rejects.toThrow(
      `create role "${login}" login`,
    )
  })

  test('on another computer is spoken with encrypted, or openly only where the address says so', async () => {
    const away = 'postgresql://owner:hidden@db.stadt.example/lueckenlos'
    for (const url of [away, `${away}?application_name=kette`]) {
      await expect(open({ DATABASE_URL: url })).rejects.toThrow(/sslmode=verify-full an die Adresse/)
      const app = url.replace('owner', 'lueckenlos_app')
      await expect(open({ DATABASE_URL: database.adminUrl, DATABASE_APP_URL: app })).rejects.toThrow(
        /DATABASE_APP_URL ist auf einem anderen Rechner/,
      )
    }
    for (const mode of ['disable', 'verify-full'])
      await expect(open({ DATABASE_URL: `${away}?sslmode=${mode}` })).rejects.toThrow(/nicht zu erreichen/)
    await expect(
      open({ DATABASE_URL: 'postgresql://owner:hidden@localhost/lueckenlos?host=/nowhere' }),
    ).rejects.toThrow(/nicht zu erreichen/)
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
