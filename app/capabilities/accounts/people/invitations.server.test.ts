import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#app/platform/database.server.ts'
import { wholeGrants, wholeScope } from '../account.ts'
import { acceptAsNewPerson, findInvitation } from './acceptance.server.ts'
import { at, openInvitingTown, wanted } from './invitations.fixture.server.ts'
import {
  createInvitation,
  listInvitations,
  renewInvitation,
  revokeInvitation,
  tidyPeople,
} from './invitations.server.ts'
import { now, reasonOf } from './people.fixture.server.ts'
import { removePerson } from './rights.server.ts'

const { database, people, here, invite, accept, look, emailOf, close } = await openInvitingTown()
afterAll(close)

describe('an invitation', () => {
  test('is accepted once: account, password and roles are there, the link is used up', async () => {
    const { token, email } = await invite()
    expect(await look(token)).toMatchObject({ email, name: 'Nina Neu', createdBy: here.admin.name })
    const accepted = await accept(token)
    expect(accepted).toEqual({ accountId: expect.any(Number) })
    const { accountId } = accepted as { accountId: number }
    expect(await people.heldBy(here.tenantId, accountId)).toMatchObject([
      { role: 'leadership', createdBy: here.admin.name },
    ])
    const rows = await database.shared((shared) =>
      rowsOf(
        shared,
        sql`select name, email, password_hash, email_confirmed_at from accounts where id = ${accountId}`,
      ),
    )
    expect(rows).toEqual([{ name: 'Nina Neumann', email, password_hash: 'hash', email_confirmed_at: null }])
    expect(await look(token)).toBeUndefined()
    expect(await accept(token)).toBe('gone')
  })

  test('that came by mail confirms the mail address', async () => {
    const { token } = await invite(undefined, 0, true)
    const { accountId } = (await accept(token)) as { accountId: number }
    const rows = await database.shared((shared) =>
      rowsOf<{ confirmed: boolean }>(
        shared,
        sql`select email_confirmed_at is not null as confirmed from accounts where id = ${accountId}`,
      ),
    )
    expect(rows).toEqual([{ confirmed: true }])
  })

  test('accepted twice at the same moment makes one account', async () => {
    const { token, email } = await invite()
    const results = await Promise.all([accept(token), accept(token), accept(token)])
    expect(results.filter((result) => result === 'gone').length).toBe(2)
    const rows = await database.shared((shared) =>
      rowsOf(shared, sql`select id from accounts where email = ${email}`),
    )
    expect(rows.length).toBe(1)
  })

  test('runs out after seven days to the second', async () => {
    const { token } = await invite()
    expect(await look(token, 6.9999)).toBeDefined()
    expect(await look(token, 7)).toBeUndefined()
    expect(await accept(token, 7)).toBe('gone')
  })

  test('stands in the database as a hash only', async () => {
    const { token } = await invite()
    const rows = await database.read(here.tenantId, (reader) =>
      rowsOf(reader, sql`select * from invitations`),
    )
    expect(JSON.stringify(rows)).not.toContain(token)
    const entries = await database.read(here.tenantId, (reader) =>
      rowsOf(reader, sql`select details from audit_entries where action like 'invitation.%'`),
    )
    expect(JSON.stringify(entries)).not.toMatch(/stadt\.example|Nina/)
    expect(JSON.stringify(entries)).not.toContain(token)
  })

  test('is unknown in another tenant', async () => {
    const { token } = await invite()
    const there = await people.found()
    expect(
      await database.read(there.tenantId, (reader) => findInvitation(reader, token, now)),
    ).toBeUndefined()
    const elsewhere = database.write(there.tenantId, (writer) =>
      acceptAsNewPerson(writer, { token, name: 'X', passwordHash: 'h' }, now),
    )
    expect(await elsewhere).toBe('gone')
  })
})

