import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listDeliveries } from '#app/capabilities/figures/figures.server.ts'
import { storeRuleSet } from '#app/capabilities/figures/individual/ruleSets.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { findAnywhere } from '../support/findAnywhere.ts'
import { type Answer, ask, sendForm } from '../support/http.ts'
import { createIndicatorTown } from '../support/indicatorTown.ts'
import { createRealPerson, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

// A file with one row per child over real requests, as a browser without JavaScript sends it: counts come of it, nothing else stays.
let store: TestDatabase
let database: Database
let server: WebServer
let actor: Actor
let rule: number
let cookie: string

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await createIndicatorTown(database, 'teststadt')
  const kept = await database.write(actor.tenantId, (writer) =>
    storeRuleSet(
      writer,
      actor,
      undefined,
      {
        name: 'Besuche je Familie',
        source: 'jugendamt',
        text: {
          columns: 'Raum; Ort\nBesuch; Merkmal; j=ja, n=nein\nNotiz; nicht lesen',
          counts: 'Familien\ndavon besucht; Besuch = ja',
        },
      },
      new Date(),
    ),
  )
  if (!kept.ok) throw new Error(JSON.stringify(kept))
  rule = kept.id
  const person = await createRealPerson(
    store,
    actor.tenantId,
    { name: 'Pia Planung', email: 'pia@stadt.example', password: 'Birnbaum-77-Zwirn' },
    ['planning'],
  )
  cookie = await signedInCookie(store, person.accountId)
  server = await startWebServer(store)
})
afterAll(async () => {
  await server?.stop()
  await database?.close()
  await store?.close()
})

const path = '/teststadt/lieferungen/einzeldaten'

function upload(content: string | Buffer, fields: Record<string, string> = {}, as = cookie): Promise<Answer> {
  const given = { rule: String(rule), period: '2019', receivedOn: '2020-02-03', ...fields }
  const head = Object.entries(given).map(
    ([name, value]) => `--grenze\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const file = `--grenze\r\nContent-Disposition: form-data; name="file"; filename="kinder.csv"\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(head.join('') + file),
    Buffer.from(content),
    Buffer.from('\r\n--grenze--\r\n'),
  ])
  return ask(server.baseUrl, path, {
    method: 'POST',
    body,
    headers: {
      origin: server.baseUrl,
      'content-type': 'multipart/form-data; boundary=grenze',
      'content-length': String(body.length),
      cookie: as,
    },
  })
}

const listed = () => database.read(actor.tenantId, (reader) => listDeliveries(reader, actor, 'de'))
const secret = 'Unverwechselbar'
const rows = ['Nord;j', 'Nord;n', 'Süd;j', 'Nirgends;j', 'Ost;'].map((row) => `${row};${secret}`)
const good = ['Raum;Besuch;Notiz', ...rows].join('\n')

/** Nothing of the file is in the database, in what the server wrote, or in the answer. */
async function expectNothingKept(answer: Answer) {
  expect(answer.text).not.toContain(secret)
  expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
  expect(server.output()).not.toContain(secret)
}

