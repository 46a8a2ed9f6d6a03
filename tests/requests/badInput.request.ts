import { Agent } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { openPerson, type Person } from '../support/machines.ts'
import { createRealPerson, createRealTown, type RealPerson } from '../support/realTown.ts'
import { rounds } from '../support/rounds.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

// Two municipalities and people of each, as on a system without demonstration.
let database: TestDatabase
let server: WebServer
let erika: RealPerson
let otto: RealPerson
const password = 'Birnbaum-Laterne-Zwirn-77'

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startWebServer(database, { LUECKENLOS_REQUESTS_PER_MINUTE: '1000000' })
  const here = await createRealTown(database, 'hierstadt')
  const there = await createRealTown(database, 'dortstadt')
  const person = (name: string) => ({ name, email: `${name.toLowerCase()}@stadt.example`, password })
  erika = await createRealPerson(database, here, person('Erika'), ['leadership'])
  otto = await createRealPerson(database, there, person('Otto'), ['leadership'])
})
afterAll(async () => {
  await server.stop()
  await database.close()
})

/** Somebody new at a browser of their own who signs in with their password. */
async function signIn({ email }: RealPerson, path = '/anmelden') {
  const person = openPerson(server.baseUrl)
  const answer = await person.post(path, { email, kennwort: password })
  return { person, answer }
}

describe('a stolen cookie', () => {
  test('is worth nothing after its owner has signed out', async () => {
    const { person } = await signIn(erika)
    const stolen = openPerson(server.baseUrl)
    for (const [name, value] of person.cookies) (stolen.cookies as Map<string, string>).set(name, value)
    expect((await stolen.get('/konto')).status).toBe(200)
    await person.post('/abmelden', {})
    const answer = await stolen.get('/konto')
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toMatch(/^\/anmelden/)
    expect((await stolen.get('/hierstadt/lieferungen')).status).toBe(302)
  })

  test('that was planted before the sign-in is not the one after it', async () => {
    const person = openPerson(server.baseUrl)
    ;(person.cookies as Map<string, string>).set('sitzung', 'planted-by-somebody-else-0123456789')
    await person.post('/anmelden', { email: erika.email, kennwort: password })
    expect(person.cookies.get('sitzung')).toMatch(/^[\w-]{40,}$/)
    expect(person.cookies.get('sitzung')).not.toContain('planted')
  })

  test.each([
    ['short', 'x'],
    ['of SQL', "' or 1=1 --"],
    ['like a path', '../../etc/passwd'],
    ['very long', 'a'.repeat(3000)],
    ['with an encoded NUL', '%00'],
    ['of the right length', '0'.repeat(43)],
  ])('that was invented, %s, is nobody’s', async (_, value) => {
    const answer = await ask(server.baseUrl, '/konto', { headers: { cookie: `sitzung=${value}` } })
    expect(answer.status).toBe(302)
  })

  test('cannot be read by scripts nor sent along by other sites', async () => {
    const { answer } = await signIn(erika)
    const line = answer.headers['set-cookie']!.find((one) => one.startsWith('sitzung='))!
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(line).not.toMatch(/Domain/i)
  })
})

describe('a forged municipality in the address', () => {
  let somebody: Person
  beforeAll(async () => {
    somebody = (await signIn(otto)).person
  })

  test('is not found for somebody of another one, whatever they ask for', async () => {
    const { person } = await signIn(otto)
    for (const path of ['lieferungen', 'freigaben', 'protokoll', 'verwaltung/personen', 'zahlen/neu'])
      expect((await person.get(`/hierstadt/${path}`)).status, path).toBe(404)
    expect((await person.get('/dortstadt/lieferungen')).status).toBe(200)
  })

  test.each([
    '/Hierstadt',
    '/hierstadt%2f..%2fdortstadt/lieferungen',
    '/dortstadt/../hierstadt/lieferungen',
    '/dortstadt/%2e%2e/hierstadt/lieferungen',
    '/hierstadt;dortstadt/lieferungen',
    '/hierstadt%20/lieferungen',
    "/hierstadt'--/lieferungen",
    '/__proto__/lieferungen',
    '/constructor/lieferungen',
    '/1/lieferungen',
    '/hierstadt/lieferungen/1%20or%201=1',
    '/hierstadt/lieferungen/99999999999999999999',
    '/hierstadt/lieferungen/-1',
    '/hierstadt/lieferungen/1e3',
  ])('as %s is not found', async (path) => {
    expect((await somebody.get(path)).status).toBe(404)
  })

  test('does not count when a form names it', async () => {
    const { person } = await signIn(otto)
    const answer = await person.post('/dortstadt/berichte', {
      tenant: 'hierstadt',
      tenantId: '1',
      year: '2018',
    })
    expect([400, 403]).toContain(answer.status)
  })
})

