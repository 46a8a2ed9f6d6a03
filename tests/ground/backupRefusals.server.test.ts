import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  ask,
  backUp,
  countRows,
  makeFolder,
  oldDemonstration,
  restore,
  startCommand,
  writeSmallZip,
} from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { killStartedProcesses } from '../support/processes.ts'
import { rounds } from '../support/rounds.ts'

let source: TestDatabase
let target: TestDatabase
let folder: Awaited<ReturnType<typeof makeFolder>>
const file = (name = 'sicherung.zip') => join(folder.path, name)

beforeAll(async () => {
  source = await createTestDatabase()
  await restore(source.ownerUrl, oldDemonstration)
})

afterAll(() => source.close())

beforeEach(async () => {
  target = await createTestDatabase()
  folder = await makeFolder()
})

afterEach(async () => {
  killStartedProcesses()
  await target.close()
  await folder.remove()
})

/** The server notices that a client is gone when it next expects something of it. */
async function untilAlone(): Promise<void> {
  const others = `pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
  while ((await countRows(target.adminUrl, others)) > 0) await sleep(10)
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

  test('of who reads along does not end a backup, which tells how far it is in words', async () => {
    const deaf = startCommand(source, ['backup', '--out', file('deaf.zip')])
    deaf.child.stdout?.destroy()
    deaf.child.stderr?.destroy()
    expect(await deaf.ended).toBe(0)
    expect(existsSync(file('deaf.zip'))).toBe(true)
    const heard = startCommand(source, ['backup', '--out', file('heard.zip')])
    expect(await heard.ended).toBe(0)
    expect(heard.output()).toMatch(/^ {2}\d\d Tabellen, [\d.]+ Zeilen$/m)
    expect(heard.output()).not.toMatch(/accounts|account_| 1 Zeilen/)
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
      // The first table has been reported: the restore is under way.
      while (!/ Tabellen?, /.test(command.output()) && command.child.exitCode === null) await sleep(2)
      await sleep((round * 23) % 90)
      command.child.kill('SIGKILL')
      await command.ended
      await untilAlone()
      if ((await countRows(target.adminUrl, 'tenants')) > 0) break
      hit += 1
      expect(await state()).toEqual(before)
    }
    expect(hit).toBeGreaterThan(0)
    if ((await countRows(target.adminUrl, 'tenants')) === 0)
      expect(await startCommand(target, ['restore', file()]).ended).toBe(0)
    expect(await countRows(target.adminUrl, 'tenants')).toBe(2)
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
    await refusal(
      restore(target.ownerUrl, file()),
      /nicht leer \(Hamm \([^,]*\), Musterstadt \([^,]*\)\)\. .*--replace/s,
    )
    await restore(target.ownerUrl, file(), true)
    expect(await countRows(target.adminUrl, 'tenants')).toBe(2)
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
    for (const text of ['{"format": ', '', 'null', '7', '{}']) {
      await writeSmallZip(file('other.zip'), 'manifest.json', text)
      attempts.push([await readFile(file('other.zip')), /keine Sicherung/])
    }
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
        expect(await countRows(target.adminUrl, 'tenants')).toBe(0)
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
