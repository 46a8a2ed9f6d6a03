import { and, asc, inArray, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { accounts } from '../accounts.table.ts'
import { type Action, may } from '../permission.ts'
import { listHeldGrants } from './memberships.server.ts'

/** Somebody with a role here, as colleagues name each other: no address, no role. */
type Colleague = { readonly accountId: number; readonly name: string }

/** Who may do this here to anything at all and whose account is not closed, in German order of their names: for choosing who is responsible. */
export async function listColleagues(reader: Reader, action: Action): Promise<Colleague[]> {
  const grants = await listHeldGrants(reader)
  const ids = [...grants].flatMap(([accountId, held]) =>
    may({ accountId, name: '', grants: held, tenantId: reader.tenant }, action) ? [accountId] : [],
  )
  if (ids.length === 0) return []
  return reader.db
    .select({ accountId: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(inArray(accounts.id, ids), isNull(accounts.disabledAt)))
    .orderBy(asc(sql`${accounts.name} collate german`), asc(accounts.id))
}
