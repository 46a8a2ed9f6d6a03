import { sql } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { trustDevice } from './devices.server.ts'
import { choosePasswordByLink } from './newPassword.server.ts'
import { createPasswordReset } from './resets.server.ts'
import {
  acceptSecondFactor,
  beginSetUp,
  completeSetUp,
  continueSetUp,
  countRecoveryCodes,
  removeSecondFactor,
  renewRecoveryCodes,
} from './secondFactor.server.ts'
import { createPerson, formOf, minutesAfter, openClient } from './signIn.fixture.server.ts'
import { attemptFor } from './signIn.server.ts'

let store: TestDatabase
let database: Database
const now = new Date('2026-11-23T08:00:10Z')
const later = (minutes: number) => minutesAfter(now, minutes)
let count = 0
let own: { id: number; name: string }
let secret: string
let codes: string[]

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const codeAt = (at: Date, of = secret) =>
  new TOTP({ secret: Secret.fromBase32(of), digits: 6, period: 30 }).generate({ timestamp: at.getTime() })
const accepts = (typed: string, at: Date) =>
  database.shared((shared) => acceptSecondFactor(shared, own.id, typed, at))
const left = () => database.shared((shared) => countRecoveryCodes(shared, own.id))

beforeEach(async () => {
  own = { id: await createPerson(database, `erika${++count}@hamm.example`, now), name: 'Erika Beispiel' }
  const { sealed } = beginSetUp(own.id, 'erika', now)
  secret = continueSetUp(own.id, sealed, 'erika', now)!.secret
  codes = (await database.shared((shared) => completeSetUp(shared, own, secret, codeAt(now), now)))!
})

describe('setting up', () => {
  test('counts from the first right code on and gives ten recovery codes', async () => {
    expect(new Set(codes).size).toBe(10)
    expect(await left()).toBe(10)
    expect(await accepts(codeAt(later(1)), later(1))).toBe(true)
  })

  test('with a wrong code leaves everything as it was', async () => {
    const other = continueSetUp(own.id, beginSetUp(own.id, 'erika', now).sealed, 'erika', now)!.secret
    const wrong = codeAt(later(30), other)
    expect(await database.shared((shared) => completeSetUp(shared, own, other, wrong, now))).toBeUndefined()
    expect(await accepts(codeAt(later(1)), later(1))).toBe(true)
  })

  test('must be finished within half an hour, by the same person, with an unchanged key', () => {
    const { sealed } = beginSetUp(own.id, 'erika', now)
    expect(continueSetUp(own.id, sealed, 'erika', later(29.9))).toBeDefined()
    expect(continueSetUp(own.id, sealed, 'erika', later(30))).toBeUndefined()
    expect(continueSetUp(own.id + 1, sealed, 'erika', now)).toBeUndefined()
    expect(continueSetUp(own.id, `${sealed.slice(0, -2)}AA`, 'erika', now)).toBeUndefined()
    expect(continueSetUp(own.id, '', 'erika', now)).toBeUndefined()
  })

  test('anew replaces app and recovery codes in one step', async () => {
    const next = continueSetUp(own.id, beginSetUp(own.id, 'erika', now).sealed, 'erika', now)!.secret
    await database.shared((shared) => completeSetUp(shared, own, next, codeAt(now, next), now))
    expect(await accepts(codeAt(later(2)), later(2))).toBe(false)
    expect(await accepts(codes[0]!, later(2))).toBe(false)
    expect(await accepts(codeAt(later(2), next), later(2))).toBe(true)
    expect(await left()).toBe(10)
  })
})

describe('a code of the app', () => {
  test('works once, also the one that set it up, and no earlier one after a later one', async () => {
    expect(await accepts(codeAt(now), now)).toBe(false)
    const next = later(0.5)
    expect(await accepts(codeAt(next), next)).toBe(true)
    expect(await accepts(codeAt(next), next)).toBe(false)
    expect(await accepts(codeAt(now), next)).toBe(false)
    expect(await accepts(codeAt(later(1)), next)).toBe(true)
    expect(await accepts(codeAt(next), later(1))).toBe(false)
  })

  test('works once when it comes twenty times at once', async () => {
    const code = codeAt(later(5))
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => accepts(code, later(5))))
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  })

  test('of somebody else does not work', async () => {
    const former = { ...own }
    const formerCode = codeAt(later(1))
    own = { id: await createPerson(database, `otto${count}@hamm.example`, now), name: 'Otto Beispiel' }
    expect(await accepts(formerCode, later(1))).toBe(false)
    own = former
    expect(await accepts(formerCode, later(1))).toBe(true)
  })
})

