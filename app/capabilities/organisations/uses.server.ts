import { listScopeUses, type ScopeUses } from '#app/capabilities/accounts/accounts.server.ts'
import type { TenantParts } from '#app/capabilities/accounts/tenantParts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'

/** Sources and goals stand in capabilities below this one; `app/tenantParts.server.ts` hands in how to ask them. */
export type UsesBelow = TenantParts['listOrganisationUses']

/** What refers to one organisation: names of sources and goals, numbers of rights, invitations and groups. */
export type UsesOfOne = ScopeUses & { readonly sources: readonly string[]; readonly goals: readonly string[] }

export const isUsed = ({ sources, goals, rights, invitations, groups }: UsesOfOne): boolean =>
  sources.length + goals.length + rights + invitations + groups > 0

/** What refers to the tenant's organisations, asked once for all of them. */
export async function listUses(reader: Reader, below: UsesBelow, language: Language) {
  const things = await below(reader, language)
  const scopes = await listScopeUses(reader, 'organisations')
  return {
    usesOf: ({ id, key }: { readonly id: number; readonly key: string }): UsesOfOne => ({
      ...(things.get(id) ?? { sources: [], goals: [] }),
      ...(scopes.get(key) ?? { rights: 0, invitations: 0, groups: 0 }),
    }),
  }
}
