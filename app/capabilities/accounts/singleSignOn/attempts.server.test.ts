import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createTown } from '../../../../tests/support/signOn/town.ts'
import { tokenHash } from '../signIn/sessions.server.ts'
import { type Attempt, createAttempt, takeAttempt, tidySignOn } from './attempts.server.ts'

let store: TestDatabase
let database: Database
let town: number
let other: number
const begunAt = new Date('2026-03-01T10:00:00Z')
const later = (minutes: number) => new Date(begunAt.getTime() + minutes * 60_000)

const attempt: Attempt = {
  nonce: 'a nonce',
  verifier: 'a verifier',
  issuer: 'https://login.stadt.example',
  back: '/stadt/ziele',
  browser: tokenHash('this browser'),
  begunAt,
}
const begin = (state: string) => database.write(town, (writer) => createAttempt(writer, state, attempt))
const take = (tenant: number, state: string, browser: string | undefined, now: Date) =>
  database.write(tenant, (writer) => takeAttempt(writer, { state, browser }, now))

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  town = await createTown(database, 'stadt', 'Stadt')
  other = await createTown(database, 'nachbarstadt', 'Nachbarstadt')
})
afterAll(async () => {
  await database.close()
  await store.close()
})

test('an attempt comes back as it was, once', async () => {
  await begin('one')
  expect(await take(town, 'one', 'this browser', later(9))).toEqual(attempt)
  expect(await take(town, 'one', 'this browser', later(9))).toBe('unknown')
})

test('an attempt holds for ten minutes, to the second', async () => {
  await begin('in-time')
  await begin('too-late')
  expect(await take(town, 'in-time', 'this browser', new Date(later(10).getTime() - 1))).toEqual(attempt)
  expect(await take(town, 'too-late', 'this browser', later(10))).toBe('unknown')
})

test('another browser, or none, uses an attempt up and gets nothing', async () => {
  for (const browser of ['another browser', '', undefined]) {
    await begin('stolen')
    expect(await take(town, 'stolen', browser, later(1))).toBe('other-browser')
    expect(await take(town, 'stolen', 'this browser', later(1))).toBe('unknown')
  }
})

test('another municipality neither sees an attempt nor uses it up', async () => {
  await begin('ours')
  expect(await take(other, 'ours', 'this browser', later(1))).toBe('unknown')
  expect(await take(town, 'ours', 'this browser', later(1))).toEqual(attempt)
})

test('what nobody finished in time is forgotten', async () => {
  await begin('forgotten')
  await tidySignOn(database, later(9))
  expect(await take(town, 'forgotten', 'this browser', later(9))).toEqual(attempt)
  await begin('forgotten')
  await tidySignOn(database, later(11))
  expect(await take(town, 'forgotten', 'this browser', later(9))).toBe('unknown')
})
