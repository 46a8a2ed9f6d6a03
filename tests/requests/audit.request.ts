import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#app/capabilities/accounts/account.ts'
import { createSession } from '#app/capabilities/accounts/signIn/sessions.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { createRightsTown, type RightsTown } from '../support/rights/rightsTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

/* The audit trail and exact values as a browser gets them. */

let store: TestDatabase
let database: Database
let server: WebServer
let town: RightsTown
let other: RightsTown

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  town = await createRightsTown(database, 'hierstadt', { published: 2018, draft: undefined })
  other = await createRightsTown(database, 'dortstadt', { published: 2016, draft: undefined })
  server = await startWebServer(store)
}, 300_000)

afterAll(async () => {
  await server?.stop()
  await database?.close()
  await store?.close()
})

async function cookieOf(role: Role, secondFactor = true): Promise<{ cookie: string }> {
  const accountId = town.accounts.get(role)!
  const session = { accountId, method: 'password', secondFactor, browser: '' } as const
  const limits = { idleMinutes: 60, hours: 1 }
  const token = await database.shared((shared) => createSession(shared, session, limits, new Date()))
  return { cookie: `sitzung=${token}` }
}

const get = async (path: string, role: Role) =>
  ask(server.baseUrl, `/hierstadt${path}`, { headers: await cookieOf(role) })
const post = async (path: string, fields: Record<string, string>, role: Role) =>
  sendForm(server.baseUrl, `/hierstadt${path}`, fields, await cookieOf(role))
const trail = (path = '') => get(`/protokoll${path}`, 'data_protection')

/** The text between the tags, as somebody reads it. */
const wordsOf = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

async function tamper(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: store.adminUrl })
  await client.connect()
  await client.query('alter table audit_entries disable trigger append_only')
  await client.query(statement.replaceAll('HERE', String(town.tenantId)))
  await client.query('alter table audit_entries enable trigger append_only')
  await client.end()
}

describe('exact values', () => {
  const address = '/zahlen/quote-hierstadt/genau'

  test('are asked for with a reason, marked, kept by no cache, and stand in the trail', async () => {
    const before = await get(address, 'planning')
    expect(before.status).toBe(200)
    expect(before.headers['cache-control']).toContain('no-store')
    expect(wordsOf(before.text)).not.toContain('Dienstgebrauch')
    const answer = await post(
      address,
      { zweck: 'other', begruendung: 'Anfrage aus dem Ausschuss', jahr: '2018' },
      'planning',
    )
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toContain('no-store')
    const words = wordsOf(answer.text)
    expect(words).toContain('Genaue Werte – nur für den Dienstgebrauch')
    expect(words).toMatch(/Ost 3 40/)
    const [, position] = /\/hierstadt\/protokoll\/(\d+)/.exec((await trail('?art=look')).text)!
    const entry = wordsOf((await trail(`/${position}`)).text)
    expect(entry).toContain('Genaue Werte eingesehen')
    expect(entry).toContain('Anfrage aus dem Ausschuss')
    expect(entry).toContain('Erfundene Person (planning)')
  })

  test.each([
    [{}, 'Wählen Sie, wofür'],
    [{ zweck: 'other', begruendung: 'nur so' }, 'mindestens zehn Zeichen'],
    [{ zweck: 'planning', begruendung: 'x'.repeat(501) }, 'höchstens 500 Zeichen'],
  ])('without a reason that says something are not shown: %j', async (fields, sentence) => {
    const looks = async () => (await trail('?art=look')).text.match(/Eintrag \d+/g)?.length
    const before = await looks()
    const answer = await post(address, fields, 'planning')
    expect(answer.status).toBe(400)
    expect(wordsOf(answer.text)).toContain(sentence)
    expect(wordsOf(answer.text)).not.toContain('Dienstgebrauch')
    expect(await looks()).toBe(before)
  })

  test('are never in the exports, nor a click away for those without the right', async () => {
    const table = await get('/zahlen/quote-hierstadt/tabelle.csv', 'planning')
    expect(table.text).toContain('geheim')
    expect((await get('/zahlen/quote-hierstadt', 'planning')).text).toContain('/genau"')
    expect((await get('/zahlen/quote-hierstadt', 'coordination')).text).not.toContain('/genau"')
    expect((await get(address, 'coordination')).status).toBe(403)
  })

  test('and the trail need the second factor', async () => {
    for (const [path, role] of [
      [address, 'planning'],
      ['/protokoll', 'data_protection'],
    ] as const) {
      const headers = await cookieOf(role, false)
      const answer = await ask(server.baseUrl, `/hierstadt${path}`, { headers })
      expect(answer.status).toBe(302)
      expect(answer.headers.location).toContain('zweiter-faktor')
    }
  })
})

