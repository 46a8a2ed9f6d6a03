import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { Refusal } from '../refusal.ts'
import { migrate } from './migrate.server.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  await query('delete from applied_migrations')
})

afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

async function query(text: string, url = database.ownerUrl): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const file = (name: string, text: string) => writeFile(join(folder, name), text)

describe('migrations', () => {
  test('run once, in order, and are remembered', async () => {
    await file('0002_second.sql', 'insert into try_a values (2)')
    await file('0001_first.sql', 'create table try_a (n integer)')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0001_first.sql', '0002_second.sql'])
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
    await file('0003_third.sql', 'insert into try_a values (3)')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0003_third.sql'])
    expect(await query('select n from try_a order by n')).toEqual([{ n: 2 }, { n: 3 }])
  })

  test('that were changed after they ran are refused, and so is older software on newer data', async () => {
    await file('0001_first.sql', 'create table try_b (n integer)')
    await file('0002_second.sql', 'insert into try_b values (1)')
    await migrate(database.ownerUrl, folder)
    await file('0002_second.sql', 'insert into try_b values (2)')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/0002_second.sql wurde geändert/)
    await rm(join(folder, '0002_second.sql'))
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(Refusal)
    await file('0002_second.sql', 'insert into try_b values (1)')
    await file('0001_between.sql', 'select 1')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/höhere Nummer/)
    expect(await query('select n from try_b')).toEqual([{ n: 1 }])
  })

  test('with Windows line ends are the same migrations', async () => {
    await file('0001_first.sql', 'create table try_c (\n n integer)')
    await migrate(database.ownerUrl, folder)
    await file('0001_first.sql', 'create table try_c (\r\n n integer)')
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
  })

  test('that fail leave nothing behind and are tried again', async () => {
    await file('0001_first.sql', 'create table try_d (n integer); select 1 / 0;')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(
      /0001_first.sql failed: division by zero/,
    )
    await file('0001_first.sql', 'create table try_d (n integer)')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0001_first.sql'])
  })

  test('started by five processes at once run once', async () => {
    await file('0001_first.sql', 'create table try_e (n integer); select pg_sleep(0.1);')
    const all = await Promise.all(Array.from({ length: 5 }, () => migrate(database.ownerUrl, folder)))
    expect(all.flat()).toEqual(['0001_first.sql'])
  })

  test('give the application the rows of a new table, but not the table', async () => {
    await file('0001_first.sql', 'create table try_f (id integer generated always as identity, n integer)')
    await migrate(database.ownerUrl, folder)
    expect(await query('insert into try_f (n) values (7) returning id, n', database.appUrl)).toEqual([
      { id: 1, n: 7 },
    ])
    await expect(query('alter table try_f add column m integer', database.appUrl)).rejects.toThrow(
      /must be owner/,
    )
    await expect(query('create table try_g (n integer)', database.appUrl)).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('the application role', () => {
  test('is no superuser, owns nothing and is bound by row-level security', async () => {
    const [role] = await query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
              (select count(*)::integer from pg_tables where tableowner = current_user) as owns
       from pg_roles where rolname = current_user`,
      database.appUrl,
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owns: 0,
    })
  })

  test('finds umlauts where German readers look for them', async () => {
    const rows = await query(
      `select string_agg(word, ' ' order by word collate german) as words
       from (values ('Zebra'), ('Öl'), ('Obst'), ('Ähre'), ('Apfel'), ('Straße'), ('Strasse')) as list (word)`,
      database.appUrl,
    )
    expect(rows).toEqual([{ words: 'Ähre Apfel Obst Öl Strasse Straße Zebra' }])
  })
})
