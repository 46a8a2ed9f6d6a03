import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import { rowsOf } from '#app/platform/database.server.ts'
import type { Grant } from '../account.ts'
import { accounts, membershipScopes, memberships } from '../accounts.table.ts'
import { isSameGrant } from './scopes.ts'

/** A right as it is held: by its number it can be changed or taken. */
export type HeldGrant = Grant & {
  readonly id: number
  /** `group`: from the municipality's single sign-on. */
  readonly origin: 'person' | 'group'
  readonly createdBy: string
}

/** The rights of these accounts in this tenant, in the order in which they were given; of all accounts without a list. */
export async function listHeldGrants(
  reader: Reader,
  accountIds?: readonly number[],
): Promise<Map<number, HeldGrant[]>> {
  if (accountIds?.length === 0) return new Map()
  const rows = await reader.db
    .select({
      id: memberships.id,
      accountId: memberships.accountId,
      role: memberships.role,
      origin: memberships.origin,
      createdBy: memberships.createdBy,
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
    .where(
      and(
        eq(memberships.tenantId, reader.tenant),
        accountIds && inArray(memberships.accountId, [...accountIds]),
      ),
    )
    .orderBy(asc(memberships.id), asc(membershipScopes.kind), asc(membershipScopes.key))
  const grants = new Map<number, HeldGrant[]>()
  for (const held of Map.groupBy(rows, (row) => row.id).values()) {
    const { id, accountId, role, origin, createdBy } = held[0]!
    const keys = (kind: 'place' | 'organisation' | 'field') =>
      held.flatMap((row) => (row.kind === kind && row.key !== null ? [row.key] : []))
    const scope = { places: keys('place'), organisations: keys('organisation'), fields: keys('field') }
    grants.set(accountId, [...(grants.get(accountId) ?? []), { id, role, scope, origin, createdBy }])
  }
  return grants
}

/** As `listHeldGrants`, only role and scope. */
export async function listGrants(
  reader: Reader,
  accountIds: readonly number[],
): Promise<Map<number, Grant[]>> {
  const held = await listHeldGrants(reader, accountIds)
  return new Map(
    [...held].map(([accountId, grants]) => [accountId, grants.map(({ role, scope }) => ({ role, scope }))]),
  )
}

/** Gives an account a right in this tenant; one that it has already stays as it is. Part of a command, which asks and records. */
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

/** Takes one right, or all of an account without `id`. Part of a command. */
export async function removeMembership(writer: Writer, accountId: number, id?: number): Promise<void> {
  await writer.db
    .delete(memberships)
    .where(
      and(
        eq(memberships.tenantId, writer.tenant),
        eq(memberships.accountId, accountId),
        id === undefined ? undefined : eq(memberships.id, id),
      ),
    )
}

/** Ids of the tenants in which an account has a role, in any handle; see `tenants_of_account` in the migration. */
export async function listTenantIdsOf(handle: Reader | Shared, accountId: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    handle,
    sql`select tenants_of_account(${accountId}::integer) as id`,
  )
  return rows.map((row) => row.id)
}

/** Commands on the people of one tenant wait for each other: two administrators can't remove each other at once. */
export async function lockPeople(writer: Writer): Promise<void> {
  await writer.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`people ${writer.tenant}`}, 0))`,
  )
}

/**
 * What is decided by the tenants of an account waits for others who decide the same, in whatever tenant: comes before
 * `listTenantIdsOf` and before a role that adds a tenant.
 */
export async function lockAccount(writer: Writer, accountId: number): Promise<void> {
  await writer.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('no key update')
}
