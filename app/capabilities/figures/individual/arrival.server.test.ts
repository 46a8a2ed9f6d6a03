import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { Forbidden } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { readWholeFile } from '#app/platform/files.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { findAnywhere } from '../../../../tests/support/findAnywhere.ts'
import { findDelivery } from '../deliveries.server.ts'
import { installTestTown, now } from '../figures.fixture.server.ts'
import { deliverIndividualFile, findArrival } from './arrival.server.ts'
import { receivePassing } from './receive.server.ts'
import { findRuleSet, listRuleSets, storeRuleSet } from './ruleSets.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor
let rule: number

const text = {
  columns: 'Raum; Ort\nHeft; Merkmal; j=ja, n=nein\nName; nicht lesen',
  counts: 'untersuchte Kinder\nmit Vorsorgeheft; Heft = ja',
}

const keep = (given: Partial<{ name: string; counts: string }>, who = actor, id?: number) =>
  database.write(actor.tenantId, (writer) =>
    storeRuleSet(
      writer,
      who,
      id,
      {
        name: given.name ?? 'Schuleingang je Kind',
        source: 'school_entry',
        text: { ...text, counts: given.counts ?? text.counts },
      },
      now,
    ),
  )

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await installTestTown(database)
  const kept = await keep({})
  if (!kept.ok) throw new Error(JSON.stringify(kept))
  rule = kept.id
})

afterAll(async () => {
  await database.close()
  await store.close()
})

/** In pieces of a few bytes, as a slow line brings it. */
async function* slowly(file: string) {
  const bytes = Buffer.from(file)
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
}

const deliver = (file: string, period = '2018/19', who = actor) =>
  deliverIndividualFile(database, who, { rule, period, receivedOn: '2019-03-14', content: slowly(file) }, now)

const secret = 'Kunigunde-Unverwechselbar'
const file = `Raum;Heft;Name;Notiz\nHeessen;j;${secret};${secret}\nHeessen;n;x;y\nPelkum;;x;y\nNirgends;j;x;y\n`

describe('a file with one row per child', () => {
  test('becomes a delivery of counts with checksum and version; of its rows nothing is kept anywhere', async () => {
    const outcome = await deliver(file)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    const sha256 = createHash('sha256').update(file).digest('hex')
    const found = await database.read(actor.tenantId, async (reader) => {
      const delivery = (await findDelivery(reader, outcome.deliveryId, 'de'))!
      const written = (await readWholeFile(reader, delivery.fileId)).toString('utf8')
      return { delivery, written, arrival: await findArrival(reader, actor, delivery) }
    })
    expect(found.delivery.analysis).toMatchObject({ state: 'read', problemCount: 0, facts: 7 })
    expect(found.delivery.note).toContain(`SHA-256 ${sha256}`)
    expect(found.delivery.note).toContain('Fassung 1')
    expect(found.written).toContain('untersuchte Kinder;Hamm;2018/19;4\r\n')
    expect(found.written).toContain('mit Vorsorgeheft;Heessen;2018/19;1\r\n')
    expect(found.arrival).toMatchObject({ rows: 4, unassigned: 1, notCountable: { booklet: 1 }, sha256 })
    expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
    // The search finds what is there.
    expect(await findAnywhere(store.adminUrl, 'Heessen')).not.toEqual([])
  })

  test.each([
    [
      `Vorname;Raum;Heft\n${secret};Heessen;j\n`,
      { why: 'file', problem: { kind: 'personal-columns', columns: ['Vorname'] } },
    ],
    ['Raum\nHeessen\n', { why: 'file', problem: { kind: 'columns-missing', columns: ['Heft'] } }],
    ['Raum;Heft\n', { why: 'file', problem: { kind: 'no-rows' } }],
    ['Raum;Heft\nHeessen;vielleicht\n', { why: 'fields' }],
    ['', { why: 'refused', refusal: { refused: 'empty' } }],
  ])('%j gives nothing, with the reason', async (content, expected) => {
    const before = await countDeliveries()
    expect(await deliver(content)).toMatchObject({ ok: false, ...expected })
    expect(await countDeliveries()).toBe(before)
    expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
  })

  test('without a readable period gives nothing', async () => {
    expect(await deliver('Raum;Heft\nHeessen;j\n', '')).toMatchObject({
      why: 'fields',
      result: {
        problemCount: 2,
        problems: [
          { row: 2, kind: 'no-period' },
          { row: 2, kind: 'no-period' },
        ],
      },
    })
  })

  test('comes with a form, the fields before it', async () => {
    const form = new FormData()
    form.set('rule', String(rule))
    form.set('file', new File([file], 'kinder.csv'))
    const request = new Request('http://here', { method: 'POST', body: form })
    const received = await receivePassing(request, async (fields, content) => {
      const parts: Uint8Array[] = []
      for await (const part of content) parts.push(part)
      return { fields, text: Buffer.concat(parts).toString() }
    })
    expect(received).toEqual({ ok: true, value: { fields: { rule: String(rule) }, text: file } })
  })

  test('that nobody reads to its end does not hang', async () => {
    const form = new FormData()
    form.set('file', new File(['x'.repeat(3_000_000)], 'kinder.csv'))
    const request = new Request('http://here', { method: 'POST', body: form })
    expect(await receivePassing(request, async () => 'enough')).toEqual({ ok: true, value: 'enough' })
  })
})

