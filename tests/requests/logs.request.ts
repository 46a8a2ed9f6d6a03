import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findCloneFolder } from '#app/platform/dataFolder.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { type MailServer, startMailServer } from '../support/mailServer.ts'
import { killStartedProcesses, type RealProcess, startProcess } from '../support/processes.ts'
import { createRealPerson, createRealTown, type RealPerson, signedInCookie } from '../support/realTown.ts'
import { startWebServer, testSecret, type WebServer } from '../support/webServer.ts'

// Everything that web server and worker print while things go wrong. What belongs to a person must not be in it.
const from = '198.51.100.77'
const publicUrl = 'https://praevention.stadt.example'
let database: TestDatabase
let mails: MailServer
let server: WebServer
let worker: RealProcess
let erika: RealPerson
let cookie: string

const output = () => server.output() + worker.output()

beforeAll(async () => {
  database = await createTestDatabase()
  mails = await startMailServer({
    refusals: Array.from({ length: 50 }, () => ({ at: 'recipient' as const, code: 550 })),
  })
  const mail = { SMTP_URL: mails.url, MAIL_FROM: 'absender@stadt.example' }
  server = await startWebServer(database, { ...mail, APP_URL: publicUrl, LUECKENLOS_PROXIES: '1' })
  worker = startProcess(join(findCloneFolder(), 'server', 'worker.ts'), {
    env: {
      ...mail,
      LUECKENLOS_APP_URL: database.appUrl,
      LUECKENLOS_SECRET: testSecret,
      LUECKENLOS_DEMO: 'off',
      APP_URL: publicUrl,
    },
  })
  await worker.until('ready')
  const tenant = await createRealTown(database, 'hierstadt')
  erika = await createRealPerson(
    database,
    tenant,
    {
      name: 'Erika Wundersam',
      email: 'erika.wundersam@stadt.example',
      password: 'Birnbaum-Laterne-Zwirn-77',
    },
    ['administration', 'coordination'],
  )
  cookie = `__Host-${await signedInCookie(database, erika.accountId)}`
})
afterAll(async () => {
  killStartedProcesses()
  await server.stop()
  await mails.stop()
  await database.close()
})

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Takes a table away while something happens: every page that needs it breaks. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  await admin(`alter table ${table} rename to ${table}_away`)
  try {
    await work()
  } finally {
    await admin(`alter table ${table}_away rename to ${table}`)
  }
}

const headers = (more: Record<string, string> = {}) => ({
  'x-forwarded-for': from,
  'user-agent': 'Rosinenbrowser/1.0',
  origin: publicUrl,
  ...more,
})
const get = (path: string, more?: Record<string, string>) =>
  ask(server.baseUrl, path, { headers: headers(more) })
const post = (path: string, fields: Record<string, string>, more?: Record<string, string>) =>
  sendForm(server.baseUrl, path, fields, headers(more))

const token = 'Zk3vT9qLz7RmWc2XhNf8JpBd5SgAu4EeQwErTzUi'
const personal: readonly (readonly [string, RegExp])[] = [
  ['a name', /Erika|Wundersam|Friedhelm|Sonderbar/i],
  ['a mail address', /[\w.+-]+@(stadt|anderswo)\.example/i],
  ['a password', /Birnbaum|Laterne|falschgeraten/i],
  ['the token of a link', new RegExp(`${token}|${token.slice(0, 12)}`)],
  ['the address of a computer', /198\.51\.100\.77/],
  ['a browser', /Rosinenbrowser/],
  ['a query string', /\?\w+=|suchwort/i],
  ['a connection string', /postgres(ql)?:\/\//i],
]

describe('the log of a web server and a worker on which much goes wrong', () => {
  test('a page that breaks shows a number, and under this number stands where, not who or what', async () => {
    let page = ''
    await without('memberships', async () => {
      const answer = await get('/hierstadt/zahlen?suche=suchwort-Erika', { cookie })
      expect(answer.status).toBe(500)
      page = answer.text
    })
    const reference = /diese Nummer: ([0-9a-f]{8})/.exec(page)?.[1]
    expect(reference).toBeDefined()
    expect(page).not.toMatch(/memberships|select|at .*\.ts|node_modules/)
    expect(output()).toMatch(new RegExp(`\\[${reference}\\] GET /:/zahlen: .*[\\s\\S]*PostgreSQL 42P01`))
  })

  test('forms with personal data that break', async () => {
    await without('invitations', async () => {
      const fields = { name: 'Friedhelm Sonderbar', email: 'friedhelm@anderswo.example', role: 'planning' }
      const answer = await post('/hierstadt/verwaltung/personen/einladen', fields, { cookie })
      expect([404, 500]).toContain(answer.status)
    })
    await without('accounts', async () => {
      const fields = { email: 'friedhelm@anderswo.example', kennwort: 'falschgeraten-1234' }
      expect((await post('/anmelden', fields)).status).toBe(500)
    })
    await without('password_resets', async () => {
      expect((await get(`/konto/kennwort/${token}`)).status).toBe(500)
    })
    await without('invitations', async () => {
      expect((await get(`/hierstadt/einladung/${token}?von=suchwort`)).status).toBeGreaterThanOrEqual(404)
    })
    expect(output().match(/PostgreSQL 42P01/g)!.length).toBeGreaterThanOrEqual(3)
  })

  test('wrong passwords, unknown addresses and what a mail server answers', async () => {
    for (const email of [erika.email, 'friedhelm@anderswo.example'])
      expect((await post('/anmelden', { email, kennwort: 'falschgeraten-1234' })).status).toBe(400)
    const asked = await post('/konto/kennwort-vergessen', { email: erika.email })
    expect(asked.status).toBeLessThan(400)
    await vi.waitFor(() => expect(worker.output()).toMatch(/mail: /), { timeout: 30_000, interval: 100 })
  })

  test('requests that are refused before any page', async () => {
    await get(`/${'x'.repeat(5000)}?name=Erika`)
    await post('/anmelden', { email: erika.email }, { origin: 'https://evil.example' })
    await get(`/%00?name=Erika`)
    await get(`/hierstadt/einladung/${token}%E0%A4%A`)
  })

  test.each(personal)('hold no trace of %s', (_, pattern) => {
    expect(output()).not.toMatch(pattern)
    expect(output()).not.toContain(cookie.split('=')[1])
  })
})
