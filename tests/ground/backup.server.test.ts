import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findActor, listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { startJob } from '#app/platform/jobs/jobs.server.ts'
import { seedDemo } from '../../demo/seed.server.ts'
import { ask, backUp, listUnlocked, makeFolder, restore, startCommand } from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { killStartedProcesses } from '../support/processes.ts'
import { rounds } from '../support/rounds.ts'

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
  killStartedProcesses()
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
          return pool.read(tenant.id, async (reader) => ({
            tenant,
            results: await getResults(reader, { language: 'de' }),
            actors: await Promise.all(
              people.map(({ id, name }) => findActor(reader, { accountId: id, name })),
            ),
          }))
        }),
      ),
    )

const countOf = async (url: string, table: string) =>
  (await ask<{ n: number }>(url, `select count(*)::integer as n from ${table}`))[0]!.n

describe('a restored installation', () => {
  test('shows the same figures to the same people with the same rights', async () => {
    const { manifest } = await backUp(source.ownerUrl, file())
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    const summary = await restore(target.ownerUrl, file())
    expect(summary).toMatchObject({ sameSecret: true, warnings: [] })
    expect(await withPool(target.appUrl, surfaceOf)).toEqual(await surfaceOf(database))
    for (const table of ['facts', 'released_cells', 'audit_entries', 'file_chunks']) {
      const rows = await countOf(source.adminUrl, table)
      expect(rows, table).toBeGreaterThan(0)
      expect(manifest.tables.find(({ name }) => name === table)?.rows, table).toBe(rows)
      expect(await countOf(target.adminUrl, table), table).toBe(rows)
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

  test('has no sessions, attempts and unfinished sign-ons of before', async () => {
    await ask(
      source.adminUrl,
      `insert into sessions (token_hash, account_id, method, second_factor, browser, created_at, last_seen_at, authenticated_at, expires_at)
       values ('x', 1, 'password', false, '', now(), now(), now(), now() + interval '1 hour')`,
    )
    await backUp(source.ownerUrl, file())
    await restore(target.ownerUrl, file())
    expect(await countOf(target.adminUrl, 'sessions')).toBe(0)
    expect(await countOf(target.adminUrl, 'accounts')).toBe(await countOf(source.adminUrl, 'accounts'))
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
    const kept = await countOf(target.adminUrl, `organisations where key like 'paar-%'`)
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

/** The server notices that a client is gone when it next expects something of it. */
async function untilAlone(): Promise<void> {
  const others = `pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
  while ((await countOf(target.adminUrl, others)) > 0) await sleep(10)
}

describe('a kill', () => {
  test('in the middle of a backup leaves no file under its name', async () => {
    for (let round = 0; round < rounds(3, 15); round++) {
      const backup = startCommand(source, ['backup', '--out', file(`${round}.zip`)])
      while (!backup.output().includes('Zeilen')) await sleep(2)
      await sleep((round * 17) % 60)
      backup.child.kill('SIGKILL')
      const end = await backup.ended
      const finished = end === 0 || backup.output().includes('ist geschrieben')
      if (!finished) expect(existsSync(file(`${round}.zip`))).toBe(false)
    }
    const { code } = await startCommand(source, ['backup', '--out', file('last.zip')]).ended.then((code) => ({
      code,
    }))
    expect(code).toBe(0)
  })

  test('in the middle of a restore leaves the database as empty as before', async () => {
    await backUp(source.ownerUrl, file())
    const state = () =>
      ask(
        target.adminUrl,
        `select (select count(*) from tenants)::integer as tenants, (select count(*) from pg_class where relnamespace = 'public'::regnamespace)::integer as things,
           (select string_agg(name || hash, ' ' order by name) from applied_migrations) as migrations`,
      )
    const before = await state()
    let hit = 0
    for (let round = 0; round < rounds(4, 20); round++) {
      const command = startCommand(target, ['restore', file()])
      while (!command.output().includes('  facts:') && command.child.exitCode === null) await sleep(2)
      await sleep((round * 23) % 90)
      command.child.kill('SIGKILL')
      await command.ended
      await untilAlone()
      if ((await countOf(target.adminUrl, 'tenants')) > 0) break
      hit += 1
      expect(await state()).toEqual(before)
    }
    expect(hit).toBeGreaterThan(0)
    if ((await countOf(target.adminUrl, 'tenants')) === 0)
      expect(await startCommand(target, ['restore', file()]).ended).toBe(0)
    expect(await countOf(target.adminUrl, 'tenants')).toBe(2)
  })
})

describe('refused with a sentence, and nothing is touched:', () => {
  const refusal = async (attempt: Promise<unknown>, reason: RegExp) => {
    await expect(attempt).rejects.toThrow(reason)
    await expect(attempt).rejects.toHaveProperty('name', 'Refusal')
  }

  test('a backup over a file, into a missing folder, of nothing', async () => {
    await writeFile(file(), 'mine')
    await refusal(backUp(source.ownerUrl, file()), /gibt es schon. Mit --force/)
    expect(await readFile(file(), 'utf8')).toBe('mine')
    await refusal(backUp(source.ownerUrl, join(folder.path, 'none', 'a.zip')), /Den Ordner .* gibt es nicht/)
    await refusal(backUp(source.ownerUrl, folder.path), /ist ein Ordner/)
    await ask(target.adminUrl, 'drop table applied_migrations')
    await refusal(backUp(target.ownerUrl, file('b.zip')), /nichts zu sichern/)
    expect(await readdir(folder.path)).toEqual(['sicherung.zip'])
  })

  test('a restore over an installation that has something', async () => {
    await backUp(source.ownerUrl, file())
    await restore(target.ownerUrl, file())
    await refusal(restore(target.ownerUrl, file()), /nicht leer \(.*Hamm.*--replace/s)
    await restore(target.ownerUrl, file(), true)
    expect(await countOf(target.adminUrl, 'tenants')).toBe(2)
  })

  test('what is no backup, or a damaged one', async () => {
    await backUp(source.ownerUrl, file())
    const good = await readFile(file())
    await refusal(restore(target.ownerUrl, file('missing.zip')), /gibt es nicht/)
    const attempts: [Buffer, RegExp][] = [
      [Buffer.from('no archive'), /beschädigt/],
      [Buffer.alloc(0), /beschädigt/],
      [good.subarray(0, good.length / 2), /beschädigt/],
      [good.subarray(0, good.length - 1), /beschädigt/],
    ]
    for (let round = 0; round < rounds(12, 200); round++) {
      const bad = Buffer.from(good)
      const place = Math.floor(((round + 0.5) / rounds(12, 200)) * bad.length * 0.98)
      bad[place] = bad[place]! ^ 0x10
      attempts.push([bad, /./])
    }
    for (const [index, [content, reason]] of attempts.entries()) {
      await writeFile(file('bad.zip'), content)
      const outcome = await restore(target.ownerUrl, file('bad.zip')).then(
        () => 'restored',
        (error: Error) => error,
      )
      if (outcome === 'restored') {
        // The bit lay where nothing depends on it (a time stamp of the archive): the data are the same, which was checked.
        await target.close()
        target = await createTestDatabase()
      } else {
        expect((outcome as Error).name, `${index}: ${(outcome as Error).message}`).toBe('Refusal')
        expect((outcome as Error).message).toMatch(reason)
        expect(await countOf(target.adminUrl, 'tenants')).toBe(0)
      }
    }
  })

  test('a backup of a newer software', async () => {
    await ask(
      source.adminUrl,
      `insert into applied_migrations (name, hash) values ('9999_later.sql', repeat('a', 64))`,
    )
    try {
      await refusal(backUp(source.ownerUrl, file()), /neueren Version/)
    } finally {
      await ask(source.adminUrl, `delete from applied_migrations where name = '9999_later.sql'`)
    }
  })
})
