import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listDeliveries } from '#app/capabilities/figures/figures.server.ts'
import { createLink } from '#app/capabilities/figures/links/links.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { ask as askDatabase } from '../support/backups.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { findAnywhere } from '../support/findAnywhere.ts'
import { type Answer, ask, sendForm } from '../support/http.ts'
import { createIndicatorTown } from '../support/indicatorTown.ts'
import { createRealPerson, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

// What must not stay doesn't: a file with names isn't kept at all, and of a discarded one neither content nor what was read of it.
let store: TestDatabase
let database: Database
let server: WebServer
let actor: Actor
let cookie: string

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await createIndicatorTown(database, 'teststadt')
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

const home = '/teststadt/lieferungen'
const secret = 'Unverwechselbar'
const get = (path: string) => ask(server.baseUrl, path, { headers: { cookie } })
const press = (path: string, intent: string) => sendForm(server.baseUrl, path, { intent }, { cookie })
const listed = () => database.read(actor.tenantId, (reader) => listDeliveries(reader, actor, 'de'))

function upload(path: string, content: string, fields: Record<string, string> = {}): Promise<Answer> {
  const head = Object.entries(fields).map(
    ([name, value]) => `--grenze\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const body = `${head.join('')}--grenze\r\nContent-Disposition: form-data; name="file"; filename="besuche.csv"\r\n\r\n${content}\r\n--grenze--\r\n`
  return ask(server.baseUrl, path, {
    method: 'POST',
    body,
    headers: {
      origin: server.baseUrl,
      'content-type': 'multipart/form-data; boundary=grenze',
      'content-length': String(Buffer.byteLength(body)),
      cookie,
    },
  })
}
const form = { source: 'jugendamt', receivedOn: '2020-02-03', note: 'meine Notiz' }
const counts = `Ort;Jahr;Familien;davon besucht\nNord;2019;130;100\nSüd;2019;95;60\n${secret};2019;45;20\n`

test('a list of children is refused at its field, with the way by which it can be counted', async () => {
  const before = (await listed()).length
  const children = `Nachname;Vorname;Geburtsdatum;Sozialraum;Besuch am\n${secret};Erika;03.02.2018;Nord;12.03.2018\n`
  const sent = await upload(`${home}/neu`, children, form)
  expect(sent.status).toBe(400)
  const text = sent.text.replace(/<!-- -->/g, '')
  expect(text).toMatch(/id="[^"]*file[^"]*"[^>]*>.*Namen von Personen \(Spalte „Nachname“\)/s)
  expect(text).toContain('Bitte zählen Sie die Zeilen zusammen')
  expect(text).toContain('ohne dass eine davon gespeichert wird')
  expect(text).toContain(`href="${home}/einzeldaten"`)
  expect(text).toContain('meine Notiz')
  expect((await listed()).length).toBe(before)
  expect(text).not.toContain(secret)
  expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
  expect(server.output()).not.toContain(secret)
})

test('a discarded file is gone for everybody; who brought it and when stays', async () => {
  const sent = await upload(`${home}/neu`, counts, form)
  expect(sent.status).toBe(302)
  const page = String(sent.headers.location)
  const draft = await get(page)
  expect(draft.text).toContain(secret)
  expect(draft.text).toContain('Verwerfen löscht die Datei')
  expect((await get(`${page}/datei`)).text).toBe(counts)
  expect((await press(page, 'discard')).status).toBe(302)
  const discarded = await get(page)
  expect(discarded.status).toBe(200)
  expect(discarded.text).toContain('Die Datei ist gelöscht.')
  expect(discarded.text).toContain('besuche.csv')
  expect(discarded.text).toContain('Pia Planung')
  expect(discarded.text).not.toContain(`href="${page}/datei"`)
  const file = await get(`${page}/datei`)
  expect(file.status).toBe(410)
  expect(file.text).toBe('Die Datei ist gelöscht.')
  expect(file.headers['content-disposition']).toBeUndefined()
  for (const { text } of [discarded, file]) expect(text).not.toContain(secret)
  expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
})

test('a file that turned out unreadable in the background can be discarded, too', async () => {
  const sent = await upload(`${home}/neu`, counts, form)
  expect(sent.status).toBe(302)
  const page = String(sent.headers.location)
  await askDatabase(
    store.adminUrl,
    `update deliveries set layout = null, analysis = '{"state":"refused","refusal":{"refused":"broken-quotes","row":9000}}'
     where id = $1`,
    [Number(page.split('/').at(-1))],
  )
  const draft = await get(page)
  expect(draft.text).toContain('Verwerfen löscht')
  expect(draft.text).not.toContain('value="accept"')
  expect((await press(page, 'discard')).status).toBe(302)
  expect((await get(`${page}/datei`)).status).toBe(410)
  expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
})

test('a file that was discarded through a link is gone, too', async () => {
  const given = { source: 'jugendamt', purpose: 'upload', deliveryId: undefined } as const
  const link = await database.write(actor.tenantId, (writer) =>
    createLink(writer, actor, { ...given, name: 'Friedhelm Sonderbar', email: undefined }, new Date()),
  )
  const mine = `/teststadt/zulieferung/${link!.token}`
  const sent = await upload(mine, counts, { note: '' })
  expect(sent.status).toBe(302)
  const page = String(sent.headers.location)
  expect((await get(page)).text).toContain('Verwerfen löscht die Datei')
  const pressed = await press(page, 'discard')
  expect((await get(String(pressed.headers.location))).text).toContain('ihre Datei gelöscht')
  const discarded = await get(page)
  expect(discarded.text).toContain('ihr Inhalt ist gelöscht')
  expect(discarded.text).not.toContain('Ihre Lieferung ist angekommen')
  expect(discarded.text).not.toContain(secret)
  const id = page.split('/').at(-1)
  expect((await get(`${home}/${id}/datei`)).status).toBe(410)
  expect(await findAnywhere(store.adminUrl, secret)).toEqual([])
})
