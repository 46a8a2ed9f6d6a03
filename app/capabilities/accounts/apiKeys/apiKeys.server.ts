import { randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { germanDay } from '#app/plain/day.ts'
import type { Database, Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import { findActor, softwareActor } from '../accounts.server.ts'
import { accounts } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { demand, wholeTenant } from '../permission.ts'
import { tokenHash } from '../signIn/sessions.server.ts'
import {
  type ApiKey,
  actorOfKey,
  keyDays,
  longestName,
  prefixOf,
  tenantOfToken,
  writeToken,
} from './apiKey.ts'
import { apiKeys } from './apiKeys.table.ts'

type Row = typeof apiKeys.$inferSelect

const toKey = (row: Row): ApiKey => ({
  id: row.id,
  prefix: row.prefix,
  accountId: row.accountId,
  name: row.name,
  organisation: row.organisation,
  source: row.source ?? undefined,
  mayRelease: row.mayRelease,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  lastUsedOn: row.lastUsedOn ?? undefined,
  revokedAt: row.revokedAt ?? undefined,
  revokedBy: row.revokedBy ?? undefined,
})

export type NewApiKey = {
  readonly name: string
  readonly organisation: string
  readonly source: string | undefined
  readonly mayRelease: boolean
  /** One of `keyDays`. */
  readonly days: number
}

/** Keys that one person can have at the same time: one per programme and some to exchange them. */
const mostKeys = 20

/** `name-taken`: one of the person's own that holds is called so; two of one name can't be told apart when one has to go. */
export type KeyRefusal = 'name' | 'name-taken' | 'days' | 'too-many'

/**
 * Makes a key of one's own. It can do no more than its person, who hands it to a programme; it is answered here and stands
 * nowhere afterwards.
 */
export async function createApiKey(
  writer: Writer,
  actor: Actor,
  given: NewApiKey,
  now: Date,
): Promise<{ readonly id: number; readonly token: string } | { readonly refused: KeyRefusal }> {
  const { organisation, source, mayRelease, days } = given
  demand(actor, 'keys.own', wholeTenant)
  demand(actor, 'figures.deliver', { organisation })
  if (mayRelease) demand(actor, 'figures.accept', { organisation })
  const name = given.name.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (name === '' || name.length > longestName || /\p{Cc}/u.test(name)) return { refused: 'name' }
  if (!keyDays.some((known) => known === days)) return { refused: 'days' }
  await lockKeys(writer, actor.accountId)
  const open = await listOpenKeys(writer, actor.accountId, now)
  if (open.some((key) => key.name.toLowerCase() === name.toLowerCase())) return { refused: 'name-taken' }
  if (open.length >= mostKeys) return { refused: 'too-many' }
  const token = writeToken(writer.tenant, randomBytes(32).toString('base64url'))
  const expiresAt = new Date(now.getTime() + days * 86_400_000)
  const [row] = await writer.db
    .insert(apiKeys)
    .values({
      tenantId: writer.tenant,
      tokenHash: tokenHash(token),
      prefix: prefixOf(token),
      accountId: actor.accountId,
      name,
      organisation,
      source: source ?? null,
      mayRelease,
      createdAt: now,
      expiresAt,
    })
    .returning({ id: apiKeys.id })
  await recordAudit(writer, actor, {
    action: 'api-key.create',
    thing: `api-key ${row!.id}`,
    details: { organisation, ...(source && { source }), mayRelease, expiresAt },
    at: now,
  })
  return { id: row!.id, token }
}

/** A page that is loaded again, or a second click, waits for the key that the first one makes. */
async function lockKeys(writer: Writer, accountId: number): Promise<void> {
  await writer.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys ${writer.tenant} ${accountId}`}, 0))`,
  )
}

async function listOpenKeys(
  reader: Reader,
  accountId: number,
  now: Date,
): Promise<readonly { name: string }[]> {
  return reader.db
    .select({ name: apiKeys.name })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.tenantId, reader.tenant),
        eq(apiKeys.accountId, accountId),
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, now),
      ),
    )
}

/** A key with whose it is. */
export type ListedKey = ApiKey & { readonly owner: string }

