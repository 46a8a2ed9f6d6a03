import { type Actor, type Grant, wholeGrants } from '#app/capabilities/accounts/account.ts'
import {
  commandLineActor,
  createAccount,
  createMembership,
  createTenant,
  listHeldGrants,
  recordAudit,
  removeMembership,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import type { TownFiles } from './town.server.ts'

/** Who gave a right that came with the demonstration. */
const giver = 'Vorführung'

type DemoPerson = {
  readonly accountId: number
  readonly name: string
  readonly grant: Grant
}

const isWhole = ({ scope }: Grant) =>
  scope.places.length + scope.organisations.length + scope.fields.length === 0

/**
 * Gives a person of the demonstration their right, unless they have one already: from then on it belongs to those who manage
 * people. Only the role without limits of the first release, which nobody has given by name, gives way to one with limits.
 */
async function furnishPerson(writer: Writer, { accountId, grant }: DemoPerson, now: Date): Promise<void> {
  const held = (await listHeldGrants(writer, [accountId])).get(accountId) ?? []
  const former = held.find((one) => one.role === grant.role && one.createdBy === '' && isWhole(one))
  if (former && !isWhole(grant)) await removeMembership(writer, accountId, former.id)
  else if (held.length > 0) return
  await createMembership(writer, accountId, grant, { createdBy: giver })
  await recordAudit(writer, commandLineActor(writer.tenant), {
    kind: 'account',
    action: 'people.grant',
    thing: `account ${accountId}`,
    details: { after: grant },
    at: now,
  })
}

/** Creates the tenant and its invented persons, or finds them; answers the coordinator, who acts in the installation. */
export async function installPeople(
  database: Database,
  { town, people }: TownFiles,
  now: Date,
): Promise<Actor> {
  const { slug, name, nameEn, kind, note, noteEn } = town
  const { tenantId, persons } = await database.shared(async (shared) => {
    const id = await createTenant(shared, { slug, name, nameEn, kind, demo: true, note, noteEn })
    const created: DemoPerson[] = []
    for (const { key, name: called, role, scope } of people) {
      const accountId = await createAccount(shared, { key, name: called, invented: true })
      created.push({ accountId, name: called, grant: { role, scope } })
    }
    return { tenantId: id, persons: created }
  })
  await database.write(tenantId, async (writer) => {
    for (const person of persons) await furnishPerson(writer, person, now)
  })
  const coordinator = persons.find((person) => person.grant.role === 'coordination')
  if (!coordinator) throw new Error(`demo/${slug}/people.json names nobody for the coordination`)
  const { accountId } = coordinator
  return { accountId, name: coordinator.name, grants: wholeGrants('coordination'), tenantId }
}
