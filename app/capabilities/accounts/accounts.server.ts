import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import { type Actor, type Grant, type Role, type Tenant, type TenantKind, wholeGrants } from './account.ts'
import { accounts, membershipScopes, memberships, tenants } from './accounts.table.ts'

export { readStateMark, recordAudit } from './audit/audit.server.ts'
export { type Action, demand, Forbidden, may, type Thing, wholeTenant } from './permission.ts'

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

/** The rights of these accounts in this tenant, in the order in which they were given. */
export async function listGrants(
  reader: Reader,
  accountIds: readonly number[],
): Promise<Map<number, Grant[]>> {
  if (accountIds.length === 0) return new Map()
  const rows = await reader.db
    .select({
      id: memberships.id,
      accountId: memberships.accountId,
      role: memberships.role,
      kind: membershipScopes.kind,
      key: membershipScopes.key,
    })
    .from(memberships)
    .leftJoin(
      membershipScopes,
      and(
        eq(membershipScopes.tenantId, memberships.tenantId),
        eq(membershipScopes.membershipId, memberships.id),
      ),
    )
    .where(and(eq(memberships.tenantId, reader.tenant), inArray(memberships.accountId, [...accountIds])))
    .orderBy(asc(memberships.id), asc(membershipScopes.kind), asc(membershipScopes.key))
  const grants = new Map<number, Grant[]>()
  for (const held of Map.groupBy(rows, (row) => row.id).values()) {
    const { accountId, role } = held[0]!
    const keys = (kind: 'place' | 'organisation' | 'field') =>
      held.flatMap((row) => (row.kind === kind && row.key !== null ? [row.key] : []))
    const scope = { places: keys('place'), organisations: keys('organisation'), fields: keys('field') }
    grants.set(accountId, [...(grants.get(accountId) ?? []), { role, scope }])
  }
  return grants
}

export type DemoUser = { readonly key: string; readonly name: string; readonly role: Role }

/** The invented persons of a demonstration town, one per role; nobody else is ever listed. */
export async function listDemoUsers(reader: Reader): Promise<DemoUser[]> {
  return reader.db
    .select({ key: accounts.key, name: accounts.name, role: memberships.role })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(memberships.tenantId, reader.tenant), eq(accounts.invented, true), eq(tenants.demo, true)))
    .orderBy(asc(accounts.id))
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

/** Gives an account a right in this tenant; one that it has already stays as it is. */
export async function createMembership(
  writer: Writer,
  accountId: number,
  grant: Grant,
  given: { origin?: 'person' | 'group'; createdBy?: string } = {},
): Promise<void> {
  const held = (await listGrants(writer, [accountId])).get(accountId) ?? []
  if (held.some((one) => isSameGrant(one, grant))) return
  const { role, scope } = grant
  const [row] = await writer.db
    .insert(memberships)
    .values({ tenantId: writer.tenant, accountId, role, ...given })
    .returning({ id: memberships.id })
  const limits = [
    ...scope.places.map((key) => ({ kind: 'place' as const, key })),
    ...scope.organisations.map((key) => ({ kind: 'organisation' as const, key })),
    ...scope.fields.map((key) => ({ kind: 'field' as const, key })),
  ]
  if (limits.length === 0) return
  await writer.db
    .insert(membershipScopes)
    .values(limits.map((limit) => ({ tenantId: writer.tenant, membershipId: row!.id, ...limit })))
}

function isSameGrant(one: Grant, other: Grant): boolean {
  const text = ({ role, scope }: Grant) =>
    JSON.stringify([
      role,
      ...[scope.places, scope.organisations, scope.fields].map((keys) => keys.toSorted()),
    ])
  return text(one) === text(other)
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
