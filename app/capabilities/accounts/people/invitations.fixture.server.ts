import { sql } from 'drizzle-orm'
import { openDatabasePool, rowsOf } from '#app/platform/database.server.ts'
import { createTestDatabase } from '../../../../tests/support/database.ts'
import { acceptAsNewPerson, findInvitation } from './acceptance.server.ts'
import { createInvitation } from './invitations.server.ts'
import { grantOf, now, peopleOf } from './people.fixture.server.ts'

export const at = (days: number) => new Date(now.getTime() + days * 86_400_000)

export const wanted = (email: string, mailed = false) => ({
  email,
  name: 'Nina Neu',
  grants: [grantOf('leadership')],
  mailed,
})

/** A database of its own with one municipality that invites people. Give it back with `close()`. */
export async function openInvitingTown() {
  const store = await createTestDatabase()
  const database = openDatabasePool(store.appUrl)
  const people = peopleOf(database)
  const here = await people.found()
  let count = 0

  /** Invites somebody new, or whoever has this address. */
  const invite = async (email = `neu-${++count}@stadt.example`, day = 0, mailed = false) => {
    const known = await people.known(here.tenantId)
    const invited = await database.write(here.tenantId, (writer) =>
      createInvitation(writer, here.admin, wanted(email, mailed), known, at(day)),
    )
    if ('refused' in invited) throw new Error(invited.refused)
    return invited
  }
  const accept = (token: string, day = 0) =>
    database.write(here.tenantId, (writer) =>
      acceptAsNewPerson(writer, { token, name: 'Nina Neumann', passwordHash: 'hash' }, at(day)),
    )
  const look = (token: string, day = 0) =>
    database.read(here.tenantId, (reader) => findInvitation(reader, token, at(day)))
  const emailOf = async (accountId: number) => {
    const rows = await database.shared((shared) =>
      rowsOf<{ email: string }>(shared, sql`select email from accounts where id = ${accountId}`),
    )
    return rows[0]!.email
  }
  const close = async () => {
    await database.close()
    await store.close()
  }
  return { database, people, here, invite, accept, look, emailOf, close }
}