describe('the way back after signing in', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/hierstadt',
    'javascript:alert(1)',
    '/%09/evil.example',
    '/\t/evil.example',
    '/hierstadt\r\nSet-Cookie: sitzung=x',
    'hierstadt.evil.example',
    '/@evil.example',
    '/..//evil.example',
    '///evil.example',
  ])('never leads to %j elsewhere', async (back) => {
    const query = `?zurueck=${encodeURIComponent(back)}`
    const page = await ask(server.baseUrl, `/anmelden${query}`)
    expect(page.text).not.toMatch(/(href|action)="(https?:)?[/\\]{2}evil/)
    const { answer } = await signIn(erika, `/anmelden${query}`)
    expect(answer.status).toBe(302)
    const target = new URL(String(answer.headers.location), 'https://own.example')
    expect(target.origin).toBe('https://own.example')
    expect(answer.headers['set-cookie']!.filter((line) => line.startsWith('sitzung='))).toHaveLength(1)
    const language = await sendForm(server.baseUrl, '/sprache', { sprache: 'en', zurueck: back })
    expect(new URL(String(language.headers.location), 'https://own.example').origin).toBe(
      'https://own.example',
    )
  })

  test('leads to the page that was asked for', async () => {
    const { answer } = await signIn(erika, '/anmelden?zurueck=/hierstadt/zahlen?jahr=2018')
    expect(answer.headers.location).toBe('/hierstadt/zahlen?jahr=2018')
  })
})

describe('a wrong password', () => {
  test('for an account that does not exist are answered as for one that does', async () => {
    const answers = []
    for (const email of ['niemand@stadt.example', otto.email])
      answers.push(await sendForm(server.baseUrl, '/anmelden', { email, kennwort: 'geraten-anders' }))
    const plain = answers.map(({ text }) =>
      text.replaceAll(/[A-Za-z0-9+/]{22}==/g, '').replaceAll(/\w+@stadt\.example/g, ''),
    )
    expect(plain[0]).toBe(plain[1])
    expect(answers.map(({ status }) => status)).toEqual([400, 400])
  })
})

const attempts = rounds(400, 10_000)
describe(`${attempts} wrong passwords`, () => {
  test(
    'are answered quickly, tell nothing, and keep nobody out but the guesser',
    async () => {
      const known = await signIn(erika)
      await known.person.post('/abmelden', {})
      const agent = new Agent({ keepAlive: true, maxSockets: 10 })
      const statuses = new Map<number, number>()
      const times: number[] = []
      let next = 0
      const guess = async () => {
        for (let index = next++; index < attempts; index = next++) {
          const body = new URLSearchParams({ email: erika.email, kennwort: `geraten-${index}` }).toString()
          const begun = performance.now()
          const { status } = await ask(server.baseUrl, '/anmelden', {
            method: 'POST',
            agent,
            body,
            headers: {
              origin: server.baseUrl,
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': String(Buffer.byteLength(body)),
            },
          })
          times.push(performance.now() - begun)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
      const guessers = Array.from({ length: 10 }, guess)
      // Meanwhile the owner at their own device, and a colleague elsewhere.
      const owner = await known.person.post('/anmelden', { email: erika.email, kennwort: password })
      expect(owner.status).toBe(302)
      await Promise.all(guessers)
      agent.destroy()
      expect([...statuses.keys()].toSorted()).toEqual([400, 429])
      expect(statuses.get(400)).toBeLessThanOrEqual(10)
      expect(times.toSorted((a, b) => a - b)[Math.floor(attempts * 0.95)]).toBeLessThan(5_000)

      const late = await sendForm(server.baseUrl, '/anmelden', { email: erika.email, kennwort: password })
      expect(late.status).toBe(429)
      expect(late.text).toMatch(/15 Minuten/)
      expect(late.headers['set-cookie']).toBeUndefined()
      const again = await known.person.post('/anmelden', { email: erika.email, kennwort: password })
      expect(again.status).toBe(302)
    },
    60_000 + attempts * 100,
  )
})
