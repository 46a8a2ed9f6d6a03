import { connect } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findActor, removeMembership, revokeApiKey } from '#app/capabilities/accounts/accounts.server.ts'
import { rowsOf } from '#app/platform/database.server.ts'
import { workbookParts, zipOf } from '#app/platform/tables/xlsx.fixture.ts'
import type { Sending } from '../support/apiClient.ts'
import { type ApiTown, here, owner, startApiTown, table, value } from '../support/apiTown.ts'

// What programmes are refused: files that are unclear, and keys that do not hold. Each answer is held against the OpenAPI document (tests/support/apiClient.ts).
let api: ApiTown
beforeAll(async () => {
  api = await startApiTown()
})
afterAll(() => api?.stop())

describe('what is unclear is answered with its place, and nothing is stored', () => {
  const bomb = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(40 * 1024 * 1024, 32) }
  const bombed = () =>
    zipOf([...workbookParts([{ name: 'T', data: '' }]).filter(({ name }) => name !== bomb.name), bomb])
  const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

  test.each([
    [
      'an unknown place',
      () => api.csv(table(2019).replace('Süd', 'Südost-Nirgendwo')),
      422,
      'has-problems',
      /A3/,
    ],
    [
      'a name that is only similar',
      () => api.csv(table(2019).replace('Nord;', 'Nordd;')),
      422,
      'has-problems',
      /Nordd/,
    ],
    ['no number', () => api.csv(table(2019).replace('130', 'viele')), 422, 'has-problems', /C2.*viele/],
    [
      'series that nobody defined',
      () => api.csv('Ort;Jahr;Kinder in der Kita\nNord;2019;100\nSüd;2019;90\n'),
      422,
      'unknown-series',
      /Kinder/,
    ],
    [
      'broken quotes',
      () => api.csv('Ort;Jahr;Familien\n"Nord;2019;1\n'),
      422,
      'file-refused',
      /Anführungszeichen/,
    ],
    ['a picture', () => api.csv(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2])), 422, 'file-refused', /Bild/],
    ['nothing', () => api.csv(''), 422, 'file-refused', /leer/],
    [
      'an archive that unpacks too far',
      () => api.send(here, { type: workbook, body: bombed() }),
      422,
      'file-refused',
      /./,
    ],
    [
      'names of persons',
      () => api.csv('Nachname;Vorname;Ort\nMuster;Erika;Nord\n'),
      422,
      'persons-in-file',
      /Nachname/,
    ],
    [
      'keys that mean nothing',
      () => api.json({ values: [value('nord', 2019), value('mond', 'bald', { value: 1 })] }),
      422,
      'has-problems',
      /\/values\/1\/place.*\/values\/1\/period/,
    ],
    [
      'a value that can’t be',
      () => api.json({ values: [value('nord', 2019), value('sued', 2019, { value: 1.5 })] }),
      422,
      'has-problems',
      /\/values\/1"/,
    ],
    [
      'value and sign at once',
      () => api.json({ values: [value('nord', 2019, { value: 1, sign: '.' })] }),
      400,
      'bad-request',
      /\/values\/0"/,
    ],
    [
      'a part that does not exist',
      () => api.json({ values: [value('nord', 2019)], quelle: 'x' }),
      400,
      'bad-request',
      /\/quelle/,
    ],
    [
      'no JSON',
      () => api.send(here, { type: 'application/json', body: '{"values":' }),
      400,
      'bad-request',
      /JSON/,
    ],
    ['a list', () => api.json([]), 400, 'bad-request', /./],
    [
      'a day that is none',
      () => api.csv(table(2019), '?receivedOn=2019-02-30'),
      400,
      'bad-request',
      /receivedOn/,
    ],
    [
      'another type',
      () => api.send(here, { type: 'application/pdf', body: 'x' }),
      415,
      'unsupported-type',
      /text\/csv/,
    ],
    [
      'a delivery to replace that is none',
      () => api.csv(table(2019), '?replaces=999999'),
      422,
      'not-deliverable',
      /korrigiert/,
    ],
  ])('%s', async (_, work, status, kind, said) => {
    const answer = await api.expectNothingStored(work)
    expect([answer.status, answer.json.type]).toEqual([status, `urn:problem-type:lueckenlos:${kind}`])
    expect(answer.text).toMatch(said)
    expect(answer.text).not.toContain('Erika')
  })

  test('whatever is too large, by what it says or by what comes', async () => {
    const whole = 'transfer-encoding: chunked'
    const part = Buffer.alloc(32_000_000, 'Nord;2019;1;1\n')
    const chunk = Buffer.concat([
      Buffer.from(`${part.length.toString(16)}\r\n`),
      part,
      Buffer.from('\r\n0\r\n\r\n'),
    ])
    for (const [type, length, body] of [
      ['text/csv', 'content-length: 3000000000', Buffer.alloc(0)],
      ['text/csv', whole, chunk],
      ['application/json', whole, chunk],
    ] as const) {
      const answer = await sendPart(`content-type: ${type}\r\n${length}`, body)
      expect(answer).toMatch(/^HTTP\/1\.1 413 /)
      expect(answer).toContain('urn:problem-type:lueckenlos:too-large')
    }
  })
})

/** Sends as much as the server takes, and reads the answer that may come before the end. */
function sendPart(headers: string, body: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const head = `POST ${here} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${api.keys.key}\r\n${headers}\r\n\r\n`
    const socket = connect(api.server.port, '127.0.0.1', () =>
      socket.write(Buffer.concat([Buffer.from(head), body])),
    )
    let text = ''
    socket.on('data', (data) => {
      text += data.toString()
      if (!text.includes('too-large')) return
      socket.destroy()
      resolve(text)
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(text))
  })
}

