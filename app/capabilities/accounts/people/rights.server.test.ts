import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { commandLineActor, createMembership, Forbidden } from '../accounts.server.ts'
import { createResetLink, endSessions, takeSecondFactor } from './access.server.ts'
import { createInvitation } from './invitations.server.ts'
import { grantOf, now, peopleOf, reasonOf } from './people.fixture.server.ts'
import { listPeople } from './people.server.ts'
import { countPeople } from './peoplePage.server.ts'
import { changeGrant, removeGrant, removePerson } from './rights.server.ts'

let store: TestDatabase
let database: Database
let people: ReturnType<typeof peopleOf>

beforeAll(async () => {
  store = await createTestDatabase()
  database = openDatabasePool(store.appUrl)
  people = peopleOf(database)
})

afterAll(async () => {
  await database.close()
  await store.close()
})

describe('giving and taking roles', () => {
  test('a role is given within its limits, changed, and taken; each leaves an entry without names or addresses', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    expect(await people.give(tenantId, admin, person, grantOf('area_coordination', 'heessen'))).toMatchObject(
      {
        after: [{ role: 'leadership' }, { role: 'area_coordination', scope: { places: ['heessen'] } }],
      },
    )
    const added = (await people.heldBy(tenantId, person)).find(({ role }) => role === 'area_coordination')!
    const change = {
      accountId: person,
      id: added.id,
      grant: grantOf('area_coordination', 'heessen', 'norden'),
      known: await people.known(tenantId),
    }
    await database.write(tenantId, (writer) => changeGrant(writer, admin, change, now))
    const changed = (await people.heldBy(tenantId, person)).find(({ role }) => role === 'area_coordination')!
    expect(changed.scope.places).toEqual(['heessen', 'norden'])
    await database.write(tenantId, (writer) =>
      removeGrant(writer, admin, { accountId: person, id: changed.id }, now),
    )
    expect((await people.heldBy(tenantId, person)).map(({ role }) => role)).toEqual(['leadership'])

    const entries = await database.read(tenantId, (reader) =>
      rowsOf<{ action: string; thing: string; details: unknown }>(
        reader,
        sql`select action, thing, details from audit_entries where action like 'people.%' order by position`,
      ),
    )
    expect(entries.map(({ action, thing }) => [action, thing])).toEqual([
      ['people.grant', `account ${person}`],
      ['people.change-grant', `account ${person}`],
      ['people.revoke', `account ${person}`],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/Person \d|@/)
  })

  test('the same role twice, an unknown place, somebody unknown, a role of nobody: refused in words', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    expect(reasonOf(await people.give(tenantId, admin, person, grantOf('leadership')))).toBe('has-grant')
    expect(reasonOf(await people.give(tenantId, admin, person, grantOf('area_coordination', 'weg')))).toBe(
      'problems',
    )
    expect(reasonOf(await people.give(tenantId, admin, 999_999, grantOf('leadership')))).toBe(
      'unknown-person',
    )
    const missing = { accountId: person, id: 999_999 }
    expect(
      reasonOf(await database.write(tenantId, (writer) => removeGrant(writer, admin, missing, now))),
    ).toBe('unknown-grant')
  })

  test('the only role is not taken but the person removed', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    const [held] = await people.heldBy(tenantId, person)
    const only = { accountId: person, id: held!.id }
    expect(reasonOf(await database.write(tenantId, (writer) => removeGrant(writer, admin, only, now)))).toBe(
      'last-grant',
    )
  })

  test('roles from groups of the directory are changed there', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    await database.write(tenantId, (writer) =>
      createMembership(writer, person, grantOf('coordination'), { origin: 'group' }),
    )
    const group = (await people.heldBy(tenantId, person)).find(({ origin }) => origin === 'group')!
    const take = { accountId: person, id: group.id }
    const change = { ...take, grant: grantOf('leadership', 'heessen'), known: await people.known(tenantId) }
    expect(reasonOf(await database.write(tenantId, (writer) => removeGrant(writer, admin, take, now)))).toBe(
      'from-groups',
    )
    expect(
      reasonOf(await database.write(tenantId, (writer) => changeGrant(writer, admin, change, now))),
    ).toBe('from-groups')
  })

  test('who may not manage people is refused by every command, before anything is written', async () => {
    const { tenantId } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    const planner = await people.actorOf(
      tenantId,
      await people.join(tenantId, 'coordination', 'planning', 'data_protection'),
    )
    const things = await people.known(tenantId)
    const [held] = await people.heldBy(tenantId, person)
    const invitation = { email: 'x@y.example', name: 'X', grants: [grantOf('leadership')], mailed: false }
    const attempts = [
      () => people.give(tenantId, planner, person, grantOf('leadership', 'heessen')),
      () =>
        database.write(tenantId, (writer) =>
          removeGrant(writer, planner, { accountId: person, id: held!.id }, now),
        ),
      () => database.write(tenantId, (writer) => removePerson(writer, planner, person, now)),
      () => database.write(tenantId, (writer) => createResetLink(writer, planner, person, now)),
      () => database.write(tenantId, (writer) => takeSecondFactor(writer, planner, person, now)),
      () => database.write(tenantId, (writer) => endSessions(writer, planner, person, now)),
      () => database.write(tenantId, (writer) => createInvitation(writer, planner, invitation, things, now)),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toBeInstanceOf(Forbidden)
    expect(await people.heldBy(tenantId, person)).toEqual([held])
  })
})

