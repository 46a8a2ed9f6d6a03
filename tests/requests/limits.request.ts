import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ask, sendForm } from '../support/http.ts'
import { createRealPerson, createRealTown, signedInCookie } from '../support/realTown.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

const publicUrl = 'https://praevention.stadt.example'
let database: TestDatabase
let first: WebServer
beforeAll(async () => {
  database = await createTestDatabase()
  first = await startWebServer(database)
})
afterAll(async () => {
  await first.stop()
  await database.close()
})

describe('very many requests', () => {
  test('of one address are slowed down with 429, a time and a sentence; others go on', async () => {
    const server = await startWebServer(database, {
      LUECKENLOS_REQUESTS_PER_MINUTE: '60',
      LUECKENLOS_PROXIES: '1',
      APP_URL: publicUrl,
    })
    try {
      const from = (address: string) =>
        ask(server.baseUrl, '/icon.svg', { headers: { 'x-forwarded-for': `203.0.113.9, ${address}` } })
      const answers = []
      for (let index = 0; index < 40; index++) answers.push(await from('198.51.100.7'))
      expect(answers.slice(0, 30).map(({ status }) => status)).not.toContain(429)
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.length).toBeGreaterThan(5)
      expect(refused[0]!.headers['retry-after']).toBe('1')
      expect(refused[0]!.text).toContain('Bitte warten Sie eine Sekunde')
      expect((await from('198.51.100.8')).status).toBe(200)
      expect((await from('2001:db8::1')).status).toBe(200)
      expect((await ask(server.baseUrl, '/status')).status).toBe(200)
    } finally {
      await server.stop()
    }
  })

  test('that cost much are limited per person, whichever process answers them', async () => {
    const town = await createRealTown(database, 'hierstadt')
    const person = (name: string) => ({
      name,
      email: `${name}@stadt.example`,
      password: 'Birnbaum-Laterne-77',
    })
    const one = await createRealPerson(database, town, person('erika'), ['coordination'])
    const two = await createRealPerson(database, town, person('otto'), ['coordination'])
    const [cookie, other] = [
      await signedInCookie(database, one.accountId),
      await signedInCookie(database, two.accountId),
    ]
    const second = await startWebServer(database)
    try {
      const build = (server: WebServer, session: string, year: number) =>
        sendForm(server.baseUrl, '/hierstadt/berichte', { year: String(year) }, { cookie: session })
      const statuses = []
      for (let index = 0; index < 32; index++)
        statuses.push((await build(index % 2 === 0 ? first : second, cookie, 1900 + index)).status)
      expect(statuses.slice(0, 30)).not.toContain(429)
      expect(statuses.slice(30)).toEqual([429, 429])
      const late = await build(first, cookie, 2018)
      expect(late.headers['retry-after']).toBe('3600')
      expect(late.text).toContain('in 60 Minuten')
      for (const path of [
        '/hierstadt/berichte/',
        '/hierstadt/%62erichte',
        '/hierstadt/Berichte',
        '/hierstadt/berichte.data',
      ])
        expect((await sendForm(first.baseUrl, path, { year: '2018' }, { cookie })).status, path).toBe(429)
      expect((await build(first, other, 2018)).status).not.toBe(429)
    } finally {
      await second.stop()
    }
  })

  test('with a file count together, whether it holds figures or a row per child', async () => {
    const town = await createRealTown(database, 'dortstadt')
    const person = { name: 'Ida', email: 'ida@stadt.example', password: 'Birnbaum-Laterne-77' }
    const { accountId } = await createRealPerson(database, town, person, ['coordination'])
    const cookie = await signedInCookie(database, accountId)
    const deliver = async (path: string) =>
      (await sendForm(first.baseUrl, `/dortstadt/lieferungen/${path}`, {}, { cookie })).status
    expect(await deliver('einzeldaten')).toBe(400)
    // As if it had been sent three hundred times.
    const pool = openDatabasePool(database.appUrl)
    await pool.shared(({ db }) => db.execute(sql`update attempt_counters set count = 300`))
    await pool.close()
    expect([await deliver('einzeldaten'), await deliver('neu')]).toEqual([429, 429])
  })
})
