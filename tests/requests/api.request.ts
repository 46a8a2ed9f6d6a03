import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowXml, workbookOf } from '#app/platform/tables/xlsx.fixture.ts'
import { askApi } from '../support/apiClient.ts'
import { type ApiTown, here, owner, startApiTown, table, value } from '../support/apiTown.ts'
import { ask } from '../support/http.ts'

// Deliveries by programmes, and what everybody may read. Each answer is held against the OpenAPI document (tests/support/apiClient.ts).
let api: ApiTown
beforeAll(async () => {
  api = await startApiTown()
})
afterAll(() => api?.stop())

describe('a delivery by a programme', () => {
  test('is tried without storing anything, then handed in; a person releases it', async () => {
    const tried = await api.expectNothingStored(() => api.csv(table(2019), '?dryRun=true'))
    expect(tried.status).toBe(200)
    expect(tried.json).toMatchObject({ dryRun: true, stored: 8, errors: [] })
    const sent = await api.csv(table(2019), '?fileName=besuche_2019.csv&note=monatlich&receivedOn=2020-02-01')
    expect(sent.status).toBe(201)
    expect(sent.json).toMatchObject({ dryRun: false, state: 'delivered', stored: 8 })
    expect(sent.headers.location).toBe(`${here}/${sent.json.delivery}`)
    const [kept] = (await api.listed()).filter(({ id }) => id === sent.json.delivery)
    expect(kept).toMatchObject({
      state: 'delivered',
      fileName: 'besuche_2019.csv',
      receivedOn: '2020-02-01',
      note: 'monatlich',
      createdBy: `${owner} (Schlüssel „Verfahren“)`,
    })
    const found = await api.send(String(sent.headers.location), {})
    expect(found.json).toMatchObject({ state: 'delivered', source: 'jugendamt', releasedAt: null })
    expect(found.text).not.toContain(owner)
  })

  test('comes as a form with a workbook', async () => {
    const rows = [
      ['Ort', 'Jahr', 'Familien'],
      ['Nord', 2020, 131],
      ['Süd', 2020, 96],
    ]
    const data = rows.map((row, index) => rowXml(index + 1, row)).join('')
    const part = (head: string, body: Buffer | string) =>
      Buffer.concat([
        Buffer.from(`--grenze\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
        Buffer.from(body),
        Buffer.from('\r\n'),
      ])
    const body = Buffer.concat([
      part('name="source"', 'jugendamt'),
      part('name="file"; filename="C:\\daten\\familien.xlsx"', workbookOf([{ name: 'Zahlen', data }])),
      Buffer.from('--grenze--\r\n'),
    ])
    const sent = await api.send(here, { type: 'multipart/form-data; boundary=grenze', body })
    expect(sent.status).toBe(201)
    expect(sent.json).toMatchObject({ stored: 2, layout: { sheet: 'Zahlen' } })
    expect((await api.send(String(sent.headers.location), {})).json.fileName).toBe('familien.xlsx')
  })

  test('comes as values with keys; what is missing has its sign', async () => {
    const values = [
      value('nord', 2021),
      value('sued', '2021', { value: '95' }),
      value('ost', 2021, { sign: '*' }),
    ]
    const sent = await api.json({ note: 'aus dem Verfahren', values })
    expect(sent.status).toBe(201)
    expect(sent.json.states).toMatchObject({ value: 2, 'secret-at-source': 1 })
  })

  test('asks the same questions as a page: findings with cell, expectation and sentence', async () => {
    const wrong = table(2022).replace('davon besucht\nNord;2022;130;100', 'davon besucht\nNord;2022;130;150')
    const sent = await api.csv(wrong, '?dryRun=true')
    expect(sent.json.findings).toContainEqual(
      expect.objectContaining({ kind: 'part-exceeds-whole', at: 'D2', expected: 130, found: 150 }),
    )
  })

  test('is released at once where key and person may, with a reason where questions are open', async () => {
    const releasing = { key: api.keys.releasing }
    const refused = await api.csv(table(2023), '?source=jugendamt&release=true')
    expect([refused.status, refused.json.type]).toEqual([403, 'urn:problem-type:lueckenlos:not-allowed'])
    const asked = table(2023).replace('Nord;2023;130;100', 'Nord;2023;130;150')
    const open = await api.expectNothingStored(() =>
      api.csv(asked, '?source=jugendamt&release=true', releasing),
    )
    expect([open.status, open.json.type]).toEqual([422, 'urn:problem-type:lueckenlos:reason-missing'])
    const reason = encodeURIComponent('vom Amt bestätigt')
    const done = await api.csv(asked, `?source=jugendamt&release=true&reason=${reason}`, releasing)
    expect([done.status, done.json.state]).toEqual([201, 'released'])
    const found = await api.send(String(done.headers.location), releasing)
    expect(found.json).toMatchObject({ state: 'released', stored: 8 })
    expect(found.json.findings.length).toBeGreaterThan(0)
    // The correction names what it replaces.
    const { delivery } = done.json
    const corrected = await api.csv(
      table(2023),
      `?source=jugendamt&release=true&replaces=${delivery}&reason=x`,
      releasing,
    )
    expect(corrected.json.state).toBe('released')
    expect((await api.send(String(done.headers.location), releasing)).json.state).toBe('replaced')
  })
})

describe('a request that comes again', () => {
  const named = (name: string) => ({ headers: { 'idempotency-key': name } })

  test('gets the same answer and delivers once, also several times at once', async () => {
    const before = (await api.listed()).length
    const sent = await Promise.all([1, 2, 3].map(() => api.csv(table(2024), '', named('lauf-1'))))
    const again = await api.csv(table(2024), '', named('lauf-1'))
    expect(new Set([...sent, again].map(({ text }) => text)).size).toBe(1)
    expect(again.status).toBe(201)
    expect(again.headers.location).toBe(sent[0]!.headers.location)
    expect(await api.listed()).toHaveLength(before + 1)
  })

  test('with other content under the same name is refused; under another key it is another request', async () => {
    expect((await api.csv(table(2025), '', named('lauf-2'))).status).toBe(201)
    const other = await api.expectNothingStored(() => api.csv(table(2025, 140), '', named('lauf-2')))
    expect([other.status, other.json.type]).toEqual([422, 'urn:problem-type:lueckenlos:key-reused'])
    const mine = await api.csv(table(2025), '?source=jugendamt', {
      key: api.keys.releasing,
      ...named('lauf-2'),
    })
    expect(mine.status).toBe(201)
  })

  test('is done when it was refused before: nothing had come of it', async () => {
    const wrong = table(2025).replace('Nord', 'Nirgendwo')
    expect((await api.csv(wrong, '', named('lauf-3'))).status).toBe(422)
    expect((await api.csv(table(2025, 141), '', named('lauf-3'))).status).toBe(201)
  })

  test('has a name that is readable', async () => {
    expect((await api.csv(table(2025), '', named('x'.repeat(201)))).status).toBe(400)
  })
})

describe('without a key', () => {
  test('released figures are there in each format, and nothing that is secret', async () => {
    const address = (format: string) =>
      `/api/v1/teststadt/data?format=${format}&reihe=besucht&reihe=familien&von=2018&bis=2018`
    const cube = await askApi(api.server.baseUrl, address('json-stat'))
    expect(cube.json).toMatchObject({ version: '2.0', class: 'dataset' })
    for (const [format, type] of [
      ['csv', 'text/csv'],
      ['csv-plain', 'text/csv'],
      ['xlsx', 'application/vnd'],
    ] as const) {
      const answer = await ask(api.server.baseUrl, address(format))
      expect([answer.status, String(answer.headers['content-type']).startsWith(type)]).toEqual([200, true])
    }
    const plain = await ask(api.server.baseUrl, address('csv-plain'))
    expect(plain.text).toContain('nord')
    expect(plain.text).not.toMatch(/ost,.*\b3\b/)
  })

  test.each([
    ['/api/v1/teststadt/data?format=pdf&reihe=familien', 400],
    ['/api/v1/teststadt/data', 400],
    ['/api/v1/gibtesnicht/data?reihe=familien', 404],
    ['/api/v1/%20/data?reihe=familien', 404],
  ])('%s is a problem', async (address, status) => {
    expect((await askApi(api.server.baseUrl, address)).status).toBe(status)
  })

  test('the description is there, and what is not described is a problem, too', async () => {
    const described = await askApi(api.server.baseUrl, '/api/v1/openapi.json')
    expect(described.json.openapi).toBe('3.1.0')
    for (const [method, address, status] of [
      ['GET', '/api/v2/teststadt/deliveries', 404],
      ['PUT', here, 405],
      ['OPTIONS', here, 405],
      ['GET', `/api/v1/${'x'.repeat(5_000)}`, 414],
      ['GET', '/api/v1/%00', 400],
    ] as const) {
      const answer = await ask(api.server.baseUrl, address, { method })
      expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json'])
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })
})
