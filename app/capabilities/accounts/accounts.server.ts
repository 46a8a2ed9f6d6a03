import { and, asc, eq } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Shared } from '#app/platform/database.server.ts'
import { type Actor, type Role, type Tenant, type TenantKind, wholeGrants } from './account.ts'
import { accounts, memberships, tenants } from './accounts.table.ts'
import { listGrants } from './people/memberships.server.ts'

export { stateOfKey } from './apiKeys/apiKey.ts'
export {
  createApiKey,
  findKeyVisitor,
  type KeyRefusal,
  type KeyVisitor,
  listApiKeys,
  type NewApiKey,
  removeOldApiKeys,
  revokeApiKey,
} from './apiKeys/apiKeys.server.ts'
export { recordAccountEvent } from './audit/accountEvents.server.ts'
export type { AuditAction } from './audit/actionTexts.ts'
export { readStateMark, recordAudit, recordLook } from './audit/audit.server.ts'
export { type CheckResult, checkAccountEvents, checkTrail, explainCheck } from './audit/check.server.ts'
export { describeChange, describeChanges } from './audit/describeChange.ts'
export { verifyAccountEvents, verifyAudit } from './audit/verification.server.ts'
export { presentActor, refusingForbidden } from './jobRights.server.ts'
export { changeDisabled, findAccountByEmail, resetByOperator } from './people/access.server.ts'
export { listColleagues } from './people/colleagues.server.ts'
export {
  createInvitation,
  listInvitations,
  renewInvitation,
  tidyPeople,
} from './people/invitations.server.ts'
export { invitationLink, passwordLink, sendInvitation } from './people/letters.server.ts'
export {
  createMembership,
  listGrants,
  listHeldGrants,
  listTenantIdsOf,
  lockPeople,
  removeMembership,
} from './people/memberships.server.ts'
export { readNewMunicipality } from './people/newTenant.ts'
export { listPeople } from './people/people.server.ts'
export { readEmail, readName } from './people/person.ts'
export { listScopeUses, type ScopeUses } from './people/scopeUses.server.ts'
export { createSetupCode, foundTenant } from './people/setup.server.ts'
export { describeGrant } from './people/words.ts'
export { type Action, demand, Forbidden, may, type Thing, wholeTenant } from './permission.ts'
export { countAttempt } from './signIn/attempts.server.ts'
export { cookies } from './signIn/cookies.ts'
export { findAccountEmail } from './signIn/ownAccount.server.ts'
export { createPasswordReset } from './signIn/resets.server.ts'
export { tidySignIn } from './signIn/tidy.server.ts'
export { tidySignOn } from './singleSignOn/attempts.server.ts'
export { changeTenantAddresses, readTenantAddresses } from './tenantAddresses.server.ts'

function inLanguage(row: typeof tenants.$inferSelect, language: Language): Tenant {
  const english = language === 'en'
  return {
    id: row.id,
    slug: row.slug,
    name: english ? row.nameEn : row.name,
    kind: row.kind,
    demo: row.demo,
    note: english ? row.noteEn : row.note,
  }
}

export async function listTenants(shared: Shared, language: Language): Promise<Tenant[]> {
  const rows = await shared.db.select().from(tenants).orderBy(asc(tenants.id))
  return rows.map((row) => inLanguage(row, language))
}

export async function findTenant(
  shared: Shared,
  slug: string,
  language: Language,
): Promise<Tenant | undefined> {
  const [row] = await shared.db.select().from(tenants).where(eq(tenants.slug, slug))
  return row && inLanguage(row, language)
}

/** The actor that an account is in this tenant; undefined if it has no role there. */
export async function findActor(
  reader: Reader,
  account: { accountId: number; name: string },
): Promise<Actor | undefined> {
  const grants = (await listGrants(reader, [account.accountId])).get(account.accountId) ?? []
  return grants.length === 0 ? undefined : { ...account, grants, tenantId: reader.tenant }
}

export type DemoUser = { readonly key: string; readonly name: string; readonly roles: readonly Role[] }

/** The invented persons of a demonstration town, each once with all roles; nobody else is ever listed. */
export async function listDemoUsers(reader: Reader): Promise<DemoUser[]> {
  const rows = await reader.db
    .select({ key: accounts.key, name: accounts.name, role: memberships.role })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(memberships.tenantId, reader.tenant), eq(accounts.invented, true), eq(tenants.demo, true)))
    .orderBy(asc(accounts.id), asc(memberships.id))
  return [...Map.groupBy(rows, (row) => row.key).values()].map((held) => ({
    key: held[0]!.key,
    name: held[0]!.name,
    roles: [...new Set(held.map(({ role }) => role))],
  }))
}

export async function findDemoAccount(
  reader: Reader,
  key: string,
): Promise<{ accountId: number } | undefined> {
  const [row] = await reader.db
    .select({ accountId: accounts.id })
    .from(accounts)
    .innerJoin(memberships, eq(memberships.accountId, accounts.id))
    .where(and(eq(memberships.tenantId, reader.tenant), eq(accounts.key, key), eq(accounts.invented, true)))
  return row
}

export type NewTenant = {
  slug: string
  name: string
  nameEn: string
  kind: TenantKind
  demo: boolean
  note: string
  noteEn: string
}

/** Creates a tenant, or gives the one that has this address already. */
export async function createTenant(shared: Shared, tenant: NewTenant): Promise<number> {
  const [row] = await shared.db
    .insert(tenants)
    .values(tenant)
    .onConflictDoUpdate({ target: tenants.slug, set: { slug: tenant.slug } })
    .returning({ id: tenants.id })
  return row!.id
}

/** Creates an account, or gives the one that has this key already. */
export async function createAccount(
  shared: Shared,
  account: { key: string; name: string; invented: boolean },
): Promise<number> {
  const [row] = await shared.db
    .insert(accounts)
    .values(account)
    .onConflictDoUpdate({ target: accounts.key, set: { name: account.name } })
    .returning({ id: accounts.id })
  return row!.id
}

/** The software itself, where it does something that nobody asked it for just now, as removing what has had its time. */
export function softwareActor(tenantId: number): Actor {
  return { accountId: 0, name: 'Lückenlos', grants: [], tenantId }
}

/** The administrator at the command line acts under this name; the audit trail shows it. */
export function commandLineActor(tenantId: number): Actor {
  return {
    accountId: 0,
    name: 'Befehlszeile',
    grants: wholeGrants('coordination', 'planning', 'administration', 'data_protection'),
    tenantId,
  }
}