describe('the list', () => {
  test('one open invitation per address, also for two who press at once; a member is not invited', async () => {
    const known = await people.known(here.tenantId)
    const create = (email: string) =>
      database.write(here.tenantId, (writer) =>
        createInvitation(writer, here.admin, wanted(email), known, now),
      )
    const results = await Promise.all([create('doppelt@x.example'), create('doppelt@x.example')])
    expect(results.map(reasonOf).toSorted()).toEqual(['already-invited', undefined])
    const member = await people.join(here.tenantId, 'leadership')
    expect(reasonOf(await create(await emailOf(member)))).toBe('member')
  })

  test('what may not be given may not be promised', async () => {
    const known = await people.known(here.tenantId)
    const create = (grants: ReturnType<typeof wholeGrants>) =>
      database.write(here.tenantId, (writer) =>
        createInvitation(writer, here.admin, { ...wanted('zuviel@x.example'), grants }, known, now),
      )
    expect(reasonOf(await create([]))).toBe('problems')
    expect(reasonOf(await create(wholeGrants('state_office')))).toBe('problems')
    expect(reasonOf(await create([{ role: 'planning', scope: { ...wholeScope, fields: ['weg'] } }]))).toBe(
      'problems',
    )
    expect(reasonOf(await create(wholeGrants('administration', 'data_protection')))).toBe('conflict')
  })

  test('a renewed link replaces the former one and holds for another week, also after the first has run out', async () => {
    const { id, token } = await invite()
    const renewed = await database.write(here.tenantId, (writer) =>
      renewInvitation(writer, here.admin, { id, mailed: false }, at(8)),
    )
    if ('refused' in renewed) throw new Error(renewed.refused)
    expect(await look(token, 8)).toBeUndefined()
    expect(await look(renewed.token, 14)).toBeDefined()
    expect(await look(renewed.token, 15)).toBeUndefined()
  })

  test('a revoked link is void, and revoking again says so', async () => {
    const { id, token } = await invite()
    const revoke = () =>
      database.write(here.tenantId, (writer) => revokeInvitation(writer, here.admin, id, now))
    expect(await revoke()).toBe(true)
    expect(await accept(token)).toBe('gone')
    expect(await revoke()).toBe(false)
    const renewed = database.write(here.tenantId, (writer) =>
      renewInvitation(writer, here.admin, { id, mailed: false }, now),
    )
    expect(reasonOf(await renewed)).toBe('unknown-invitation')
  })

  test('an invitation of somebody who may no longer invite does not hold, until somebody who may renews it', async () => {
    const { tenantId, admin } = await people.found()
    const known = await people.known(tenantId)
    const leaving = await people.actorOf(tenantId, await people.join(tenantId, 'administration'))
    const invited = await database.write(tenantId, (writer) =>
      createInvitation(writer, leaving, wanted('zweitpostfach@x.example'), known, now),
    )
    if ('refused' in invited) throw new Error(invited.refused)
    const found = (token: string) => database.read(tenantId, (reader) => findInvitation(reader, token, now))
    const listed = async () =>
      (await database.read(tenantId, (reader) => listInvitations(reader, admin, now)))[0]!
    expect(await found(invited.token)).toBeDefined()
    expect((await listed()).expired).toBe(false)
    await database.write(tenantId, (writer) => removePerson(writer, admin, leaving.accountId, now))
    expect(await found(invited.token)).toBeUndefined()
    expect((await listed()).expired).toBe(true)
    const taken = database.write(tenantId, (writer) =>
      acceptAsNewPerson(writer, { token: invited.token, name: 'X', passwordHash: 'h' }, now),
    )
    expect(await taken).toBe('gone')
    const renewed = await database.write(tenantId, (writer) =>
      renewInvitation(writer, admin, { id: invited.id, mailed: false }, now),
    )
    expect(await found('token' in renewed ? renewed.token : '')).toMatchObject({ createdBy: admin.name })
    expect((await listed()).expired).toBe(false)
  })

  test('shows open and expired ones; names and addresses of those who never came go after a month', async () => {
    const { email } = await invite(undefined, 0)
    const list = (day: number) =>
      database.read(here.tenantId, (reader) => listInvitations(reader, here.admin, at(day)))
    const found = async (day: number) => (await list(day)).find((one) => one.email === email)
    expect(await found(0)).toMatchObject({ expired: false })
    expect(await found(8)).toMatchObject({ expired: true })
    await tidyPeople(database, at(36.9))
    expect(await found(36.9)).toBeDefined()
    await tidyPeople(database, at(38))
    expect(await found(38)).toBeUndefined()
    const rows = await database.read(here.tenantId, (reader) =>
      rowsOf(reader, sql`select id from invitations where email = ${email}`),
    )
    expect(rows).toEqual([])
  })
})
