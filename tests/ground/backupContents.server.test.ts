import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endLinesWithCrlf } from '#app/platform/backup/rows.server.ts'
import { seal } from '#app/platform/secretBox.server.ts'
import { ask, backUp, makeFolder, oldDemonstration, restore, startCommand } from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { killStartedProcesses } from '../support/processes.ts'
import { rounds } from '../support/rounds.ts'

let source: TestDatabase
let target: TestDatabase
let folder: Awaited<ReturnType<typeof makeFolder>>
const file = () => join(folder.path, 'sicherung.zip')

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

describe('what comes back is what was there', () => {
  test('texts with every sign, missing and empty ones', async () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        '\\.',
        '\\N',
        'NULL',
        '"',
        '""',
        ',',
        '\n',
        '\r\n',
        '\r',
        '=1+1',
        '\t',
        '\\x41',
        "'",
      ),
      fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\u0000', '')),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.option(text)), { minLength: 1, maxLength: 60 }),
        async (pairs) => {
          await ask(source.adminUrl, 'delete from feedback')
          for (const [index, [one, other]] of pairs.entries())
            await ask(
              source.adminUrl,
              `insert into feedback (tenant_id, submission, page, text, reply_to, created_at) values (1, $1, '', $2, $3, now())`,
              [String(index), one, other],
            )
          const own = await createTestDatabase()
          const place = await makeFolder()
          try {
            await backUp(source.ownerUrl, join(place.path, 'a.zip'))
            await restore(own.ownerUrl, join(place.path, 'a.zip'))
            const rows = (url: string) => ask(url, 'select * from feedback order by id')
            expect(await rows(own.adminUrl)).toEqual(await rows(source.adminUrl))
          } finally {
            await own.close()
            await place.remove()
          }
        },
      ),
      { numRuns: rounds(2, 30) },
    )
  })

  test('numbers to their last digit, instants to the microsecond, nested values, bytes', async () => {
    await ask(
      source.adminUrl,
      `insert into facts (tenant_id, delivery_id, series_id, period_id, place_id, breakdown, value, state, flags, source_row, source_column)
       values (1, 1, 1, 9999, 1, 'a', 0.1000, 0, 0, 1, 1), (1, 1, 1, 9999, 1, 'b', 123456789012345678901234567890.000000000000000000001, 0, 0, 1, 1),
              (1, 1, 1, 9999, 1, 'c', -0.0, 0, 0, 1, 1)`,
    )
    await ask(
      source.adminUrl,
      `insert into job_runs (tenant_id, kind, job_key, state, progress, input, result, created_at)
       values (null, 'x', 'x', 'done', 0.1, 'null', null, '1883-11-18 12:03:58.123456+00'), (1, 'y', 'y', 'done', 1e-7, '{"a": [1.10, "\\u0009\\"", null]}', '[]', 'infinity')`,
    )
    await ask(
      source.adminUrl,
      `insert into file_chunks (tenant_id, file_id, position, content)
       select 1, min(id), 77, decode(string_agg(lpad(to_hex(n % 256), 2, '0'), ''), 'hex') from files, generate_series(0, 9999) n where tenant_id = 1`,
    )
    await backUp(source.ownerUrl, file())
    await restore(target.ownerUrl, file())
    for (const query of [
      `select breakdown, value::text from facts where period_id = 9999 order by 1`,
      `select kind, progress, input::text, result::text, created_at::text from job_runs order by 1`,
      `select md5(content) as sum, length(content) from file_chunks where position = 77`,
    ]) {
      const rows = await ask(source.adminUrl, query)
      expect(rows.length).toBeGreaterThan(0)
      expect(await ask(target.adminUrl, query)).toEqual(rows)
    }
  })
})

describe('another secret', () => {
  test('is noticed: the command names what it can not open and what helps', {
    timeout: 120_000,
  }, async () => {
    await ask(
      source.adminUrl,
      `update accounts set second_factor_secret = $1, second_factor_since = now() where key = (select min(key) from accounts)`,
      [seal('JBSWY3DPEHPK3PXP', 'second-factor')],
    )
    await ask(
      source.adminUrl,
      `insert into sign_on_providers (tenant_id, issuer, client_id, client_secret, label, group_claim, trusts_second_factor, enabled)
       values (1, 'https://id.test', 'x', $1, 'x', 'x', false, true)`,
      [seal('word', 'single-sign-on')],
    )
    const [person] = await ask<{ name: string }>(
      source.adminUrl,
      'select name from accounts order by key limit 1',
    )
    await backUp(source.ownerUrl, file())
    const elsewhere = startCommand(
      target,
      ['restore', file()],
      'another-secret-of-tests-with-forty-characters',
    )
    expect(await elsewhere.ended).toBe(0)
    expect(elsewhere.output()).toMatch(/ein anderes Geheimnis/)
    expect(elsewhere.output()).toContain(`Der zweite Faktor lässt sich nicht öffnen von: ${person!.name}`)
    expect(elsewhere.output()).toMatch(/zentralen Anmeldung lassen sich nicht öffnen von: Hamm/)
    expect(elsewhere.output()).toMatch(/übernehmen Sie das alte Geheimnis/)

    const own = await createTestDatabase()
    const here = startCommand(own, ['restore', file()])
    expect(await here.ended).toBe(0)
    expect(here.output()).toMatch(/Zurückgespielt und geprüft/)
    expect(here.output()).not.toMatch(/Geheimnis/)
    const [event] = await ask(
      own.adminUrl,
      'select action, actor from account_events order by position desc limit 1',
    )
    expect(event).toEqual({ action: 'installation.restore', actor: 'Befehlszeile' })
    await own.close()
  })
})

describe('replacing what is there', () => {
  test('needs the typed word', async () => {
    await backUp(source.ownerUrl, file())
    await restore(target.ownerUrl, file())
    const command = startCommand(target, ['restore', file(), '--replace'])
    expect(await command.ended).toBe(1)
    expect(command.output()).toContain('Tippen Sie ERSETZEN')
    expect(command.output()).toContain('Es ist nichts verändert worden.')
  })
})

test('lines end with CR LF wherever the bytes are cut, and values keep theirs', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', ',', 'ü') })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, step) => {
        const write = (end: string) =>
          rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + end).join('')
        const bytes = Buffer.from(write('\n'))
        async function* pieces() {
          for (let start = 0; start < bytes.length; start += step) yield bytes.subarray(start, start + step)
        }
        const parts: Buffer[] = []
        for await (const part of endLinesWithCrlf(pieces())) parts.push(part)
        expect(Buffer.concat(parts).toString()).toBe(write('\r\n'))
      },
    ),
  )
})