/** Keys of one person or, without one, of everybody; the newest first, those that have ended included. */
export async function listApiKeys(reader: Reader, accountId: number | undefined): Promise<ListedKey[]> {
  const rows = await reader.db
    .select({ key: apiKeys, owner: accounts.name })
    .from(apiKeys)
    .innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .where(
      and(
        eq(apiKeys.tenantId, reader.tenant),
        accountId === undefined ? undefined : eq(apiKeys.accountId, accountId),
      ),
    )
    .orderBy(desc(apiKeys.id))
  return rows.map(({ key, owner }) => ({ ...toKey(key), owner }))
}

/** Ends a key: one's own, or as administrator anybody's. False: there is no such key, or it was revoked before. */
export async function revokeApiKey(writer: Writer, actor: Actor, id: number, now: Date): Promise<boolean> {
  demand(actor, 'keys.own', wholeTenant)
  const [row] = await writer.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, writer.tenant), eq(apiKeys.id, id)))
    .for('update')
  if (row?.accountId !== actor.accountId) demand(actor, 'people.manage', wholeTenant)
  if (!row || row.revokedAt !== null) return false
  await writer.db
    .update(apiKeys)
    .set({ revokedAt: now, revokedBy: actor.name })
    .where(and(eq(apiKeys.tenantId, writer.tenant), eq(apiKeys.id, id)))
  await recordAudit(writer, actor, {
    action: 'api-key.revoke',
    thing: `api-key ${id}`,
    details: {},
    at: now,
  })
  return true
}

/** Who comes with a key, for which tenant. */
export type KeyVisitor = { readonly key: ApiKey; readonly actor: Actor; readonly tenantId: number }

/**
 * Who comes with this key; undefined for whatever opens nothing: unknown, run out, revoked, its account closed, or its person
 * without the right to deliver there any more. Nobody learns which.
 */
export async function findKeyVisitor(
  database: Database,
  token: string,
  now: Date,
): Promise<KeyVisitor | undefined> {
  const tenantId = tenantOfToken(token)
  if (tenantId === undefined) return undefined
  const found = await database.read(tenantId, (reader) =>
    findValid(reader, eq(apiKeys.tokenHash, tokenHash(token)), now),
  )
  if (found) await noteUse(database, found, now)
  return found
}

/** Who acts with the key of this number now; undefined once it holds no more. */
export async function findKeyActor(reader: Reader, id: number, now: Date): Promise<Actor | undefined> {
  return (await findValid(reader, eq(apiKeys.id, id), now))?.actor
}

async function findValid(reader: Reader, which: SQL, now: Date): Promise<KeyVisitor | undefined> {
  const [row] = await reader.db
    .select({ key: apiKeys, name: accounts.name })
    .from(apiKeys)
    .innerJoin(accounts, eq(accounts.id, apiKeys.accountId))
    .where(
      and(
        eq(apiKeys.tenantId, reader.tenant),
        which,
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, now),
        or(isNull(accounts.disabledAt), gt(accounts.disabledAt, now)),
      ),
    )
  const owner = row && (await findActor(reader, { accountId: row.key.accountId, name: row.name }))
  const key = row && toKey(row.key)
  const actor = key && owner && actorOfKey(key, owner)
  return key && actor ? { key, actor, tenantId: reader.tenant } : undefined
}

/** Once a day: whoever looks at the list sees which keys are still in use. */
async function noteUse(database: Database, { key, tenantId }: KeyVisitor, now: Date): Promise<void> {
  const today = germanDay(now)
  if (key.lastUsedOn === today) return
  await database.write(tenantId, (writer) =>
    writer.db
      .update(apiKeys)
      .set({ lastUsedOn: sql`${today}::date` })
      .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, key.id))),
  )
}

/** Part of housekeeping: keys that ended a year ago are forgotten. */
export async function removeOldApiKeys(writer: Writer, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 365 * 86_400_000).toISOString()
  const { rowCount } = await writer.db
    .delete(apiKeys)
    .where(
      and(
        eq(apiKeys.tenantId, writer.tenant),
        sql`least(${apiKeys.expiresAt}, ${apiKeys.revokedAt}) < ${before}::timestamptz`,
      ),
    )
  if (!rowCount) return
  await recordAudit(writer, softwareActor(writer.tenant), {
    action: 'api-key.expire',
    thing: 'api-keys',
    details: { count: rowCount },
    at: now,
  })
}
