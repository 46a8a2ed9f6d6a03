import { eq } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Database, Shared } from '#app/platform/database.server.ts'
import type { Grant } from '../account.ts'
import { listGrants, listTenants } from '../accounts.server.ts'
import { accounts } from '../accounts.table.ts'

/** What a person may know of their own account; the hash of the password stays behind. */
export type OwnAccount = {
  readonly id: number
  readonly name: string
  readonly email: string | null
  readonly emailConfirmedAt: Date | null
  readonly hasPassword: boolean
  readonly passwordChangedAt: Date | null
  readonly secondFactorSince: Date | null
  /** A person of the demonstration, without password. */
  readonly invented: boolean
}

export async function getOwnAccount(shared: Shared, accountId: number): Promise<OwnAccount> {
  const [row] = await shared.db.select().from(accounts).where(eq(accounts.id, accountId))
  if (!row) throw new Error(`no account ${accountId}`)
  const { id, name, email, emailConfirmedAt, passwordChangedAt, secondFactorSince, invented } = row
  const hasPassword = row.passwordHash !== null
  return {
    id,
    name,
    email,
    emailConfirmedAt,
    hasPassword,
    passwordChangedAt,
    secondFactorSince,
    invented,
  }
}

export async function findAccountName(shared: Shared, accountId: number): Promise<string> {
  const [row] = await shared.db
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return row?.name ?? ''
}

/** The mail address of an account; undefined where it has none. */
export async function findAccountEmail(shared: Shared, accountId: number): Promise<string | undefined> {
  const [row] = await shared.db
    .select({ email: accounts.email })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return row?.email ?? undefined
}

export type Belonging = {
  readonly tenantId: number
  readonly slug: string
  readonly name: string
  readonly grants: readonly Grant[]
}

/**
 * The tenants in which an account has rights. One short read per tenant: none can be read together with another. `onlyTenantId`:
 * the session counts there only.
 */
export async function listBelongings(
  database: Database,
  session: { accountId: number; onlyTenantId: number | null },
  language: Language,
): Promise<Belonging[]> {
  const { accountId, onlyTenantId } = session
  const tenants = await database.shared((shared) => listTenants(shared, language))
  const belongings = await Promise.all(
    tenants
      .filter((tenant) => (onlyTenantId ?? tenant.id) === tenant.id)
      .map(async ({ id, slug, name }) => ({
        tenantId: id,
        slug,
        name,
        grants: (await database.read(id, (reader) => listGrants(reader, [accountId]))).get(accountId) ?? [],
      })),
  )
  return belongings.filter(({ grants }) => grants.length > 0)
}
