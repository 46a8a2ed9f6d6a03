import { and, eq } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import type { Grant } from '../account.ts'
import { invitations } from '../accounts.table.ts'
import { listGroups } from '../singleSignOn/providers.server.ts'
import { isOpen } from './invitations.server.ts'
import { listHeldGrants } from './memberships.server.ts'
import type { ScopeKind } from './scopes.ts'

/** How many rights, open invitations and groups of the single sign-on are limited to something; no names of people. */
export type ScopeUses = { readonly rights: number; readonly invitations: number; readonly groups: number }

/** By key of the place, organisation or field of action; only those that anything is limited to. */
export async function listScopeUses(
  reader: Reader,
  kind: ScopeKind,
): Promise<ReadonlyMap<string, ScopeUses>> {
  const open = await reader.db
    .select({ grants: invitations.grants })
    .from(invitations)
    .where(and(eq(invitations.tenantId, reader.tenant), isOpen))
  const keysOf = (grants: readonly Grant[]) => new Set(grants.flatMap(({ scope }) => scope[kind]))
  const used = {
    rights: [...(await listHeldGrants(reader)).values()].flat().map((grant) => keysOf([grant])),
    invitations: open.map(({ grants }) => keysOf(grants)),
    groups: (await listGroups(reader)).map(({ grant }) => keysOf([grant])),
  }
  const all = new Set(Object.values(used).flatMap((sets) => sets.flatMap((set) => [...set])))
  const count = (sets: readonly ReadonlySet<string>[], key: string) =>
    sets.filter((set) => set.has(key)).length
  return new Map(
    [...all].map((key) => [
      key,
      {
        rights: count(used.rights, key),
        invitations: count(used.invitations, key),
        groups: count(used.groups, key),
      },
    ]),
  )
}
