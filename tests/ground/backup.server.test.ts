import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findActor, listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { startJob } from '#app/platform/jobs/jobs.server.ts'
import { seedDemo } from '../../demo/seed.server.ts'
import { ask, backUp, countRows, listUnlocked, makeFolder, restore } from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let source: TestDatabase
let database: Database
let target: TestDatabase
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  source = await createTestDatabase()
  database = openDatabasePool(source.appUrl)
  await seedDemo(database, () => {})
}, 120_000)

afterAll(async () => {
  await database.close()
  await source.close()
})

beforeEach(async () => {
  target = await createTestDatabase()
  folder = await makeFolder()
})

afterEach(async () => {
  await target.close()
  await folder.remove()
})

const file = (name = 'sicherung.zip') => join(folder.path, name)

async function withPool<T>(url: string, work: (pool: Database) => Promise<T>): Promise<T> {
  const pool = openDatabasePool(url)
  try {
    return await work(pool)
  } finally {
    await pool.close()
  }
}

/** What people see of an installation: all figures of all towns, and who may do what there. */
const surfaceOf = (pool: Database) =>
  pool
    .shared((shared) => listTenants(shared, 'de'))
    .then((tenants) =>
      Promise.all(
        tenants.map(async (tenant) => {
          const people = await ask<{ id: number; name: string }>(
            source.adminUrl,
            'select distinct a.id, a.name from accounts a join memberships m on m.account_id = a.id where m.tenant_id = $1 order by 1',
            [tenant.id],
          )
          return pool.read(tenant.id, async (reader) => {
            const actors: unknown[] = []
            for (const { id, name } of people) actors.push(await findActor(reader, { accountId: id, name }))
            return { tenant, actors, results: await getResults(reader, { language: 'de' }) }
          })
        }),
      ),
    )

describe('a restored installation', () => {
  test('shows the same figures to the same people with the same rights', async () => {
    const { manifest } = await backUp(source.ownerUrl, file())
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    const summary = await restore(target.ownerUrl, file())
    expect(summary).toMatchObject({ sameSecret: true, warnings: [] })
    expect(await withPool(target.appUrl, surfaceOf)).toEqual(await surfaceOf(database))
    for (const table of ['facts', 'released_cells', 'audit_entries', 'file_chunks']) {
      const rows = await countRows(source.adminUrl, table)
      expect(rows, table).toBeGreaterThan(0)
      expect(manifest.tables.find(({ name }) => name === table)?.rows, table).toBe(rows)
      expect(await countRows(target.adminUrl, table), table).toBe(rows)
    }
    expect(await listUnlocked(target.adminUrl)).toEqual([])
  })

  test('goes on where it was: numbers are not given out twice, entries can be added and not changed', async () => {
    await database.write(1, async (writer) => {
      await writer.client.query(
        `insert into organisations (tenant_id, key, name, name_en, kind) values (1, 'weg', 'Weg', 'Gone', 'office')`,
      )
      await writer.client.query(`delete from organisations where key = 'weg'`)
    })
    const next = `insert into organisations (tenant_id, key, name, name_en, kind) values (1, 'neu', 'Neu', 'New', 'office') returning id`
    const [before] = await ask<{ last: string }>(
      source.adminUrl,
      `select last_value as last from organisations_id_seq`,
    )
    await backUp(source.ownerUrl, file())
    await restore(target.ownerUrl, file())
    await withPool(target.appUrl, (pool) =>
      pool.write(1, async (writer) => {
        const { rows } = await writer.client.query<{ id: number }>(next)
        expect(rows[0]!.id).toBe(Number(before!.last) + 1)
      }),
    )
    await expect(ask(target.adminUrl, `update audit_entries set actor = 'x'`)).rejects.toThrow(/append-only/)
  })

  test('does not take up again what was under way, and says so', async () => {
    const run = await database.write(1, (writer) =>
      startJob(writer, null, 'reports.build', 'report:1999', { year: 1999 }),
    )
    await backUp(source.ownerUrl, file())
    await restore(target.ownerUrl, file())
    const [restored] = await ask(
      target.adminUrl,
      'select state, problem, finished_at is not null as ended from job_runs where id = $1',
      [run.id],
    )
    expect(restored).toEqual({
      state: 'cancelled',
      ended: true,
      problem: { kind: 'refused', message: expect.stringContaining('Starten Sie ihn bei Bedarf neu') },
    })
    await ask(source.adminUrl, 'delete from job_runs where id = $1', [run.id])
  })

  test('has no sessions, attempts, mails and unfinished sign-ons of before', async () => {
    await ask(
      source.adminUrl,
      `insert into sessions (token_hash, account_id, method, second_factor, browser, created_at, last_seen_at, authenticated_at, expires_at)
       values ('x', 1, 'password', false, '', now(), now(), now(), now() + interval '1 hour');
       insert into mails (kind, recipient, subject, body, created_at, due_at)
       values ('account.reset', 'a@stadt.example', 'Kennwort', 'sealed', now(), now())`,
    )
    const { manifest } = await backUp(source.ownerUrl, file())
    expect(manifest.tables.map(({ name }) => name)).not.toContain('mails')
    await restore(target.ownerUrl, file())
    for (const table of ['sessions', 'mails']) expect(await countRows(target.adminUrl, table)).toBe(0)
    expect(await countRows(target.adminUrl, 'accounts')).toBe(await countRows(source.adminUrl, 'accounts'))
  })

  test('is the same whether the tables belong to a plain login or a superuser', async () => {
    const plain = await backUp(source.ownerUrl, file('a.zip'))
    const strong = await backUp(source.adminUrl, file('b.zip'))
    expect(strong.manifest.tables).toEqual(plain.manifest.tables)
  })
})