describe('somebody must administrate', () => {
  test('the last administrator keeps the role and stays; with a second one both go', async () => {
    const { tenantId, admin } = await people.found()
    const own = admin.accountId
    await people.give(tenantId, admin, own, grantOf('leadership'))
    const role = (await people.heldBy(tenantId, own)).find((held) => held.role === 'administration')!
    const take = { accountId: own, id: role.id }
    const change = { ...take, grant: grantOf('leadership', 'heessen'), known: await people.known(tenantId) }
    expect(reasonOf(await database.write(tenantId, (writer) => removeGrant(writer, admin, take, now)))).toBe(
      'last-administrator',
    )
    expect(
      reasonOf(await database.write(tenantId, (writer) => changeGrant(writer, admin, change, now))),
    ).toBe('last-administrator')
    expect(reasonOf(await database.write(tenantId, (writer) => removePerson(writer, admin, own, now)))).toBe(
      'last-administrator',
    )
    await people.join(tenantId, 'administration')
    expect(
      reasonOf(await database.write(tenantId, (writer) => removePerson(writer, admin, own, now))),
    ).toBeUndefined()
  })

  test('an administrator who is locked, or who never chose a password, does not count', async () => {
    const { tenantId, admin } = await people.found()
    const locked = await people.join(tenantId, 'administration')
    const waiting = await people.join(tenantId, 'administration')
    await database.shared((shared) =>
      shared.db.execute(
        sql`update accounts set disabled_at = ${now.toISOString()}::timestamptz where id = ${locked}`,
      ),
    )
    await database.shared((shared) =>
      shared.db.execute(sql`update accounts set password_hash = null where id = ${waiting}`),
    )
    const removed = database.write(tenantId, (writer) => removePerson(writer, admin, admin.accountId, now))
    expect(reasonOf(await removed)).toBe('last-administrator')
  })

  test('roles from groups of the directory do not count: they end with it', async () => {
    const { tenantId, admin } = await people.found()
    const byGroup = await people.join(tenantId, 'leadership')
    await database.write(tenantId, (writer) =>
      createMembership(writer, byGroup, grantOf('administration'), { origin: 'group' }),
    )
    const removed = database.write(tenantId, (writer) => removePerson(writer, admin, admin.accountId, now))
    expect(reasonOf(await removed)).toBe('last-administrator')
  })

  test('two administrators who remove each other at the same moment: one stays', async () => {
    const { tenantId, admin } = await people.found()
    const other = await people.actorOf(tenantId, await people.join(tenantId, 'administration'))
    const results = await Promise.allSettled([
      database.write(tenantId, (writer) => removePerson(writer, admin, other.accountId, now)),
      database.write(tenantId, (writer) => removePerson(writer, other, admin.accountId, now)),
    ])
    const reasons = results.map((result) =>
      result.status === 'fulfilled' ? reasonOf(result.value) : 'thrown',
    )
    expect(reasons.toSorted()).toEqual(['last-administrator', undefined])
    expect(await database.read(tenantId, (reader) => countPeople(reader, now))).toMatchObject({
      administrators: 1,
    })
  })
})

