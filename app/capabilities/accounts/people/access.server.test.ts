import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createMembership } from '../accounts.server.ts'
import { createPasswordReset, findPasswordReset } from '../signIn/resets.server.ts'
import { createSession, findSession } from '../signIn/sessions.server.ts'
import { acceptSignedOn } from '../singleSignOn/identities.server.ts'
import { acceptSignedIn } from './acceptance.server.ts'
import {
  createResetLink,
  endSessions,
  refuseAccess,
  resetByOperator,
  takeSecondFactor,
} from './access.server.ts'
import { createInvitation } from './invitations.server.ts'
import { listTenantIdsOf, lockAccount } from './memberships.server.ts'
import { grantOf, limits, now, peopleOf, reasonOf } from './people.fixture.server.ts'
import { listPeople } from './people.server.ts'
import { removePerson } from './rights.server.ts'

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

describe('an account that belongs to several tenants', () => {
  async function sharedPerson() {
    const [here, there] = [await people.found(), await people.found()]
    const person = await people.join(here.tenantId, 'leadership')
    await database.write(there.tenantId, (writer) =>
      createMembership(writer, person, grantOf('coordination')),
    )
    return { here, there, person }
  }

  test('is nobody’s to open: no reset link, no second factor taken, no sessions ended', async () => {
    const { here, there, person } = await sharedPerson()
    for (const { tenantId, admin } of [here, there]) {
      expect(await database.write(tenantId, (writer) => createResetLink(writer, admin, person, now))).toEqual(
        { refused: 'elsewhere' },
      )
      expect(await database.write(tenantId, (writer) => takeSecondFactor(writer, admin, person, now))).toBe(
        'elsewhere',
      )
      expect(await database.write(tenantId, (writer) => endSessions(writer, admin, person, now))).toBe(
        'elsewhere',
      )
    }
    const resets = await database.shared((shared) =>
      rowsOf(shared, sql`select * from password_resets where account_id = ${person}`),
    )
    expect(resets).toEqual([])
  })

  test('shows here only what it may do here, and loses only that when it is removed here', async () => {
    const { here, there, person } = await sharedPerson()
    const listed = (await database.read(here.tenantId, (reader) => listPeople(reader, here.admin, now))).find(
      ({ accountId }) => accountId === person,
    )
    expect(listed!.grants.map(({ role }) => role)).toEqual(['leadership'])
    await database.write(here.tenantId, (writer) => removePerson(writer, here.admin, person, now))
    expect(await database.shared((shared) => listTenantIdsOf(shared, person))).toEqual([there.tenantId])
    const [account] = await database.shared((shared) =>
      rowsOf<{ email: string | null; disabled_at: Date | null }>(
        shared,
        sql`select email, disabled_at from accounts where id = ${person}`,
      ),
    )
    expect(account!.email).not.toBeNull()
    expect(account!.disabled_at).toBeNull()
    expect(await database.read(there.tenantId, (reader) => refuseAccess(reader, person))).toBeUndefined()
  })

  test('a link made before it joined the second tenant no longer opens it', async () => {
    const [here, there] = [await people.found(), await people.found()]
    const person = await people.join(here.tenantId, 'leadership')
    const made = await database.write(here.tenantId, (writer) =>
      createResetLink(writer, here.admin, person, now),
    )
    const token = 'token' in made ? made.token : ''
    expect(await database.shared((shared) => findPasswordReset(shared, token, now))).toMatchObject({
      accountId: person,
    })
    const [row] = await database.shared((shared) =>
      rowsOf<{ email: string }>(shared, sql`select email from accounts where id = ${person}`),
    )
    const invitation = { email: row!.email, name: 'Person', grants: [grantOf('leadership')], mailed: false }
    const things = await people.known(there.tenantId)
    const invited = await database.write(there.tenantId, (writer) =>
      createInvitation(writer, there.admin, invitation, things, now),
    )
    if ('refused' in invited) throw new Error(invited.refused)
    const cookie = await database.shared((shared) =>
      createSession(
        shared,
        { accountId: person, method: 'password', secondFactor: false, browser: '' },
        limits,
        now,
      ),
    )
    const session = await database.shared((shared) => findSession(shared, cookie, limits, now))
    await database.write(there.tenantId, (writer) =>
      acceptSignedIn(writer, invited.token, session!, { demo: false }, now),
    )
    expect(await database.shared((shared) => findPasswordReset(shared, token, now))).toBeUndefined()
  })

  test('a reset link made while the person joins a second tenant waits for that and is refused', async () => {
    const [here, there] = [await people.found(), await people.found()]
    const person = await people.join(here.tenantId, 'leadership')
    let refused: unknown
    let made: Promise<unknown> | undefined
    await database.write(there.tenantId, async (writer) => {
      await lockAccount(writer, person)
      made = database
        .write(here.tenantId, (one) => createResetLink(one, here.admin, person, now))
        .then((result) => {
          refused = result
        })
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(refused).toBeUndefined()
      await createMembership(writer, person, grantOf('leadership'))
    })
    await made
    expect(refused).toEqual({ refused: 'elsewhere' })
  })

  test('removed in both tenants at the same moment it is closed', async () => {
    const { here, there, person } = await sharedPerson()
    await Promise.all(
      [here, there].map(({ tenantId, admin }) =>
        database.write(tenantId, (writer) => removePerson(writer, admin, person, now)),
      ),
    )
    const rows = await database.shared((shared) =>
      rowsOf(shared, sql`select email from accounts where id = ${person}`),
    )
    expect(rows).toEqual([{ email: null }])
  })

  test('the look through all tenants leaves a transaction in its own', async () => {
    const { here, there, person } = await sharedPerson()
    const seen = await database.read(here.tenantId, async (reader) => {
      const ids = await listTenantIdsOf(reader, person)
      return {
        ids,
        tenants: await rowsOf<{ id: number }>(reader, sql`select distinct tenant_id as id from memberships`),
      }
    })
    expect(seen).toEqual({ ids: [here.tenantId, there.tenantId], tenants: [{ id: here.tenantId }] })
    const outside = await database.shared(async (shared) => {
      await listTenantIdsOf(shared, person)
      return rowsOf(shared, sql`select * from memberships`)
    })
    expect(outside).toEqual([])
  })
})

