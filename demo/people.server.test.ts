import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Grant, wholeGrants, wholeScope } from '#app/capabilities/accounts/account.ts'
import {
  createMembership,
  findDemoAccount,
  listGrants,
  listHeldGrants,
  removeMembership,
} from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts'
import { installPeople } from './people.server.ts'
import { readTown } from './town.server.ts'

const now = new Date('2026-03-01T10:00:00Z')
const person = 'hamm-derya-yildirim'
const limited: Grant = { role: 'area_coordination', scope: { ...wholeScope, places: ['heessen'] } }

let store: TestDatabase
let database: Database
let hamm: number

const install = async () => (await installPeople(database, readTown('hamm'), now)).tenantId
const accountOf = (key: string) =>
  database.read(hamm, async (reader) => (await findDemoAccount(reader, key))!.accountId)
const grantsOf = async (key: string) => {
  const accountId = await accountOf(key)
  return database.read(hamm, async (reader) => (await listGrants(reader, [accountId])).get(accountId))
}
/** Takes what the person has and gives them this instead, as whoever is named. */
async function regrant(key: string, grants: readonly Grant[], createdBy: string): Promise<void> {
  const accountId = await accountOf(key)
  await database.write(hamm, async (writer) => {
    await removeMembership(writer, accountId)
    for (const grant of grants) await createMembership(writer, accountId, grant, { createdBy })
  })
}

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  hamm = await install()
})

afterAll(async () => {
  await database.close()
  await store.close()
})

test('the persons of the demonstration have one right each, some with limits', async () => {
  expect(await grantsOf(person)).toEqual([limited])
  const office = { role: 'delivery_office', scope: { ...wholeScope, organisations: ['gesundheitsamt'] } }
  expect(await grantsOf('hamm-hanna-feldkamp')).toEqual([office])
  const all = await database.read(hamm, (reader) => listHeldGrants(reader))
  expect([...all.values()].map((grants) => grants.length)).toEqual(readTown('hamm').people.map(() => 1))
})

test('the role without limits that the first release gave is replaced, once', async () => {
  await regrant(person, wholeGrants('area_coordination'), '')
  for (let start = 0; start < 2; start += 1) {
    await install()
    expect(await grantsOf(person)).toEqual([limited])
  }
})

test('what somebody has given since stays, with or without limits', async () => {
  for (const grants of [
    wholeGrants('area_coordination'),
    [limited, ...wholeGrants('leadership')],
    [{ ...limited, scope: { ...wholeScope, places: ['pelkum'] } }],
  ]) {
    await regrant(person, grants, 'Svenja Möller')
    await install()
    expect(await grantsOf(person)).toEqual(grants)
  }
})
