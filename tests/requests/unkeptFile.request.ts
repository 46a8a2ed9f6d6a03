import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listDeliveries } from '#app/capabilities/figures/figures.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { findAnywhere } from '../support/findAnywhere.ts'
import { type Answer, ask } from '../support/http.ts'
import { createIndicatorTown } from '../support/indicatorTown.ts'
import { createRealPerson, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

// A file with names of children isn't kept, whoever brings it.
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