describe('the page of the trail', () => {
  test('lists the newest entries and takes nonsense in its address as no filter', async () => {
    const page = await trail()
    expect(page.status).toBe(200)
    const entriesOn = (html: string) =>
      [...html.matchAll(/\/hierstadt\/protokoll\/(\d+)/g)].map(([, n]) => Number(n))
    const [newest] = entriesOn(page.text)
    expect(newest).toBeGreaterThan(30)
    const older = await trail('?vor=6')
    expect(entriesOn(older.text)).toEqual([5, 4, 3, 2, 1])
    expect(older.text).toContain('Neuere')
    expect(older.text).not.toContain('Ältere')
    for (const query of [
      '?von=morgen',
      '?vor=-1',
      '?vor=99999999999999999999',
      '?art=%0a',
      '?person[]=x',
      '?bis=9999-12-31',
    ])
      expect((await trail(query)).status, query).toBe(200)
    for (const position of ['0', '01', '1.5', '999999', 'neu', '1e3'])
      expect((await trail(`/${position}`)).status, position).toBe(404)
  })

  test('defuses the file, which is itself recorded', async () => {
    await post(
      '/zahlen/quote-hierstadt/genau',
      { zweck: 'other', begruendung: '=HYPERLINK("x") Prüfung' },
      'planning',
    )
    const file = await trail('/tabelle.csv?art=look')
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.headers['content-disposition']).toContain('protokoll-hierstadt.csv')
    expect(file.headers['cache-control']).toContain('no-store')
    expect(file.text).toContain(`"'=HYPERLINK(""x"") Prüfung"`)
    expect(file.text).toContain('Protokoll heruntergeladen')
    expect((await trail('?was=audit.export')).text).toContain('Protokoll heruntergeladen')
  })

  test('shows text that somebody wrote as text', async () => {
    await post(
      '/zahlen/quote-hierstadt/genau',
      { zweck: 'other', begruendung: '<img src=x onerror=alert(1)>' },
      'planning',
    )
    const page = await trail('?art=look')
    expect(page.text).not.toContain('<img src=x')
    expect(page.text).toContain('&lt;img src=x')
  })

  test('knows nothing of another municipality', async () => {
    const page = wordsOf((await trail('?gegenstand=dortstadt')).text)
    expect(page).toContain('Keine Einträge')
    expect(other.slug).toBe('dortstadt')
  })
})

describe('the check', () => {
  const check = async (typed = '', chain = 'audit') => {
    const answer = await post(
      '/protokoll/pruefung',
      { kette: chain, [`pruefsumme-${chain}`]: typed },
      'data_protection',
    )
    return { status: answer.status, words: wordsOf(answer.text) }
  }
  const sumIn = (words: string) => /(\d+:(?:[0-9a-f]{4} ?){8})/.exec(words)![1]!.trim()

  test('says that nothing was touched, gives a checksum and knows it again', async () => {
    const { status, words } = await check()
    expect(status).toBe(200)
    expect(words).toMatch(/Unversehrt, \d+ Einträge/)
    const sum = sumIn(words)
    expect((await check(sum.toUpperCase())).words).toContain('Die notierte Prüfsumme passt')
    const wrong = sum.replace(/[0-9a-f]{4}$/, (last) => (last === '0000' ? '1111' : '0000'))
    expect((await check(wrong)).words).toContain('Die notierte Prüfsumme passt nicht')
    expect((await check('', 'events')).words).toMatch(/Unversehrt|Noch keine Einträge/)
  })

  test('does not take anything else for a checksum', async () => {
    const answer = await check('12:abc')
    expect(answer.status).toBe(400)
    expect(answer.words).toContain('Das ist keine Prüfsumme')
  })

  test('names the first entry that somebody with the database changed', async () => {
    await tamper(`update audit_entries set actor = 'Niemand' where tenant_id = HERE and position in (7, 9)`)
    const { words } = await check()
    expect(words).toContain('Nicht unversehrt')
    expect(words).toContain('Eintrag 7 wurde nachträglich geändert.')
    expect(words).toContain('Die 6 Einträge davor sind unversehrt.')
  })
})
