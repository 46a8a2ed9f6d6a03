import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { readStateMark } from '#app/capabilities/accounts/accounts.server.ts'
import { auditEntries } from '#app/capabilities/accounts/audit/audit.table.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { inPieces } from '#app/platform/tables/tables.fixture.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { deliverFile } from './commands.server.ts'
import { installTestTown, now, schoolEntryFile } from './figures.fixture.server.ts'
import { getDeliveryFile, openDeliveryPage } from './looks.server.ts'

let store: TestDatabase
let database: Database
let actor: Actor
let delivery: number

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  actor = await installTestTown(database)
  const content = Buffer.from(schoolEntryFile)
  const given = { source: 'school_entry', fileName: 'seu.csv', mediaType: 'text/csv', note: '' }
  const outcome = await deliverFile(
    database,
    actor,
    { ...given, receivedOn: '2019-02-27', size: content.length, content: inPieces(content) },
    now,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  delivery = outcome.id
})

afterAll(async () => {
  await database.close()
  await store.close()
})

const looks = () =>
  database.read(actor.tenantId, async (reader) =>
    (await reader.db.select().from(auditEntries)).filter(({ kind }) => kind === 'look'),
  )
const open = (who: Actor, id = delivery) =>
  database.write(actor.tenantId, (writer) => openDeliveryPage(writer, who, id, 'de', now))

test('the preview of a delivery is a look with its fixed reason, and leaves computed pages valid', async () => {
  const mark = () => database.read(actor.tenantId, readStateMark)
  const before = await mark()
  expect((await open(actor))?.preview).toBeDefined()
  expect(await looks()).toMatchObject([
    {
      action: 'delivery.look',
      thing: `delivery ${delivery}`,
      reason: 'Prüfung der Lieferung',
      actor: actor.name,
    },
  ])
  expect(await mark()).toBe(before)
})

test('who sees no figures of it leaves no look, nor does an unknown delivery', async () => {
  const before = (await looks()).length
  const reader = { ...actor, grants: wholeGrants('leadership') }
  const page = await open(reader)
  expect(page?.delivery.fileName).toBe('seu.csv')
  expect(page?.preview).toBeUndefined()
  expect(await open(actor, 999_999)).toBeUndefined()
  expect((await looks()).length).toBe(before)
})

test('the file itself is a look, with the checksum of what was handed out', async () => {
  const file = await database.write(actor.tenantId, (writer) => getDeliveryFile(writer, actor, delivery, now))
  if (typeof file !== 'object') throw new Error('there is no file')
  expect((await looks()).at(-1)).toMatchObject({
    action: 'delivery.download',
    thing: `delivery ${delivery}`,
    reason: 'Prüfung der Lieferung',
    details: { sha256: file.sha256 },
  })
})
