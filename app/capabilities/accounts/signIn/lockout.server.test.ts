import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { countAttempt } from './attempts.server.ts'
import { trustDevice } from './devices.server.ts'
import { choosePasswordByLink } from './newPassword.server.ts'
import { createPasswordReset } from './resets.server.ts'
import { type Client, createPerson, goodPassword, minutesAfter, openClient } from './signIn.fixture.server.ts'
import { checkPassword } from './signIn.server.ts'

let store: TestDatabase
let database: Database
const now = new Date('2026-11-23T08:00:00Z')
const later = (minutes: number) => minutesAfter(now, minutes)
let count = 0
let email: string
let owner: number

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

beforeEach(async () => {
  email = `erika${++count}@hamm.example`
  owner = await createPerson(database, email, now)
})

const attempt = async (client: Client, password: string, at: Date, address = email) =>
  (await checkPassword(client.at(at), { email: address, password })).kind

/** Wrong passwords one after the other; how many were compared at all. */
async function guess(client: Client, times: number, at: Date, address = email): Promise<number> {
  let compared = 0
  for (let index = 0; index < times; index++)
    if ((await attempt(client, `falsch geraten ${index}`, at, address)) === 'refused') compared++
  return compared
}

const trusted = (address?: string) => {
  const client = openClient(database, address ? { address } : {})
  client.take(new Headers([['Set-Cookie', trustDevice(client.at(now), owner, 'password')]]))
  return client
}

describe('wrong passwords', () => {
  test('ten are compared, then strangers wait for a quarter of an hour, also with the right one', async () => {
    const stranger = openClient(database)
    expect(await guess(stranger, 10, now)).toBe(10)
    expect(await attempt(stranger, goodPassword, now)).toBe('wait')
    expect(await attempt(stranger, goodPassword, later(14.9))).toBe('wait')
    expect(await attempt(stranger, goodPassword, later(15))).toBe('right')
  })

  test('a device that once signed in to the account has attempts of its own, and waits for its own mistakes only', async () => {
    const own = trusted()
    expect(await guess(openClient(database, { address: '198.51.100.9' }), 12, now)).toBe(10)
    expect(await attempt(own, goodPassword, now)).toBe('right')
    expect(await guess(own, 11, now)).toBe(10)
    expect(await attempt(own, goodPassword, now)).toBe('wait')
    expect(await attempt(trusted(), goodPassword, now)).toBe('right')
  })

  test('a device is known to its own account only, and a changed cookie to none', async () => {
    const own = trusted()
    const other = await createPerson(database, `otto${count}@hamm.example`, now)
    expect(other).not.toBe(owner)
    await guess(openClient(database), 10, now, `otto${count}@hamm.example`)
    expect(await attempt(own, goodPassword, now, `otto${count}@hamm.example`)).toBe('wait')
    const [name, value] = [...own.cookies][0]!
    own.cookies.set(name, `${value.slice(0, -2)}AA`)
    await guess(openClient(database), 10, now)
    expect(await attempt(own, goodPassword, now)).toBe('wait')
  })

  test('from one address a hundred are compared, for whatever accounts, known devices apart', async () => {
    const busy = '203.0.113.50'
    const stranger = openClient(database, { address: busy })
    let compared = 0
    for (let account = 0; account < 25; account++)
      compared += await guess(stranger, 5, now, `niemand${account}.${count}@hamm.example`)
    expect(compared).toBe(100)
    expect(await attempt(stranger, goodPassword, now)).toBe('wait')
    expect(await attempt(trusted(busy), goodPassword, now)).toBe('right')
    expect(await attempt(openClient(database, { address: '203.0.113.51' }), goodPassword, now)).toBe('right')
  })

  test('a right password takes its attempt back: a whole office can sign in', async () => {
    const office = openClient(database, { address: '203.0.113.60' })
    for (let index = 0; index < 30; index++) expect(await attempt(office, goodPassword, now)).toBe('right')
  })

  test('at the same time, in two processes, not one more is compared', async () => {
    const second = openDatabasePool(store.appUrl)
    const clients = [openClient(database), openClient(second, { address: '198.51.100.77' })]
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) => attempt(clients[index % 2]!, `falsch geraten ${index}`, now)),
    )
    await second.close()
    expect(outcomes.filter((kind) => kind === 'refused')).toHaveLength(10)
  })

  test('ten thousand keep nobody out: the owner signs in at once from the known device, and from a new one through a link', async () => {
    const own = trusted()
    const attackers = Array.from({ length: 200 }, (_, index) =>
      openClient(database, { address: `198.18.${index >> 8}.${index & 255}` }),
    )
    let compared = 0
    for (let round = 0; round < 50; round++)
      compared += (await Promise.all(attackers.map((attacker) => guess(attacker, 1, now)))).reduce(
        (a, b) => a + b,
      )
    expect(compared).toBe(10)
    expect(await attempt(own, goodPassword, now)).toBe('right')

    const fresh = openClient(database, { address: '192.0.2.99' })
    expect(await attempt(fresh, goodPassword, now)).toBe('wait')
    const token = await database.shared((shared) => createPasswordReset(shared, owner, now))
    const form = new FormData()
    form.set('neu', 'Laterne Kompass Erdbeere Segel')
    form.set('nochmal', 'Laterne Kompass Erdbeere Segel')
    const chosen = await choosePasswordByLink(fresh.at(now), token, form)
    if (chosen.kind !== 'done') throw new Error(`the link was refused: ${chosen.kind}`)
    fresh.take(chosen.headers)
    expect(await attempt(fresh, 'Laterne Kompass Erdbeere Segel', now)).toBe('right')
  }, 240_000)
})