/** Writes a row into two tables at a time, in one transaction, until told to stop; answers how many. */
async function writePairs(pool: Database, goesOn: () => boolean): Promise<number> {
  let pairs = 0
  for (; goesOn(); pairs++)
    await pool.write(2, async (writer) => {
      const key = `paar-${pairs}-${Math.random().toString(36).slice(2)}`
      await writer.client.query(
        `insert into place_aliases (tenant_id, alias, place_id) select 2, $1, min(id) from places where tenant_id = 2`,
        [key],
      )
      await writer.client.query(
        `insert into organisations (tenant_id, key, name, name_en, kind) values (2, $1, $1, $1, 'office')`,
        [key],
      )
    })
  return pairs
}

describe('while people work', () => {
  test('a backup holds one moment: of what is written together both or nothing', async () => {
    let goesOn = true
    const writers = [1, 2, 3].map(() => writePairs(database, () => goesOn))
    await sleep(50)
    const inAll: number[] = []
    for (const round of [1, 2, 3]) {
      const { manifest } = await backUp(source.ownerUrl, file(`${round}.zip`))
      const rows = (name: string) => manifest.tables.find((table) => table.name === name)!.rows
      inAll.push(rows('place_aliases') - rows('organisations'))
      await sleep(30)
    }
    goesOn = false
    const written = (await Promise.all(writers)).reduce((sum, one) => sum + one, 0)
    expect(written).toBeGreaterThan(20)
    expect(new Set(inAll).size).toBe(1)
    await restore(target.ownerUrl, file('2.zip'))
    const [odd] = await ask<{ n: number }>(
      target.adminUrl,
      `select count(*)::integer as n from (select alias from place_aliases where alias like 'paar-%') a
       full join (select key from organisations where key like 'paar-%') o on o.key = a.alias
       where o.key is null or a.alias is null`,
    )
    expect(odd).toEqual({ n: 0 })
    const kept = await countRows(target.adminUrl, `organisations where key like 'paar-%'`)
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(written)
  })

  test('a restore is refused', async () => {
    await backUp(source.ownerUrl, file())
    await withPool(target.appUrl, async (pool) => {
      await pool.shared((shared) => listTenants(shared, 'de'))
      await expect(restore(target.ownerUrl, file())).rejects.toThrow(
        /wird gerade gearbeitet \(1 Verbindungen\)/,
      )
    })
  })
})
