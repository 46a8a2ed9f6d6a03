import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#app/platform/database.server.ts'
import { type Actor, type Grant, wholeGrants } from '../account.ts'
import { createMembership } from '../accounts.server.ts'
import type { SessionMethod } from '../accounts.table.ts'
import { createSession, findSession, type Session } from '../signIn/sessions.server.ts'
import { acceptSignedIn } from './acceptance.server.ts'
import { openInvitingTown, wanted } from './invitations.fixture.server.ts'
import { createInvitation, renewInvitation } from './invitations.server.ts'
import { grantOf, limits, now } from './people.fixture.server.ts'

const { database, people, here, invite, accept, look, emailOf, close } = await openInvitingTown()
afterAll(close)
let count = 0

async function signedIn(
  accountId: number,
  given: { method?: SessionMethod; onlyTenantId?: number } = {},
): Promise<Session> {
  const beginning = { accountId, method: 'password' as const, secondFactor: true, browser: '', ...given }
  const token = await database.shared((shared) => createSession(shared, beginning, limits, now))
  return (await database.shared((shared) => findSession(shared, token, limits, now)))!
}

const take = (token: string, session: Session) =>
  database.write(here.tenantId, (writer) => acceptSignedIn(writer, token, session, { demo: false }, now))

describe('somebody who has an account', () => {
  test('must sign in first, and then takes the invitation with it', async () => {
    const there = await people.found()
    const account = await people.join(there.tenantId, 'coordination')
    const { token } = await invite(await emailOf(account))
    expect(await accept(token)).toBe('sign-in-first')
    const session = await signedIn(account)
    const accepted = await database.write(here.tenantId, (writer) =>
      acceptSignedIn(writer, token, session, { demo: false }, now),
    )
    expect(accepted).toEqual({ accountId: account })
    expect(await people.heldBy(here.tenantId, account)).toMatchObject([{ role: 'leadership' }])
    expect(await people.heldBy(there.tenantId, account)).toMatchObject([{ role: 'coordination' }])
  })

  test('keeps an invitation to their address from everybody else', async () => {
    const owner = await people.join((await people.found()).tenantId, 'leadership')
    const other = await people.join((await people.found()).tenantId, 'leadership')
    const { token } = await invite(await emailOf(owner))
    const session = await signedIn(other)
    const taken = database.write(here.tenantId, (writer) =>
      acceptSignedIn(writer, token, session, { demo: false }, now),
    )
    expect(await taken).toBe('other-account')
    expect(await people.heldBy(here.tenantId, other)).toEqual([])
  })

  test('takes none to an address without account: neither whoever is signed in nor the administrator who invited', async () => {
    const other = await people.join((await people.found()).tenantId, 'leadership')
    const { token } = await invite()
    for (const account of [other, here.admin.accountId]) {
      expect(await take(token, await signedIn(account))).toBe('other-account')
    }
    expect(await people.heldBy(here.tenantId, other)).toEqual([])
    expect(await look(token)).toBeDefined()
  })

  test('takes none with a session that vouches for another tenant or is invented', async () => {
    const there = await people.found()
    const account = await people.join(there.tenantId, 'leadership')
    const { token } = await invite(await emailOf(account))
    const directory = await signedIn(account, { method: 'single-sign-on', onlyTenantId: there.tenantId })
    expect(await take(token, directory)).toBe('other-account')
    expect(await take(token, await signedIn(account, { method: 'demonstration' }))).toBe('other-account')
    expect(await take(token, await signedIn(account))).toEqual({ accountId: account })
  })

  test('gives themselves no role that needs a second person by moving to the invited address; others are marked', async () => {
    const { tenantId, admin } = await people.found()
    const known = await people.known(tenantId)
    const session = await signedIn(admin.accountId)
    const second = await people.actorOf(tenantId, await people.join(tenantId, 'administration'))
    const inviteAs = async (actor: Actor, ...grants: Grant[]) => {
      const email = `zweite-${++count}@stadt.example`
      const invited = await database.write(tenantId, (writer) =>
        createInvitation(writer, actor, { ...wanted(email), grants }, known, now),
      )
      if ('refused' in invited) throw new Error(invited.refused)
      return { ...invited, email }
    }
    const takeAt = async (email: string, token: string) => {
      await database.shared((shared) =>
        shared.db.execute(sql`update accounts set email = ${email} where id = ${admin.accountId}`),
      )
      return database.write(tenantId, (writer) =>
        acceptSignedIn(writer, token, session, { demo: false }, now),
      )
    }
    const own = await inviteAs(admin, grantOf('planning'))
    expect(await takeAt(own.email, own.token)).toBe('own-invitation')
    const renewed = await inviteAs(second, grantOf('planning'))
    const again = await database.write(tenantId, (writer) =>
      renewInvitation(writer, admin, { id: renewed.id, mailed: false }, now),
    )
    expect(await takeAt(renewed.email, 'token' in again ? again.token : '')).toBe('own-invitation')
    const harmless = await inviteAs(admin, grantOf('leadership'))
    expect(await takeAt(harmless.email, harmless.token)).toEqual({ accountId: admin.accountId })
    const approved = await inviteAs(second, grantOf('planning'))
    expect(await takeAt(approved.email, approved.token)).toEqual({ accountId: admin.accountId })
    const entries = await database.read(tenantId, (reader) =>
      rowsOf<{ details: { self?: boolean } }>(
        reader,
        sql`select details from audit_entries where action = 'invitation.accept' order by position`,
      ),
    )
    expect(entries.map(({ details }) => details.self)).toEqual([true, undefined])
  })

  test('gets no role that excludes one they hold by then', async () => {
    const account = await people.join((await people.found()).tenantId, 'leadership')
    const known = await people.known(here.tenantId)
    const given = { ...wanted(await emailOf(account)), grants: wholeGrants('data_protection', 'leadership') }
    const invited = await database.write(here.tenantId, (writer) =>
      createInvitation(writer, here.admin, given, known, now),
    )
    if ('refused' in invited) throw new Error(invited.refused)
    await database.write(here.tenantId, (writer) =>
      createMembership(writer, account, wholeGrants('administration')[0]!),
    )
    const session = await signedIn(account)
    await database.write(here.tenantId, (writer) =>
      acceptSignedIn(writer, invited.token, session, { demo: false }, now),
    )
    expect((await people.heldBy(here.tenantId, account)).map(({ role }) => role)).toEqual([
      'administration',
      'leadership',
    ])
  })
})
