import { and, eq, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { accounts, membershipScopes, memberships } from '../accounts.table.ts'

/**
 * Whether somebody administrates this tenant who stays, `except` left out: who can sign in here by password, with a role that a
 * person gave. Roles from groups do not count: they end with the provider, and those of people long gone stand here still.
 */
export async function hasLastingAdministrator(reader: Reader, except?: number): Promise<boolean> {
  const [found] = await reader.db
    .select({ id: memberships.id })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
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
        eq(memberships.role, 'administration'),
        eq(memberships.origin, 'person'),
        except === undefined ? undefined : ne(memberships.accountId, except),
        isNull(membershipScopes.key),
        isNull(accounts.disabledAt),
        or(isNotNull(accounts.passwordHash), eq(accounts.invented, true)),
      ),
    )
    .limit(1)
  return found !== undefined
}