describe('a recovery code', () => {
  test('works once, however it is typed; the number left goes down', async () => {
    expect(await accepts(codes[3]!.toUpperCase().replace('-', ' '), now)).toBe(true)
    expect(await accepts(codes[3]!, now)).toBe(false)
    expect(await left()).toBe(9)
  })

  test('works once when it comes twenty times at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => accepts(codes[0]!, now)))
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  })

  test('is void after renewal, and after the second factor was removed', async () => {
    const renewed = await database.shared((shared) => renewRecoveryCodes(shared, own, now))
    expect(await accepts(codes[1]!, now)).toBe(false)
    expect(await accepts(renewed[1]!, now)).toBe(true)
    await database.shared((shared) => removeSecondFactor(shared, own, now))
    expect(await accepts(renewed[2]!, now)).toBe(false)
    expect(await accepts(codeAt(later(3)), later(3))).toBe(false)
    expect(await left()).toBe(0)
  })
})

test('neither key nor recovery codes can be read from the tables', async () => {
  const stored = JSON.stringify(
    await database.shared(async (shared) => [
      await rowsOf(shared, sql`select * from accounts`),
      await rowsOf(shared, sql`select * from recovery_codes`),
      await rowsOf(shared, sql`select * from account_events`),
    ]),
  )
  for (const text of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))])
    expect(stored).not.toContain(text)
})

describe('guessing codes', () => {
  const guess = (client: ReturnType<typeof openClient>, at: Date, typed = '000000') =>
    attemptFor(client.at(at), own.id, 'second-factor', () => accepts(typed, at))

  test('ends after ten in a quarter of an hour and fifty a day', async () => {
    let compared = 0
    for (let hour = 0; hour < 20; hour++)
      for (let index = 0; index < 12; index++)
        if ((await guess(openClient(database), later(hour * 60))) === 'wrong') compared++
    expect(compared).toBe(50)
    expect(await guess(openClient(database), later(23 * 60), codeAt(later(23 * 60)))).toBe('wait')
    expect(await guess(openClient(database), later(24 * 60), codeAt(later(24 * 60)))).toBe('right')
  })

  test('is not made easier by many links to a new password, nor by the marks they and passwords leave', async () => {
    const marked = Array.from({ length: 15 }, (_, index) =>
      openClient(database, { address: `198.51.100.${index}` }),
    )
    for (const client of marked.slice(0, 8)) {
      const token = await database.shared((shared) => createPasswordReset(shared, own.id, now))
      const form = formOf({
        neu: 'Laterne Kompass Erdbeere Segel',
        nochmal: 'Laterne Kompass Erdbeere Segel',
      })
      const chosen = await choosePasswordByLink(client.at(now), token, form)
      if (chosen.kind !== 'done') throw new Error(`the link was refused: ${chosen.kind}`)
      client.take(chosen.headers)
    }
    for (const client of marked.slice(8))
      client.take(new Headers([['Set-Cookie', trustDevice(client.at(now), own.id, 'password')]]))
    const comparedAt = async (at: Date) => {
      const outcomes = await Promise.all([...marked, ...marked].map((client) => guess(client, at)))
      return outcomes.filter((outcome) => outcome === 'wrong').length
    }
    expect(await comparedAt(now)).toBe(10)
    let compared = 10
    for (let hour = 1; hour < 10; hour++) compared += await comparedAt(later(hour * 60))
    expect(compared).toBe(50)
  })

  test('elsewhere never keeps out a browser in which the second factor was given before; it has fifty a day, too', async () => {
    const desk = openClient(database, { address: '203.0.113.1' })
    const stranger = openClient(database, { address: '203.0.113.2' })
    desk.take(new Headers([['Set-Cookie', trustDevice(desk.at(now), own.id, 'second-factor')]]))
    desk.take(new Headers([['Set-Cookie', trustDevice(desk.at(now), own.id, 'password')]]))
    for (let hour = 0; hour < 6; hour++)
      for (let index = 0; index < 12; index++) await guess(stranger, later(hour * 60))
    expect(await guess(stranger, later(360), codeAt(later(360)))).toBe('wait')
    expect(await guess(desk, later(360), codeAt(later(360)))).toBe('right')
    let compared = 0
    for (let hour = 7; hour < 17; hour++)
      for (let index = 0; index < 12; index++)
        if ((await guess(desk, later(hour * 60))) === 'wrong') compared++
    expect(compared).toBe(50)
  })
})
