import pg from 'pg'
import { type Role, wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createAccount, createMembership, createTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { hashPassword } from '#app/capabilities/accounts/signIn/passwords.server.ts'
import { createSession } from '#app/capabilities/accounts/signIn/sessions.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import type { TestDatabase } from './database.ts'

export type RealPerson = {
  readonly accountId: number
  readonly name: string
  readonly email: string
  readonly password: string
}

/** A municipality without demonstration. */
export async function createRealTown(store: TestDatabase, slug: string): Promise<number> {
  const database = openDatabasePool(store.appUrl)
  const town = {
    slug,
    name: slug,
    nameEn: slug,
    kind: 'municipality',
    demo: false,
    note: '',
    noteEn: '',
  } as const
  const id = await database.shared((shared) => createTenant(shared, town))
  await database.close()
  return id
}

/** Somebody with an address, a password and roles for the whole municipality; invented, but the software does not know. */
export async function createRealPerson(
  store: TestDatabase,
  tenantId: number,
  person: Omit<RealPerson, 'accountId'>,
  roles: readonly Role[],
): Promise<RealPerson> {
  const database = openDatabasePool(store.appUrl)
  const { name, email, password } = person
  const accountId = await database.shared((shared) =>
    createAccount(shared, { key: email, name, invented: false }),
  )
  await database.write(tenantId, async (writer) => {
    for (const grant of wholeGrants(...roles)) await createMembership(writer, accountId, grant)
  })
  await database.close()
  const admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
  await admin.query(
    'update accounts set email = $2, email_confirmed_at = now(), password_hash = $3, password_changed_at = now() where id = $1',
    [accountId, email, await hashPassword(password)],
  )
  await admin.end()
  return { accountId, name, email, password }
}

/** A cookie of somebody who has just signed in with both factors. */
export async function signedInCookie(store: TestDatabase, accountId: number): Promise<string> {
  const database = openDatabasePool(store.appUrl)
  const limits = { idleMinutes: 60, hours: 12 }
  const beginning = { accountId, method: 'password', secondFactor: true, browser: 'Firefox' } as const
  const token = await database.shared((shared) => createSession(shared, beginning, limits, new Date()))
  await database.close()
  return `sitzung=${token}`
}
