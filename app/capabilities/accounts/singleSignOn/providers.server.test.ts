import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { setUpSignOn } from '../../../../tests/support/signOn/town.ts'
import { commandLineActor } from '../accounts.server.ts'
import { changeDisabled } from '../people/access.server.ts'
import { hasLastingAdministrator } from '../people/administrators.server.ts'
import { grantOf, now, peopleOf } from '../people/people.fixture.server.ts'
import { acceptSignedOn } from './identities.server.ts'
import { changeProvider, findProvider, listGroups, removeGroup } from './providers.server.ts'

let store: TestDatabase
let database: Database
let people: ReturnType<typeof peopleOf>
const issuer = 'https://anmeldung.example'

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  people = peopleOf(database)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

/** A town where Ada administrates by a group of the directory. */
async function foundTown() {
  const { tenantId, admin } = await people.found()
  const provider = { issuer, clientId: 'lueckenlos', clientSecret: 'geheim' }
  await setUpSignOn(database, tenantId, provider, { Verwaltung: grantOf('administration') })
  const ada = {
    issuer,
    subject: 'ada',
    name: 'Ada Amt',
    email: undefined,
    grants: [grantOf('administration')],
  }
  await database.write(tenantId, (writer) => acceptSignedOn(writer, ada, now))
  return { tenantId, admin }
}

const change = (tenantId: number, given: { readonly enabled?: boolean; readonly issuer?: string }) =>
  database.write(tenantId, async (writer) => {
    const { clientSecret: _, ...former } = (await findProvider(writer))!
    const input = { ...former, clientSecret: undefined, ...given }
    return changeProvider(writer, commandLineActor(tenantId), input, now)
  })

const removeOnlyGroup = (tenantId: number) =>
  database.write(tenantId, async (writer) => {
    const [group] = await listGroups(writer)
    return removeGroup(writer, commandLineActor(tenantId), group!.id, now)
  })

test('where all who administrate do so by groups, the directory is neither switched off nor replaced nor its group taken', async () => {
  const { tenantId, admin } = await foundTown()
  // As an operator can do it: the person who founded the town is locked.
  await database.shared((shared) =>
    changeDisabled(shared, { accountId: admin.accountId, disabled: true }, 'x', now),
  )
  expect(await change(tenantId, { enabled: false })).toBe('last-administrator')
  expect(await change(tenantId, { issuer: 'https://andere.example' })).toBe('last-administrator')
  expect(await removeOnlyGroup(tenantId)).toBe('last-administrator')
  expect(await database.read(tenantId, findProvider)).toMatchObject({ issuer, enabled: true })
  expect((await database.read(tenantId, listGroups)).length).toBe(1)
})

test('with somebody who administrates by a password, all that goes', async () => {
  const { tenantId } = await foundTown()
  expect(await removeOnlyGroup(tenantId)).toBe('done')
  expect(await change(tenantId, { enabled: false })).toBe('done')
  expect(await database.read(tenantId, (reader) => hasLastingAdministrator(reader))).toBe(true)
})
