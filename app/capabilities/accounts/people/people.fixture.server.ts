import type { Database } from '#app/platform/database.server.ts'
import { tenantParts } from '#app/tenantParts.server.ts'
import { type Actor, type Grant, type Role, wholeGrants, wholeScope } from '../account.ts'
import { createMembership, findActor } from '../accounts.server.ts'
import { createPerson } from './acceptance.server.ts'
import { listHeldGrants } from './memberships.server.ts'
import { addGrant, type Known, type PersonRefusal } from './rights.server.ts'
import { foundTenant } from './setup.server.ts'

/** When everything in the tests of people happens. */
export const now = new Date('2026-03-02T09:00:00Z')
export const limits = { idleMinutes: 60, hours: 12 }
export const grantOf = (role: Role, ...places: string[]): Grant => ({
  role,
  scope: { ...wholeScope, places },
})
export const reasonOf = (result: object | PersonRefusal) => ('refused' in result ? result.refused : undefined)

/** Tenants and people for tests on a database of their own. */
export function peopleOf(database: Database) {
  let count = 0

  const actorOf = async (tenantId: number, accountId: number): Promise<Actor> => {
    const actor = await database.read(tenantId, (reader) =>
      findActor(reader, { accountId, name: `Konto ${accountId}` }),
    )
    if (!actor) throw new Error('no role')
    return actor
  }

  /** A tenant of its own with an administrator who can sign in. */
  const found = async (): Promise<{ tenantId: number; admin: Actor }> => {
    count += 1
    const slug = `stadt-${count}`
    const founded = await foundTenant(
      database,
      tenantParts,
      {
        municipality: {
          slug,
          name: slug,
          kind: 'municipality',
          ags: undefined,
          parts: ['Heessen', 'Norden'],
        },
        administrator: {
          name: `Verwaltung ${count}`,
          email: `verwaltung@${slug}.example`,
          passwordHash: 'x',
        },
        actorName: 'Befehlszeile',
      },
      now,
    )
    if (typeof founded === 'string') throw new Error(founded)
    return { tenantId: founded.tenantId, admin: await actorOf(founded.tenantId, founded.accountId!) }
  }

  /** Somebody with a password and these roles for the whole tenant. */
  const join = async (tenantId: number, ...held: Role[]): Promise<number> => {
    count += 1
    const email = `person-${count}@stadt.example`
    const person = { name: `Person ${count}`, email, passwordHash: 'x', confirmed: true }
    const accountId = await database.shared((shared) => createPerson(shared, person, now))
    await database.write(tenantId, async (writer) => {
      for (const grant of wholeGrants(...held)) await createMembership(writer, accountId!, grant)
    })
    return accountId!
  }

  const known = (tenantId: number): Promise<Known> =>
    database.read(tenantId, async (reader) => ({
      kind: 'municipality',
      choices: await tenantParts.listScopeChoices(reader, 'de'),
    }))

  const give = async (tenantId: number, actor: Actor, accountId: number, grant: Grant) => {
    const given = { accountId, grant, known: await known(tenantId) }
    return database.write(tenantId, (writer) => addGrant(writer, actor, given, now))
  }

  const heldBy = async (tenantId: number, accountId: number) =>
    (await database.read(tenantId, (reader) => listHeldGrants(reader, [accountId]))).get(accountId) ?? []

  return { actorOf, found, join, known, give, heldBy }
}