describe('how somebody gets in again', () => {
  test('a reset link works for a member of this tenant only', async () => {
    const [here, there] = [await people.found(), await people.found()]
    const person = await people.join(here.tenantId, 'leadership')
    expect(
      await database.write(there.tenantId, (writer) => createResetLink(writer, there.admin, person, now)),
    ).toEqual({
      refused: 'unknown-person',
    })
  })

  test('a new link replaces those made before', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    const make = async () => {
      const made = await database.write(tenantId, (writer) => createResetLink(writer, admin, person, now))
      return 'token' in made ? made.token : ''
    }
    const whose = (token: string) => database.shared((shared) => findPasswordReset(shared, token, now))
    const [first, second] = [await make(), await make()]
    expect(await whose(first)).toBeUndefined()
    expect(await whose(second)).toMatchObject({ accountId: person })
    const { token } = await database.shared((shared) =>
      resetByOperator(shared, { accountId: person, withSecondFactor: true }, 'Befehlszeile', now),
    )
    expect(await whose(second)).toBeUndefined()
    expect(await whose(token)).toMatchObject({ accountId: person })
  })

  test('is no matter of this page for oneself: the account page asks for the present password first', async () => {
    const { tenantId, admin } = await people.found()
    const own = admin.accountId
    expect(await database.write(tenantId, (writer) => createResetLink(writer, admin, own, now))).toEqual({
      refused: 'own-account',
    })
    expect(await database.write(tenantId, (writer) => takeSecondFactor(writer, admin, own, now))).toBe(
      'own-account',
    )
    expect(await database.write(tenantId, (writer) => endSessions(writer, admin, own, now))).toBe(
      'own-account',
    )
  })

  test('taking the second factor wipes it with its codes and ends the sessions', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    await database.shared(async (shared) => {
      await shared.db.execute(
        sql`update accounts set second_factor_secret = 's', second_factor_since = now(), second_factor_step = 1 where id = ${person}`,
      )
      await shared.db.execute(sql`insert into recovery_codes (account_id, code_hash) values (${person}, 'h')`)
    })
    const cookie = await database.shared((shared) =>
      createSession(
        shared,
        { accountId: person, method: 'password', secondFactor: true, browser: '' },
        limits,
        now,
      ),
    )
    expect(
      await database.write(tenantId, (writer) => takeSecondFactor(writer, admin, person, now)),
    ).toBeUndefined()
    expect(await database.shared((shared) => findSession(shared, cookie, limits, now))).toBeUndefined()
    const left = await database.shared((shared) =>
      rowsOf(
        shared,
        sql`select second_factor_secret, second_factor_since, (select count(*)::integer from recovery_codes where account_id = id) as codes
          from accounts where id = ${person}`,
      ),
    )
    expect(left).toEqual([{ second_factor_secret: null, second_factor_since: null, codes: 0 }])
  })

  test('whoever is removed and comes back through the directory is a new person there, not locked for ever', async () => {
    const { tenantId, admin } = await people.found()
    const ada = {
      issuer: 'https://anmeldung.example',
      subject: 'ada',
      name: 'Ada Amt',
      email: undefined,
      grants: [grantOf('leadership')],
    }
    const signOn = () => database.write(tenantId, (writer) => acceptSignedOn(writer, ada, now))
    const first = await signOn()
    if (typeof first === 'string') throw new Error(first)
    await database.write(tenantId, (writer) => removePerson(writer, admin, first.accountId, now))
    expect(await signOn()).toEqual({ accountId: expect.any(Number) })
  })

  test('whoever leaves the last tenant has no account any more: nothing to sign in with, nothing to write to', async () => {
    const { tenantId, admin } = await people.found()
    const person = await people.join(tenantId, 'leadership')
    const token = await database.shared((shared) => createPasswordReset(shared, person, now))
    await database.write(tenantId, (writer) => removePerson(writer, admin, person, now))
    const [row] = await database.shared((shared) =>
      rowsOf<Record<string, unknown>>(
        shared,
        sql`select email, password_hash, second_factor_secret, disabled_at from accounts where id = ${person}`,
      ),
    )
    expect(row).toEqual({
      email: null,
      password_hash: null,
      second_factor_secret: null,
      disabled_at: '2026-03-02 09:00:00+00',
    })
    expect(await database.shared((shared) => findPasswordReset(shared, token, now))).toBeUndefined()
    expect(reasonOf(await people.give(tenantId, admin, person, grantOf('leadership')))).toBe('unknown-person')
  })
})
