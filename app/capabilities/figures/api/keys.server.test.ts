import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, wholeGrants, wholeScope } from '#app/capabilities/accounts/account.ts'
import {
  createAccount,
  Forbidden,
  findKeyVisitor,
  listApiKeys,
  revokeApiKey,
} from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool, rowsOf, type Writer } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createIndicatorTown } from '../../../../tests/support/indicatorTown.ts'
import { createOtherDelivery } from '../../../../tests/support/rights/otherThings.ts'
import { claimAnswer } from './answers.server.ts'
import { createKeyFromForm, readKeysPage, type TypedKey } from './keysPage.server.ts'
import { tidyApi } from './tidy.server.ts'

let store: TestDatabase
let database: Database
let office: Actor
let colleague: Actor
let administrator: Actor
const now = new Date('2026-11-30T10:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  const town = await createIndicatorTown(database, 'teststadt')
  await database.write(town.tenantId, (writer) => createOtherDelivery(writer, town))
  const person = async (key: string) => ({
    accountId: await database.shared((shared) => createAccount(shared, { key, name: key, invented: true })),
    name: key,
    tenantId: town.tenantId,
  })
  const scope = { ...wholeScope, organisations: ['amt'] }
  office = { ...(await person('amt')), grants: [{ role: 'delivery_office', scope }] }
  colleague = { ...(await person('kollegin')), grants: wholeGrants('coordination') }
  administrator = { ...(await person('verwaltung')), grants: wholeGrants('administration') }
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const write = <T>(work: (writer: Writer) => Promise<T>) => database.write(office.tenantId, work)
const typed = { name: 'Verfahren', scope: 'quelle:jugendamt', days: '30', release: false }
const create = (actor: Actor, wish: Partial<TypedKey> = {}) =>
  write((writer) => createKeyFromForm(writer, actor, { ...typed, ...wish }, now))
const pageOf = (actor: Actor) =>
  database.read(actor.tenantId, (reader) => readKeysPage(reader, actor, { language: 'de', now }))

describe('a key for a programme', () => {
  test.each([
    ['without a name', { name: '  ' }, 'name'],
    ['with a name that is too long', { name: 'x'.repeat(81) }, 'name'],
    ['for more than a year', { days: '366' }, 'days'],
    ['for a source of another office', { scope: 'quelle:andere' }, 'scope'],
    ['for another office', { scope: 'stelle:anderes-amt' }, 'scope'],
    ['for nothing', { scope: '' }, 'scope'],
    ['that releases, by somebody who doesn’t', { release: true }, 'release'],
  ])('%s is not made, and the field says why', async (_, wish, field) => {
    expect(await create(office, wish)).toMatchObject({ problems: [{ field }] })
    expect((await pageOf(office)).keys).toEqual([])
  })

  test('is offered for what its person delivers, and is not for administrators to make', async () => {
    expect(await pageOf(office)).toMatchObject({
      sources: [{ value: 'quelle:bericht' }, { value: 'quelle:jugendamt' }],
      offices: [{ value: 'stelle:amt', label: 'Amt' }],
      mayRelease: false,
    })
    expect((await pageOf(administrator)).sources).toEqual([])
    expect(await create(administrator)).toMatchObject({ problems: [{ field: 'scope' }] })
  })

  test('is seen by its person and by administrators, and ended by these two only', async () => {
    const own = await create(office)
    const others = await create(colleague, { scope: 'stelle:amt', release: true })
    expect(own).toHaveProperty('token')
    expect((await pageOf(office)).keys).toMatchObject([{ owner: 'amt', state: 'valid', mayRelease: false }])
    const all = (await pageOf(administrator)).keys
    expect(all.map(({ owner }) => owner)).toEqual(['kollegin', 'amt'])
    expect(JSON.stringify(all)).not.toContain((others as { token: string }).token.slice(-30))
    const revoke = (actor: Actor, id: number) => write((writer) => revokeApiKey(writer, actor, id, now))
    await expect(revoke(office, all[0]!.id)).rejects.toThrow(Forbidden)
    await expect(revoke(office, 999_999)).rejects.toThrow(Forbidden)
    expect(await revoke(administrator, all[0]!.id)).toBe(true)
    expect(await revoke(administrator, all[0]!.id)).toBe(false)
    expect(await revoke(office, all[1]!.id)).toBe(true)
    expect((await pageOf(office)).keys).toMatchObject([{ state: 'revoked', revokedOn: '2026-11-30' }])
    expect(await findKeyVisitor(database, (own as { token: string }).token, now)).toBeUndefined()
  })

  test('is made once, also by two clicks at once, until it is revoked', async () => {
    const named = (name: string) => create(office, { name })
    const both = await Promise.all([named('Einwohnerdaten'), named('einwohnerdaten ')])
    expect(both.filter((one) => 'token' in one)).toHaveLength(1)
    expect(both.find((one) => 'problems' in one)).toEqual({
      problems: [{ field: 'name', kind: 'name-taken' }],
    })
    const key = (await pageOf(office)).keys.find(({ name }) => /einwohner/i.test(name))!
    await write((writer) => revokeApiKey(writer, office, key.id, now))
    expect(await named('Einwohnerdaten')).toHaveProperty('token')
  })

  test('can be had twenty times at the same time', async () => {
    for (let count = 0; count < 20; count += 1)
      expect(await create(colleague, { name: `Programm ${count}` })).toHaveProperty('token')
    expect(await create(colleague)).toMatchObject({ problems: [{ kind: 'too-many' }] })
  })
})

test('answers are kept for seven days, and keys for a year after their end', async () => {
  const { tenantId } = office
  const read = () => database.read(tenantId, (reader) => listApiKeys(reader, undefined))
  const keyId = (await read())[0]!.id
  await write((writer) => claimAnswer(writer, { keyId, nameHash: 'a', requestHash: 'b' }, now))
  const count = async () =>
    (await database.read(tenantId, (reader) => rowsOf(reader, sql`select 1 from api_answers`))).length
  await tidyApi(database, inDays(6.9))
  expect(await count()).toBe(1)
  await tidyApi(database, inDays(7.1))
  expect(await count()).toBe(0)
  // Revoked today, and valid for thirty days more.
  const before = await read()
  await tidyApi(database, inDays(364))
  expect(await read()).toHaveLength(before.length)
  await tidyApi(database, inDays(366))
  expect((await read()).map(({ revokedAt }) => revokedAt)).not.toContainEqual(now)
  expect(await read()).toHaveLength(before.filter(({ revokedAt }) => revokedAt === undefined).length)
  await tidyApi(database, inDays(396))
  expect(await read()).toEqual([])
})
