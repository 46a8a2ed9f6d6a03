import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, actorShape, wholeGrants } from '#app/capabilities/accounts/account.ts'
import {
  createApiKey,
  createMembership,
  findKeyVisitor,
  type KeyVisitor,
  may,
  presentActor,
  revokeApiKey,
} from '#app/capabilities/accounts/accounts.server.ts'
import { createPerson } from '#app/capabilities/accounts/people/acceptance.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createIndicatorTown } from '../../../../tests/support/indicatorTown.ts'
import { deliverByMachine } from './deliver.server.ts'

let store: TestDatabase
let database: Database
let person: Actor
let visitor: KeyVisitor
const now = new Date()

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  const { tenantId } = await createIndicatorTown(database, 'teststadt')
  const account = { name: 'Ida', email: 'ida@stadt.example', passwordHash: 'none', confirmed: true }
  const accountId = (await database.shared((shared) => createPerson(shared, account, now)))!
  person = { accountId, name: 'Ida', tenantId, grants: wholeGrants('coordination') }
  const token = await database.write(tenantId, async (writer) => {
    await createMembership(writer, accountId, person.grants[0]!)
    const key = { name: 'Verfahren', organisation: 'amt', source: 'jugendamt', mayRelease: true, days: 30 }
    const made = await createApiKey(writer, person, key, now)
    if ('refused' in made) throw new Error(made.refused)
    return made.token
  })
  visitor = (await findKeyVisitor(database, token, now))!
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const deliver = (wish: { readonly dryRun: boolean; readonly release: boolean }) => {
  const bytes = Buffer.from('Ort;Jahr;Kinder in der Kita\nNord;2019;100\nSüd;2019;90\n')
  const content = async function* () {
    yield bytes
  }
  const order = { source: 'jugendamt', note: '', reason: 'geprüft', ...wish }
  const sent = { order, name: undefined, file: { name: 'kinder.csv', size: bytes.length, content } }
  return deliverByMachine(database, visitor, sent, { language: 'de', now })
}

test('series that nobody defined are not released by a key, and the trial says so, too', async () => {
  const type = 'urn:problem-type:lueckenlos:unknown-series'
  for (const dryRun of [true, false])
    expect(await deliver({ dryRun, release: true })).toMatchObject({ status: 422, body: { type } })
  // Handing in is another thing: a person releases, who may create them.
  expect(await deliver({ dryRun: true, release: false })).toMatchObject({ status: 200 })
})

test('what a programme ordered is done within its key, and not at all once it is revoked', async () => {
  const ordered = actorShape.parse(JSON.parse(JSON.stringify(visitor.actor)))
  const present = () => database.read(person.tenantId, (reader) => presentActor(reader, ordered))
  const mayWhat = (actor: Actor) => [
    may(actor, 'figures.accept', { organisation: 'amt' }),
    may(actor, 'figures.accept', { organisation: 'andere' }),
    may(actor, 'keys.own'),
  ]
  expect(mayWhat(await present())).toEqual([true, false, false])
  await database.write(person.tenantId, (writer) => revokeApiKey(writer, person, visitor.key.id, now))
  expect(mayWhat(await present())).toEqual([false, false, false])
})