describe('nobody learns which accounts there are', () => {
  test('an unknown address, a wrong password and a disabled account are answered alike', async () => {
    const client = openClient(database)
    await database.shared((shared) =>
      shared.db.execute(sql`update accounts set disabled_at = ${now.toISOString()} where id = ${owner}`),
    )
    expect(await attempt(client, goodPassword, later(1))).toBe('refused')
    expect(await attempt(client, 'falsch', later(1))).toBe('refused')
    expect(await attempt(client, goodPassword, later(1), `niemand${count}@hamm.example`)).toBe('refused')
  })

  test('unknown addresses wait like known ones', async () => {
    const nobody = `niemand-wartet${count}@hamm.example`
    expect(await guess(openClient(database), 12, now, nobody)).toBe(10)
  })

  test('they take the same time: both are compared with a hash', async () => {
    const fastest = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
    const addresses = { known: email, unknown: `niemand-misst${count}@hamm.example` }
    for (let index = 0; index < 10; index++)
      for (const kind of ['known', 'unknown'] as const) {
        const client = openClient(database, { address: `192.0.2.${100 + index}` })
        const begin = performance.now()
        expect(await attempt(client, 'falsch geraten', now, addresses[kind])).toBe('refused')
        fastest[kind] = Math.min(fastest[kind], performance.now() - begin)
      }
    expect(fastest.unknown).toBeGreaterThan(0.6 * fastest.known)
    expect(fastest.known).toBeGreaterThan(0.6 * fastest.unknown)
  })

  test('capitals, spaces and the form of umlauts make no other address', async () => {
    await createPerson(database, `juergen${count}@xn--mller-kva.example`, now)
    const typed = `  Juergen${count}@MÜLLER.example `.normalize('NFD')
    expect(await attempt(openClient(database), goodPassword, now, typed)).toBe('right')
  })
})

test('neither address nor mail address can be read from the counters', async () => {
  await guess(openClient(database, { address: '203.0.113.222' }), 1, now)
  const stored = JSON.stringify(
    await database.shared((shared) => rowsOf(shared, sql`select * from attempt_counters`)),
  )
  expect(stored.length).toBeGreaterThan(100)
  for (const part of ['203.0.113.222', email, 'hamm.example']) expect(stored).not.toContain(part)
})

test('one event tells of ten failures, without address', async () => {
  await guess(openClient(database), 25, now)
  const events = await database.shared((shared) =>
    rowsOf<{ action: string; details: unknown }>(
      shared,
      sql`select action, details from account_events where account_id = ${owner}`,
    ),
  )
  expect(events).toEqual([{ action: 'sign-in.failed', details: { step: 'password', count: 10 } }])
})

test('a limit of anything else counts within its minutes and begins anew after them', async () => {
  const limit = { key: `export ${count}`, limit: 2, minutes: 10 }
  const allowed = (minutes: number) => countAttempt(database, limit, later(minutes))
  expect([
    await allowed(0),
    await allowed(5),
    await allowed(9.9),
    await allowed(10),
    await allowed(10),
  ]).toEqual([true, true, false, true, true])
})
