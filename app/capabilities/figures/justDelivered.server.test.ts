import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { deliverFile } from './commands.server.ts'
import { installTestTown, now } from './figures.fixture.server.ts'
import { listDeliveries } from './figures.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  actor = await installTestTown(database)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const bytes = Buffer.from('Sozialraum;untersuchte Kinder 2029/30\nPelkum;101\n')

async function deliver(who: Actor, at: Date): Promise<number> {
  const content = async function* () {
    yield bytes
  }
  const file = { fileName: 'seu.csv', mediaType: 'text/csv', size: bytes.length, content }
  const given = { ...file, source: 'school_entry', receivedOn: '2019-02-27', note: '' }
  const outcome = await deliverFile(database, who, given, at)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}

test('a file that the same person sends twice within a minute is one delivery; later, or of somebody else, another', async () => {
  const [first, second] = await Promise.all([deliver(actor, now), deliver(actor, now)])
  expect(second).toBe(first)
  const other = await deliver({ ...actor, name: 'Otto Beispiel' }, now)
  const later = await deliver(actor, new Date(now.getTime() + 2 * 60_000))
  const listed = await database.read(actor.tenantId, (reader) => listDeliveries(reader, actor, 'de'))
  expect(listed.map(({ id }) => id)).toEqual([later, other, first])
})
