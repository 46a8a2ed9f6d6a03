import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { createExpectation, listDeliveries } from '#app/capabilities/figures/figures.server.ts'
import { createLink, revokeLink } from '#app/capabilities/figures/links/links.server.ts'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Answer, ask, sendForm } from '../support/http.ts'
import { createIndicatorTown } from '../support/indicatorTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

// What an office without an account does with its personal link, over real requests of a browser without JavaScript.
let store: TestDatabase
let database: Database
let server: WebServer
let actor: Actor
let link: { readonly id: number; readonly token: string }
const person = 'Friedhelm Sonderbar'

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await createIndicatorTown(database, 'teststadt')
  link = await database.write(actor.tenantId, async (writer) => {
    const reminders = { daysBefore: 0, onTheDay: false, everyDays: 0, most: 0 }
    const due = { kind: 'weeks', weeks: 4 } as const
    const rule = {
      rhythm: 'calendar-year',
      keyDay: undefined,
      due,
      series: [],
      responsibleId: undefined,
    } as const
    const fields = { ...rule, activeFrom: '2020-01-01', activeTo: undefined, note: '', reminders }
    await createExpectation(writer, actor, { source: 'jugendamt', fields }, new Date())
    return newLink(writer)
  })
  server = await startWebServer(store)
})
afterAll(async () => {
  await server?.stop()
  await database?.close()
  await store?.close()
})

type Writer = Parameters<Parameters<Database['write']>[1]>[0]
async function newLink(writer: Writer) {
  const given = {
    source: 'jugendamt',
    purpose: 'upload',
    deliveryId: undefined,
    name: person,
    email: undefined,
  } as const
  return (await createLink(writer, actor, given, new Date()))!
}

const home = (token = link.token) => `/teststadt/zulieferung/${token}`
const get = (path: string) => ask(server.baseUrl, path)
const post = (path: string, fields: Record<string, string>) => sendForm(server.baseUrl, path, fields)