describe('a key', () => {
  const unknown = (status: number, kind: string) => [status, `urn:problem-type:lueckenlos:${kind}`]
  const tried = async (sending: Sending, address = here) => {
    const { status, json: body } = await api.send(address, {
      type: 'text/csv',
      body: table(2019),
      ...sending,
    })
    return [status, body.type]
  }

  test('is needed, whatever session comes along', async () => {
    expect(await tried({ key: undefined })).toEqual(unknown(401, 'no-key'))
    expect(await tried({ key: `ll_${api.town.tenantId}_${'a'.repeat(43)}` })).toEqual(unknown(401, 'no-key'))
    expect(
      await tried({ key: undefined, headers: { cookie: 'sitzung=x', authorization: 'Basic eDp5' } }),
    ).toEqual(unknown(401, 'no-key'))
  })

  test('of another municipality finds nothing here, as if there were no such municipality', async () => {
    expect(await tried({ key: api.keys.foreign })).toEqual(unknown(404, 'not-found'))
    expect(await tried({ key: api.keys.foreign }, '/api/v1/gibtesnicht/deliveries')).toEqual(
      unknown(404, 'not-found'),
    )
    const [delivery] = await api.listed()
    const address = `${here}/${delivery!.id}`
    expect((await api.send(address, { key: api.keys.foreign })).status).toBe(404)
  })

  test('is for its source and its office only', async () => {
    expect(await tried({}, `${here}?source=bericht`)).toEqual(unknown(404, 'unknown-source'))
    expect(await tried({ key: api.keys.releasing }, `${here}?source=andere`)).toEqual(
      unknown(404, 'unknown-source'),
    )
    expect(await tried({ key: api.keys.releasing }, `${here}?source=gibtesnicht`)).toEqual(
      unknown(404, 'unknown-source'),
    )
    expect(await tried({ key: api.keys.releasing })).toEqual(unknown(400, 'bad-request'))
    for (const { id } of (await api.listed()).filter(({ sourceKey }) => sourceKey !== 'jugendamt'))
      expect((await api.send(`${here}/${id}`, {})).status).toBe(404)
  })

  test('ends when it is revoked, runs out, its account is closed or its person loses the role', async () => {
    const { tenantId } = api.town
    const revoked = await api.newKey(tenantId, 'delivery_office', 'widerrufen')
    const expired = await api.newKey(
      tenantId,
      'delivery_office',
      'abgelaufen',
      {},
      new Date(Date.now() - 31 * 86_400_000),
    )
    const closed = await api.newKey(tenantId, 'delivery_office', 'geschlossen')
    const roleless = await api.newKey(tenantId, 'delivery_office', 'ohne-rolle')
    const all = [revoked, closed, roleless]
    for (const one of all) expect((await tried({ key: one }, `${here}?dryRun=true`))[0]).toBe(200)
    await api.database.write(tenantId, async (writer) => {
      const actor = (await findActor(writer, { accountId: api.accounts.get('widerrufen')!, name: owner }))!
      const [row] = await rowsOf<{ id: number }>(
        writer,
        sql`select id from api_keys where account_id = ${api.accounts.get('widerrufen')}`,
      )
      expect(await revokeApiKey(writer, actor, row!.id, new Date())).toBe(true)
      const [held] = await rowsOf<{ id: number }>(
        writer,
        sql`select id from memberships where account_id = ${api.accounts.get('ohne-rolle')}`,
      )
      await removeMembership(writer, held!.id)
    })
    await api.database.shared(({ db }) =>
      db.execute(sql`update accounts set disabled_at = now() where id = ${api.accounts.get('geschlossen')}`),
    )
    for (const one of [...all, expired]) expect(await tried({ key: one })).toEqual(unknown(401, 'no-key'))
  })

  test('stands neither in the database nor in the log; the day of its use does', async () => {
    const rows = await api.database.read(api.town.tenantId, (reader) =>
      rowsOf<{ all: string }>(
        reader,
        sql`select to_jsonb(k)::text as all from api_keys k union all select to_jsonb(a)::text from api_answers a
            union all select to_jsonb(e)::text from audit_entries e`,
      ),
    )
    expect(rows.length).toBeGreaterThan(10)
    // The secret part may hold "_" itself; its first six signs are shown in lists.
    const secret = /^ll_\d+_([\w-]{43})$/.exec(api.keys.key)![1]!.slice(6)
    for (const { all } of rows) expect(all).not.toContain(secret)
    expect(rows.map(({ all }) => all).join()).toMatch(/"last_used_on": "\d{4}-\d\d-\d\d"/)
    expect(api.server.output()).not.toContain(secret)
    expect(api.server.output()).not.toContain('Sonderbar')
  })
})

test('a key asks for deliveries so often and no more: each look at questions stands in the trail', async () => {
  const sent = await api.csv(table(2023))
  expect(sent.status).toBe(201)
  const address = String(sent.headers.location)
  const statuses: number[] = []
  for (let asked = 0; asked <= 120; asked += 1) statuses.push((await api.send(address, {})).status)
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(120)
  const refused = await api.send(address, {})
  expect(refused).toMatchObject({ status: 429, json: { type: expect.stringContaining('too-many-requests') } })
  expect(refused.headers['retry-after']).toBe('3600')
})
