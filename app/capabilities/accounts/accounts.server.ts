import { createHash, randomBytes } from 'node:crypto'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import type { Actor, Role, Tenant } from './account.ts'
import { accounts, memberships, sessions, tenants } from './accounts.table.ts'

export { readStateMark, recordAudit } from './audit.server.ts'
export { type Action, may } from './permission.ts'

const sessionDays = 1

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function inLanguage(row: typeof tenants.$inferSelect, language: Language): Tenant {
  const english = language === 'en'
  return {
    id: row.id,
    slug: row.slug,
    name: english ? row.nameEn : row.name,
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

/** The account behind a session cookie that still holds at `now`. */
export async function findSession(
  shared: Shared,
  token: string,
  now: Date,
): Promise<{ accountId: number; name: string } | undefined> {
  const [row] = await shared.db
    .select({ accountId: accounts.id, name: accounts.name })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.tokenHash, tokenHash(token)), gt(sessions.expiresAt, now)))
  return row
}

/** The actor that an account is in this tenant; undefined if it has no role there. */
export async function findActor(
  reader: Reader,
  account: { accountId: number; name: string },
): Promise<Actor | undefined> {
  const rows = await reader.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenantId, reader.tenant), eq(memberships.accountId, account.accountId)))
  if (rows.length === 0) return undefined
  return { ...account, roles: rows.map((row) => row.role), tenantId: reader.tenant }
}

/** Begins a session; the returned token goes into the cookie and is stored nowhere. */
export async function createSession(shared: Shared, accountId: number, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + sessionDays * 24 * 60 * 60 * 1000)
  await shared.db.delete(sessions).where(sql`${sessions.expiresAt} < ${now}`)
  await shared.db.insert(sessions).values({ tokenHash: tokenHash(token), accountId, expiresAt })
  return token
}

export async function removeSession(shared: Shared, token: string): Promise<void> {
  await shared.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash(token)))
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
  kind: 'municipality' | 'county' | 'state-office'
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

export async function createMembership(writer: Writer, accountId: number, role: Role): Promise<void> {
  await writer.db
    .insert(memberships)
    .values({ tenantId: writer.tenant, accountId, role })
    .onConflictDoNothing()
}

/** The administrator at the command line acts under this name; the audit trail shows it. */
export function commandLineActor(tenantId: number): Actor {
  return { accountId: 0, name: 'Befehlszeile', roles: ['coordination', 'planning'], tenantId }
}