describe('rights for oneself', () => {
  test('roles that see exact values or the trail need another person; others are given and marked in the trail', async () => {
    const { tenantId, admin } = await people.found()
    const own = admin.accountId
    expect(reasonOf(await people.give(tenantId, admin, own, grantOf('planning')))).toBe('needs-second-person')
    expect(reasonOf(await people.give(tenantId, admin, own, grantOf('planning', 'heessen')))).toBe(
      'needs-second-person',
    )
    expect(reasonOf(await people.give(tenantId, admin, own, grantOf('data_protection')))).toBe(
      'needs-second-person',
    )
    // For the whole municipality it reads what offices deliver, with exact figures; for one place it does not.
    expect(reasonOf(await people.give(tenantId, admin, own, grantOf('coordination')))).toBe(
      'needs-second-person',
    )
    expect(
      reasonOf(await people.give(tenantId, admin, own, grantOf('coordination', 'heessen'))),
    ).toBeUndefined()
    const [entry] = await database.read(tenantId, (reader) =>
      rowsOf<{ details: object }>(
        reader,
        sql`select details from audit_entries where action = 'people.grant'`,
      ),
    )
    expect(entry!.details).toMatchObject({ self: true })
    const second = await people.actorOf(tenantId, await people.join(tenantId, 'administration'))
    expect(reasonOf(await people.give(tenantId, second, own, grantOf('planning')))).toBeUndefined()
  })

  test('nobody administrates and protects data at once', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'data_protection')
    expect(reasonOf(await people.give(tenantId, admin, person, grantOf('administration')))).toBe('conflict')
    const second = await people.join(tenantId, 'administration')
    expect(reasonOf(await people.give(tenantId, admin, second, grantOf('data_protection')))).toBe('conflict')
  })
})

test('three hundred people are listed in German order, each with their own rights', async () => {
  const { tenantId, admin } = await people.found()
  await database.write(tenantId, async (writer) => {
    await writer.db.execute(sql`
      insert into accounts (key, name, invented, email, password_hash)
      select 'many-' || n, (array['Ärzte', 'Zahn', 'Öl', 'anna', 'Ümit'])[1 + n % 5] || ' ' || n, false, 'many-' || n || '@x.example', 'x'
      from generate_series(1, 300) n`)
    await writer.db.execute(sql`
      insert into memberships (tenant_id, account_id, role) select ${tenantId}::integer, id, 'leadership' from accounts where key like 'many-%'`)
  })
  const listed = await database.read(tenantId, (reader) => listPeople(reader, admin, now))
  expect(listed.length).toBe(301)
  const letters = listed.map(({ name }) => name[0])
  expect(letters.indexOf('Ä')).toBeLessThan(letters.indexOf('Z'))
  expect(letters.indexOf('a')).toBeLessThan(letters.indexOf('Ö'))
  expect(listed.every(({ grants }) => grants.length === 1)).toBe(true)
  expect(
    await database.read(tenantId, (reader) => listPeople(reader, commandLineActor(tenantId), now)),
  ).toEqual(listed)
})
