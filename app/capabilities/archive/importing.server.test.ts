import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { getResults } from '#app/capabilities/indicators/indicators.server.ts'
import { openZip, type ZipReader } from '#app/platform/backup/zip.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { ask, backUp, listUnlocked, writeSmallZip } from '../../../tests/support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { rounds } from '../../../tests/support/rounds.ts'
import {
  contentOf,
  createExportedTown,
  type ExportedTown,
  exportInto,
  importInto,
  now,
} from './archive.fixture.server.ts'
import { welcomeTenant } from './archive.server.ts'

let town: ExportedTown

beforeAll(async () => {
  town = await createExportedTown()
}, 120_000)

afterAll(() => town.close())

describe('taken into an empty installation', () => {
  let target: TestDatabase
  let pool: Database
  let arrivals: Awaited<ReturnType<typeof welcomeTenant>>['arrivals']
  let second: ZipReader

  beforeAll(async () => {
    target = await createTestDatabase()
    const { described, warnings } = await importInto(target, town.path)
    expect(warnings).toEqual([])
    pool = openDatabasePool(target.appUrl)
    second = await openZip(await exportInto(pool, town.tenant, join(town.folder, 'second.zip')))
    arrivals = (await welcomeTenant(pool, described, now)).arrivals
  })

  afterAll(async () => {
    second.close()
    await pool.close()
    await target.close()
  })

  test('it exports the same again, byte by byte', async () => {
    const stamped = ['LIESMICH.txt', 'datapackage.json']
    expect([...second.parts.keys()]).toEqual([...town.zip.parts.keys()])
    for (const name of town.zip.parts.keys())
      if (!stamped.includes(name))
        expect((await contentOf(second, name)).equals(await contentOf(town.zip, name)), name).toBe(true)
  })

  test('it shows the same figures', async () => {
    const results = (from: Database) =>
      from.read(town.tenant, (reader) => getResults(reader, { language: 'de' }))
    const shown = await results(pool)
    expect(shown.length).toBeGreaterThan(5)
    expect(shown).toEqual(await results(town.database))
  })

  test('its audit trail is whole and says where it came from', async () => {
    const trail = await pool.read(town.tenant, (reader) => verifyAudit(reader))
    expect(trail.state).toBe('intact')
    const [last] = await ask(
      target.adminUrl,
      'select action, actor from audit_entries order by position desc limit 1',
    )
    expect(last).toEqual({ action: 'tenant.import', actor: 'Befehlszeile' })
  })

  test('its people get a link to a new password, the invented ones none', async () => {
    expect(arrivals.map(({ name, email }) => [name, email])).toEqual([['Erna Beispiel', 'erna@ort.test']])
    const [person] = await ask(
      target.adminUrl,
      `select password_hash, second_factor_secret from accounts where email = 'erna@ort.test'`,
    )
    expect(person).toEqual({ password_hash: null, second_factor_secret: null })
    const [link] = await ask(target.adminUrl, 'select token_hash from password_resets')
    expect(link).toEqual({ token_hash: createHash('sha256').update(arrivals[0]!.token).digest('hex') })
  })

  test('its tables are locked, and new rows get new numbers', async () => {
    expect(await listUnlocked(target.adminUrl)).toEqual([])
    const insert = `insert into organisations (tenant_id, key, name, name_en, kind) values ($1, 'neu', 'Neu', 'New', 'office') returning id`
    const [made] = await ask<{ id: number }>(target.adminUrl, insert, [town.tenant])
    const [known] = await ask<{ last: number }>(
      town.source.adminUrl,
      'select max(id) as last from organisations',
    )
    expect(made!.id).toBe(known!.last + 1)
  })

  test('whatever people have written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\u0000', '')),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        async (texts) => {
          await ask(town.source.adminUrl, `delete from feedback where submission like 'frei-%'`)
          for (const [index, text] of texts.entries())
            await ask(
              town.source.adminUrl,
              `insert into feedback (tenant_id, submission, page, text, reply_to, created_at) values ($1, $2, $3, $3, nullif($3, 'x'), now())`,
              [town.tenant, `frei-${index}`, text],
            )
          const own = await createTestDatabase()
          try {
            await importInto(own, await exportInto(town.database, town.tenant, join(town.folder, 'free.zip')))
            const rows = (url: string) =>
              ask(
                url,
                'select submission, page, text, reply_to from feedback where tenant_id = $1 order by 1',
                [town.tenant],
              )
            expect(await rows(own.adminUrl)).toEqual(await rows(town.source.adminUrl))
          } finally {
            await own.close()
          }
        },
      ),
      { numRuns: rounds(2, 15) },
    )
  })
})

describe('refused, and nothing is touched:', () => {
  test('an export over an installation that has something, a backup, a damaged file, a newer one', async () => {
    const target = await createTestDatabase()
    const refusal = async (path: string, reason: RegExp) => {
      await expect(importInto(target, path)).rejects.toThrow(reason)
      await expect(importInto(target, path)).rejects.toHaveProperty('name', 'Refusal')
      expect(await ask(target.adminUrl, 'select 1 from tenants')).toEqual([])
    }
    try {
      const backup = join(town.folder, 'backup.zip')
      await backUp(town.source.ownerUrl, backup)
      await refusal(backup, /Sicherung einer ganzen Installation.*restore/)
      await refusal(join(town.folder, 'none.zip'), /gibt es nicht/)
      const good = await readFile(town.path)
      const bad = join(town.folder, 'bad.zip')
      for (const share of [0.1, 0.3, 0.5, 0.7]) {
        const flipped = Buffer.from(good)
        let place = Math.floor(share * good.length)
        // The head of a part in the archive has bytes that mean nothing to a reader (its time of day).
        while (good.lastIndexOf('PK\u0003\u0004', place) > place - 200) place += 200
        flipped[place] = flipped[place]! ^ 0x40
        await writeFile(bad, flipped)
        await refusal(bad, /beschädigt/)
      }
      for (const text of ['{"lueckenlos": ', '', 'null', '7', '{}']) {
        await writeSmallZip(bad, 'datapackage.json', text)
        await refusal(bad, /keine Ausgabe einer Kommune/)
      }
      await importInto(target, town.path)
      await expect(importInto(target, town.path)).rejects.toThrow(/nicht leer/)
    } finally {
      await target.close()
    }
  })
})