describe('addresses', () => {
  const addresses =
    'Straße;Hausnr.;Heft\nUnverwechselbarweg;3;j\nUnverwechselbarweg;12 a;n\nHinterm Mond;1;j\n'

  test('become areas by the register of the day on which the file came, and are kept nowhere', async () => {
    const kept = await database.write(actor.tenantId, (writer) =>
      storeRuleSet(
        writer,
        actor,
        undefined,
        {
          name: 'Schuleingang nach Anschrift',
          source: 'school_entry',
          text: {
            columns: 'Straße; Straße\nHausnr.; Hausnummer\nHeft; Merkmal; j=ja, n=nein',
            counts: 'untersuchte Kinder',
          },
        },
        now,
      ),
    )
    if (!kept.ok) throw new Error(JSON.stringify(kept))
    const send = (receivedOn: string) =>
      deliverIndividualFile(
        database,
        actor,
        { rule: kept.id, period: '2018/19', receivedOn, content: slowly(addresses) },
        now,
      )
    expect(await send('2019-03-14')).toEqual({ ok: false, why: 'file', problem: { kind: 'no-register' } })
    await takeRegister('2019-02-01', 'unverwechselbarweg')
    expect(await send('2019-01-31')).toMatchObject({ problem: { kind: 'no-register' } })
    const outcome = await send('2019-03-14')
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    const written = await database.read(actor.tenantId, async (reader) => {
      const delivery = (await findDelivery(reader, outcome.deliveryId, 'de'))!
      return (await readWholeFile(reader, delivery.fileId)).toString('utf8')
    })
    for (const line of [
      'Hamm;2018/19;3',
      'Heessen;2018/19;1',
      'Pelkum;2018/19;1',
      'nicht zuordenbar;2018/19;1',
    ])
      expect(written).toContain(`untersuchte Kinder;${line}\r\n`)
    // The register knows the street in its own writing; the file's is nowhere.
    expect(await findAnywhere(store.adminUrl, 'Unverwechselbarweg')).toEqual([])
    expect(await findAnywhere(store.adminUrl, 'Hinterm Mond')).toEqual([])
  })
})

/** Numbers up to 9 of a street in Heessen, from 10 on in Pelkum. */
async function takeRegister(validFrom: string, street: string): Promise<void> {
  const admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ id: number }>(
      `insert into street_registers (tenant_id, valid_from, file_name, file_hash, line_count, street_count, created_by, created_at)
       values ($1, $2, 'strassen.csv', 'x', 2, 1, 'x', now()) returning id`,
      [actor.tenantId, validFrom],
    )
    for (const [row, from, to, place] of [
      [1, 1, 9, 'heessen'],
      [2, 10, null, 'pelkum'],
    ])
      await admin.query(
        `insert into street_ranges (tenant_id, register_id, row_number, street, side, from_number, from_suffix, to_number, to_suffix, place_id, postcode, town)
         select $1, $2, $3, $4, 'all', $5, '', $6, '', id, '', '' from places where tenant_id = $1 and key = $7`,
        [actor.tenantId, rows[0]!.id, row, street, from, to, place],
      )
  } finally {
    await admin.end()
  }
}

describe('evaluation rules', () => {
  test('are kept in versions, and only as they can be read', async () => {
    const changed = await keep({ counts: 'untersuchte Kinder; Heft = ja' }, actor, rule)
    expect(changed).toEqual({ ok: true, id: rule, version: 2 })
    expect(await keep({ counts: 'Unsinn' }, actor, rule)).toMatchObject({
      why: 'rules',
      problems: [{ field: 'counts', line: 1, kind: 'unknown-series', text: 'Unsinn' }],
    })
    expect(await keep({ name: ' ' })).toEqual({ ok: false, why: 'name' })
    const found = await database.read(actor.tenantId, (reader) => findRuleSet(reader, actor, rule))
    expect(found).toMatchObject({ version: 2, text: { counts: 'untersuchte Kinder; Heft = ja' } })
  })

  test('belong to the office of their source, and are written by planning and coordination', async () => {
    const of = (organisation: string): Actor => ({
      ...actor,
      accountId: 5,
      grants: [{ role: 'delivery_office', scope: { places: [], organisations: [organisation], fields: [] } }],
    })
    const list = (who: Actor) => database.read(actor.tenantId, (reader) => listRuleSets(reader, who))
    expect(await list(of('anderes'))).toEqual([])
    expect((await list(of('health'))).map(({ id }) => id)).toContain(rule)
    expect(await deliver(file, '2018/19', of('anderes'))).toEqual({ ok: false, why: 'unknown-rule' })
    await expect(keep({}, of('health'), rule)).rejects.toThrow(Forbidden)
  })
})

async function countDeliveries(): Promise<number> {
  return database.read(actor.tenantId, async (reader) => {
    const { rows } = await reader.db.execute<{ n: string }>('select count(*) as n from deliveries')
    return Number(rows[0]!.n)
  })
}