describe('a file with one row per child', () => {
  test('becomes a draft of counts, and leaves nothing else behind', async () => {
    const sent = await upload(good)
    expect(sent.status).toBe(302)
    const address = String(sent.headers.location)
    expect(address).toMatch(/^\/teststadt\/lieferungen\/\d+$/)
    const preview = await ask(server.baseUrl, address, { headers: { cookie } })
    expect(preview.status).toBe(200)
    expect(preview.text).toContain('Besuche je Familie')
    const [draft] = await listed()
    expect(draft).toMatchObject({ state: 'draft', createdBy: 'Pia Planung', receivedOn: '2020-02-03' })
    await expectNothingKept(preview)
  })

  test('is read from a workbook, too', async () => {
    const sheet = good.split('\n').map((row) => row.split(';').map((value) => ({ value, type: String })))
    const sent = await upload(await writeXlsxFile(sheet).toBuffer())
    expect(sent.status).toBe(302)
    await expectNothingKept(sent)
  })

  const persons = ['Muster', 'Beispiel', 'Probe', 'Vorbild'].map(
    (name, index) => `Nord;j;${name};${['Erna', 'Emil', 'Ella', 'Enno'][index]};${index + 4}.05.2013`,
  )
  test.each([
    ['a name in its headings', `Raum;Besuch;Nachname\nNord;j;${secret}\n`, /wer die Kinder sind.*„Nachname“/],
    [
      'names that no heading announces',
      ['Raum;Besuch;Feld 1;Feld 2;Feld 3', ...persons, `Nord;j;${secret};Erwin;9.07.2013`].join('\n'),
      /Namen oder Mailadressen: „Feld 1“, „Feld 2“, „Feld 3“/,
    ],
    ['a code that the rule lacks', `Raum;Besuch\nNord;${secret}\n`, /Zeile 2, Spalte „Besuch“/],
    ['a column that is missing', `Raum;Notiz\nNord;${secret}\n`, /„Besuch“/],
  ])('with %s is refused at its field, the choice kept, and nothing stored', async (_, content, sentence) => {
    const before = (await listed()).length
    const sent = await upload(content)
    expect(sent.status).toBe(400)
    expect(sent.text.replace(/<!-- -->/g, '')).toMatch(sentence)
    expect(sent.text).toMatch(new RegExp(`<option[^>]*value="${rule}"[^>]*selected`))
    expect(sent.text).toContain('value="2020-02-03"')
    expect((await listed()).length).toBe(before)
    await expectNothingKept(sent)
  })

  test('without a rule, a day or a file says so, and stores nothing', async () => {
    const before = (await listed()).length
    expect((await upload(good, { rule: '' })).status).toBe(400)
    expect((await upload(good, { rule: '9999' })).status).toBe(400)
    expect((await upload(good, { receivedOn: '31.12.' })).status).toBe(400)
    expect((await upload('')).status).toBe(400)
    expect((await listed()).length).toBe(before)
  })

  test('is taken from nobody who has not signed in', async () => {
    const sent = await upload(good, {}, '')
    expect(sent.status).not.toBe(200)
    expect(String(sent.headers.location ?? '')).not.toContain('/lieferungen/')
    await expectNothingKept(sent)
  })
})

describe('the form of a rule', () => {
  const page = () => `/teststadt/auswertungsregeln/${rule}`
  const get = async (path: string) => (await ask(server.baseUrl, path, { headers: { cookie } })).text
  const send = (fields: Record<string, string>) =>
    sendForm(server.baseUrl, page(), { name: 'Besuche je Familie', intent: 'save', ...fields }, { cookie })
  const good = {
    ...{ 'columns-0-0': 'Raum', 'columns-0-1': 'Ort', 'columns-2-0': 'Besuch', 'columns-2-1': 'Merkmal' },
    ...{ 'columns-2-2': 'j=ja, n=nein', 'counts-0-0': 'Familien' },
  }

  test('shows each line as a row, and the whole as text for those who want it', async () => {
    const rows = await get(page())
    expect(rows).toMatch(/name="columns-1-0"[^>]*value="Besuch"/)
    expect(rows).toMatch(/<option[^>]*value="Familien"[^>]*selected/)
    expect(await get(`${page()}?ansicht=text`)).toMatch(/<textarea[^>]*name="columns"[^>]*>Raum; Ort/)
  })

  test('says at its row what is wrong, keeps what was typed, and offers more rows', async () => {
    const wrong = await send({ ...good, 'counts-1-0': 'Familien', 'counts-1-1': 'Heft = ja' })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toMatch(/href="#[^"]*counts-1-0[^"]*"/)
    expect(wrong.text).toMatch(/name="counts-1-1"[^>]*value="Heft = ja"/)
    const more = await send({ ...good, intent: 'more' })
    expect(more.text).toContain('name="columns-10-0"')
    expect(more.text).toMatch(/name="columns-1-2"[^>]*value="j=ja, n=nein"/)
  })

  test('keeps a new version of the same lines that a person would write', async () => {
    const saved = await send({ ...good, 'counts-1-0': 'davon besucht', 'counts-1-1': 'Besuch = ja' })
    expect(saved.status).toBe(302)
    const text = await get(`${page()}?ansicht=text`)
    expect(text).toContain('Raum; Ort\nBesuch; Merkmal; j=ja, n=nein')
    expect(text).toContain('Familien\ndavon besucht; Besuch = ja')
  })
})
