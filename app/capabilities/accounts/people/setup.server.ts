import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Database, Shared, Writer } from '#app/platform/database.server.ts'
import { type Actor, wholeGrants } from '../account.ts'
import { tenants } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { tokenHash } from '../signIn/sessions.server.ts'
import type { TenantParts } from '../tenantParts.server.ts'
import { createPerson, recordCreated } from './acceptance.server.ts'
import { createMembership } from './memberships.server.ts'
import type { NewMunicipality } from './newTenant.ts'
import { setupCodes } from './setup.table.ts'

/** A code that was printed and never used is void after so many days. */
const codeDays = 3

/**
 * The code that opens the set-up page, as long as there is no real tenant; undefined once there is one. Each start at the same place
 * (machine and port) makes a new one and voids the former. Only its hash is kept: who wants it must see the terminal.
 */
export async function createSetupCode(shared: Shared, place: string, now: Date): Promise<string | undefined> {
  if (await hasRealTenant(shared)) return undefined
  const code = randomBytes(24).toString('base64url')
  const row = { codeHash: tokenHash(code), createdAt: now }
  await shared.db
    .insert(setupCodes)
    .values({ printedAtPlace: place, ...row })
    .onConflictDoUpdate({ target: setupCodes.printedAtPlace, set: row })
  return code
}

/** Whether this code opens the set-up page now. */
export async function isSetupCode(shared: Shared, code: string, now: Date): Promise<boolean> {
  if (await hasRealTenant(shared)) return false
  const [row] = await shared.db
    .select({ createdAt: setupCodes.createdAt })
    .from(setupCodes)
    .where(eq(setupCodes.codeHash, tokenHash(code)))
  return row !== undefined && now.getTime() - row.createdAt.getTime() < codeDays * 86_400_000
}

/** The towns of the demonstration don't count: whoever has looked at them starts in earnest some day. */
export async function hasRealTenant(shared: Shared): Promise<boolean> {
  const [row] = await shared.db
    .select({ id: tenants.id })
    .from(tenants)
    .where(eq(tenants.demo, false))
    .limit(1)
  return row !== undefined
}

export type FirstAdministrator = {
  readonly name: string
  readonly email: string
  /** Null: a link to choose the password is made afterwards. */
  readonly passwordHash: string | null
}
export type FoundRefusal = 'slug-taken' | 'email-taken' | 'code-used'
type Founded = { readonly tenantId: number; readonly accountId: number | undefined }

/** Ends the transaction; the reason goes to the caller as a value. */
class NotFounded extends Error {
  readonly reason: FoundRefusal
  constructor(reason: FoundRefusal) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Creates a tenant with its first administrator, places, phases and fields in one transaction: all of it is there, or nothing.
 * `code`: from the page of an installation without tenant; of two at once, one wins. Without administrator (`tenant create`)
 * somebody has to be invited from the command line.
 */
export async function foundTenant(
  database: Database,
  parts: TenantParts,
  given: {
    readonly municipality: NewMunicipality
    readonly administrator: FirstAdministrator | undefined
    readonly code?: string
    /** Who acts where nobody has an account yet: the command line. */
    readonly actorName: string
  },
  now: Date,
): Promise<Founded | FoundRefusal> {
  const { municipality, administrator, code, actorName } = given
  try {
    return await database.write(
      async (shared) => {
        await shared.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('found tenant', 0))`)
        if (code !== undefined && !(await isSetupCode(shared, code, now))) throw new NotFounded('code-used')
        return insertTenant(shared, municipality)
      },
      async (writer) => {
        const accountId = administrator && (await createAdministrator(writer, administrator, now))
        const isPage = administrator !== undefined && code !== undefined
        const actor: Actor = {
          accountId: isPage ? (accountId ?? 0) : 0,
          name: isPage ? administrator.name : actorName,
          grants: wholeGrants('coordination', 'planning', 'administration'),
          tenantId: writer.tenant,
        }
        await recordFounding(writer, actor, municipality, accountId, now)
        await parts.furnish(writer, actor, municipality, now)
        await writer.db.delete(setupCodes)
        if (accountId !== undefined) await recordCreated(writer, accountId, actor.name, now)
        return { tenantId: writer.tenant, accountId }
      },
    )
  } catch (error) {
    if (error instanceof NotFounded) return error.reason
    throw error
  }
}

async function insertTenant(shared: Shared, { slug, name, kind }: NewMunicipality): Promise<number> {
  const [row] = await shared.db
    .insert(tenants)
    .values({ slug, name, nameEn: name, kind, demo: false, note: '', noteEn: '' })
    .onConflictDoNothing()
    .returning({ id: tenants.id })
  if (!row) throw new NotFounded('slug-taken')
  return row.id
}

async function createAdministrator(
  writer: Writer,
  { name, email, passwordHash }: FirstAdministrator,
  now: Date,
): Promise<number> {
  const accountId = await createPerson(writer, { name, email, passwordHash, confirmed: false }, now)
  if (accountId === undefined) throw new NotFounded('email-taken')
  for (const grant of wholeGrants('administration'))
    await createMembership(writer, accountId, grant, { createdBy: name })
  return accountId
}

async function recordFounding(
  writer: Writer,
  actor: Actor,
  { slug, kind, ags }: NewMunicipality,
  administrator: number | undefined,
  now: Date,
): Promise<void> {
  await recordAudit(writer, actor, {
    action: 'tenant.create',
    thing: `tenant ${slug}`,
    details: {
      after: { slug, kind, ags: ags ?? null },
      ...(administrator === undefined ? {} : { administrator: `account ${administrator}` }),
    },
    at: now,
  })
}