/** A file as the browser's form sends it. */
function upload(path: string, name: string, content: string, note = ''): Promise<Answer> {
  const part = (head: string, body: string) =>
    `--grenze\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  const body = `${part('name="note"', note)}${part(`name="file"; filename="${name}"\r\nContent-Type: text/csv`, content)}--grenze--\r\n`
  return ask(server.baseUrl, path, {
    method: 'POST',
    body,
    headers: {
      origin: server.baseUrl,
      'content-type': 'multipart/form-data; boundary=grenze',
      'content-length': String(Buffer.byteLength(body)),
    },
  })
}

const listed = () => database.read(actor.tenantId, (reader) => listDeliveries(reader, actor, 'de'))
const good = 'Ort;Jahr;Familien;davon besucht\nNord;2019;130;100\nSüd;2019;95;60\nOst;2019;45;20\n'

describe('a personal link', () => {
  test('says without an account what is expected, and is kept by nobody', async () => {
    const page = await get(home())
    expect(page.status).toBe(200)
    expect(page.text).toContain(person)
    expect(page.text).toContain('überfällig')
    expect(page.headers['cache-control']).toContain('no-store')
    expect(page.headers['x-robots-tag']).toBe('noindex')
    expect(page.headers['set-cookie']).toBeUndefined()
  })

  test('takes a table, shows how it is understood, and hands it in; then it is the house that decides', async () => {
    const sent = await upload(home(), 'besuche_2019.csv', good, 'endgültig')
    expect(sent.status).toBe(302)
    const address = String(sent.headers.location)
    expect(address).toMatch(new RegExp(`^${home()}/\\d+$`))
    const preview = await get(address)
    expect(preview.text).toContain('besuche_2019.csv')
    expect(preview.text).toContain('davon besucht')
    const id = Number(address.split('/').at(-1))
    const stateOf = async () => (await listed()).find((delivery) => delivery.id === id)
    expect(await stateOf()).toMatchObject({ state: 'draft', createdBy: `Zulieferung über Link: ${person}` })
    // Nobody releases through a link, whatever is sent.
    for (const intent of ['accept', 'check', 'withdraw', 'return'])
      expect((await post(address, { intent })).status).toBe(409)
    expect((await post(address, { intent: 'deliver' })).status).toBe(302)
    expect(await stateOf()).toMatchObject({ state: 'delivered', note: 'endgültig' })
    const receipt = await get(address)
    expect(receipt.text).toMatch(/Ihre Lieferung ist angekommen/)
    expect(receipt.text).toMatch(/[0-9a-f]{64}/)
    expect((await get(home())).text).toContain('besuche_2019.csv')
    // Handed in is handed in: it isn't changed or thrown away through the link.
    expect((await post(address, { intent: 'layout' })).status).toBeGreaterThanOrEqual(400)
  })

  test.each([
    ['names', 'Nachname;Vorname;Ort\nMuster;Erika;Nord\n', /Namen von Personen.*Nachname/],
    ['dates of birth', 'Ort;Geburtsdatum\nNord;03.04.2016\n', /Geburtsdaten/],
    ['a number per child', 'Kind-ID;Ort\n17;Nord\n', /Kennungen/],
  ])('refuses a file with %s, says what to do, and keeps nothing', async (_, content, sentence) => {
    const before = await database.read(actor.tenantId, (reader) =>
      rowsOf<{ files: string }>(reader, sql`select count(*) as files from files`),
    )
    const sent = await upload(home(), 'liste.csv', content, 'meine Notiz')
    expect(sent.status).toBe(400)
    expect(sent.text).toMatch(sentence)
    expect(sent.text).toContain('Bitte zählen Sie die Zeilen zusammen')
    expect(sent.text).toContain('meine Notiz')
    expect(sent.text).not.toContain('Erika')
    const after = await database.read(actor.tenantId, (reader) =>
      rowsOf<{ files: string }>(reader, sql`select count(*) as files from files`),
    )
    expect(after).toEqual(before)
  })

  test('refuses what is no table, or no file, beside the field', async () => {
    expect((await upload(home(), 'bericht.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj')).status).toBe(400)
    expect((await upload(home(), '', '')).text).toContain('Bitte wählen Sie eine Datei.')
  })

  test('takes a day for which the office announces its figures, and no day that has passed', async () => {
    const { text } = await get(home())
    const awaited = /<option value="(\d+ \d{4})"/.exec(text)![1]!
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    expect((await post(home(), { awaited, day: '2020-01-01' })).status).toBe(400)
    expect((await post(home(), { awaited: '999 2019', day: soon })).status).toBe(400)
    expect((await post(home(), { awaited, day: soon })).status).toBe(302)
    expect((await get(home())).text).toContain('angekündigt')
  })

  test('opens no delivery that came another way', async () => {
    const others = (await listed()).filter(({ createdBy }) => !createdBy.includes(person))
    expect(others.length).toBeGreaterThan(0)
    for (const { id } of others) {
      expect((await get(`${home()}/${id}`)).status).toBe(404)
      expect((await post(`${home()}/${id}`, { intent: 'discard' })).status).toBe(404)
    }
  })

  test('for answers opens the one delivery it asks about, and takes no files', async () => {
    const asked = (await listed()).find(({ sourceKey }) => sourceKey === 'jugendamt')!
    const given = {
      source: 'jugendamt',
      purpose: 'answer',
      deliveryId: asked.id,
      name: person,
      email: undefined,
    } as const
    const { token } = (await database.write(actor.tenantId, (writer) =>
      createLink(writer, actor, given, new Date()),
    ))!
    expect((await get(`${home(token)}/${asked.id}`)).status).toBe(200)
    expect((await upload(home(token), 'besuche.csv', good)).status).toBe(400)
    expect((await post(`${home(token)}/${asked.id}`, { intent: 'discard' })).status).toBe(409)
  })

  test('that was revoked looks like one that never was, for page and form', async () => {
    const revoked = await database.write(actor.tenantId, newLink)
    expect((await get(home(revoked.token))).status).toBe(200)
    await database.write(actor.tenantId, (writer) => revokeLink(writer, actor, revoked.id, new Date()))
    const gone = await get(home(revoked.token))
    const never = await get(home('a'.repeat(43)))
    expect([gone.status, never.status]).toEqual([404, 404])
    const body = (answer: Answer) => /<main[\s\S]*<\/main>/.exec(answer.text)?.[0]
    expect(body(gone)).toBe(body(never))
    expect((await upload(home(revoked.token), 'besuche.csv', good)).status).toBe(404)
    const kept = await database.read(actor.tenantId, (reader) =>
      rowsOf<{ name: string }>(reader, sql`select name from delivery_links where id = ${revoked.id}`),
    )
    expect(kept).toEqual([{ name: '' }])
  })

  test('stands neither in the database nor in the log', async () => {
    const rows = await database.read(actor.tenantId, (reader) =>
      rowsOf<{ all: string }>(reader, sql`select to_jsonb(l)::text as all from delivery_links l`),
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { all } of rows) expect(all).not.toContain(link.token)
    expect(server.output()).not.toContain(link.token.slice(0, 12))
    expect(server.output()).not.toContain('Sonderbar')
  })
})
