import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordAudit, softwareActor } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { keyedHash } from '#app/platform/secretBox.server.ts'
import { listSources, type Source } from '../catalogue.server.ts'
import { demandDelivery, findDelivery } from '../deliveries.server.ts'
import { type DeliveryLink, isOpenLink, type LinkPurpose, linkDays } from './link.ts'
import { deliveryLinks, deliveryLinkUses } from './links.table.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * The token of a link: computed with the installation's secret, so that it can be shown and mailed again and still stands nowhere.
 * A copy of the database opens nothing.
 */
const tokenOf = (tenant: number, id: number, createdAt: Date): string =>
  keyedHash(`link ${tenant} ${id} ${createdAt.getTime()}`, 'delivery-link')

/** Where a link leads. */
export const linkAddress = (tenantSlug: string, token: string): string =>
  `/${tenantSlug}/zulieferung/${token}`

type Row = typeof deliveryLinks.$inferSelect

const toLink = (row: Row): DeliveryLink => ({
  id: row.id,
  sourceId: row.sourceId,
  purpose: row.purpose,
  deliveryId: row.deliveryId ?? undefined,
  name: row.name,
  email: row.email ?? undefined,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt ?? undefined,
  lastUsedOn: row.lastUsedOn ?? undefined,
})

/** Links of a source that can be used, the newest first, with their tokens: for those who may hand them over. */
export async function listOpenLinks(
  reader: Reader,
  sourceId: number,
  now: Date,
): Promise<(DeliveryLink & { readonly token: string })[]> {
  const rows = await reader.db
    .select()
    .from(deliveryLinks)
    .where(
      and(
        eq(deliveryLinks.tenantId, reader.tenant),
        eq(deliveryLinks.sourceId, sourceId),
        isNull(deliveryLinks.revokedAt),
        gt(deliveryLinks.expiresAt, now),
      ),
    )
    .orderBy(desc(deliveryLinks.id))
  // A link that came with the data of another installation has no token here.
  return rows.flatMap((row) => {
    const token = tokenOf(reader.tenant, row.id, row.createdAt)
    return hashOf(token) === row.tokenHash ? [{ ...toLink(row), token }] : []
  })
}

export type LinkFor = {
  readonly source: string
  readonly purpose: LinkPurpose
  readonly deliveryId: number | undefined
  readonly name: string
  readonly email: string | undefined
}

/** Makes a way in for one person. Answers its token; undefined: there is no such source, or the delivery is of another one. */
export async function createLink(
  writer: Writer,
  actor: Actor,
  given: LinkFor,
  now: Date,
): Promise<{ readonly id: number; readonly token: string } | undefined> {
  const source = (await listSources(writer)).find(({ key }) => key === given.source)
  demand(actor, 'figures.define', source ?? {})
  if (!source) return undefined
  if (given.deliveryId !== undefined) {
    await demandDelivery(writer, actor, 'figures.define', given.deliveryId)
    if ((await findDelivery(writer, given.deliveryId, 'de'))?.sourceKey !== source.key) return undefined
  }
  return insertLink(writer, actor, source, given, now)
}

/** The row, its token and the entry in the trail; who calls has asked for the right. */
async function insertLink(
  writer: Writer,
  actor: Actor,
  source: Pick<Source, 'id' | 'key'>,
  given: LinkFor,
  now: Date,
): Promise<{ readonly id: number; readonly token: string }> {
  const expiresAt = new Date(now.getTime() + linkDays * 86_400_000)
  const [row] = await writer.db
    .insert(deliveryLinks)
    .values({
      tenantId: writer.tenant,
      // The token needs the number, so its hash comes with the second statement; until then nothing hashes to this.
      tokenHash: randomBytes(16).toString('hex'),
      sourceId: source.id,
      purpose: given.purpose,
      deliveryId: given.deliveryId ?? null,
      name: given.name,
      email: given.email ?? null,
      createdBy: actor.name,
      createdAt: now,
      expiresAt,
    })
    .returning({ id: deliveryLinks.id })
  const token = tokenOf(writer.tenant, row!.id, now)
  await writer.db
    .update(deliveryLinks)
    .set({ tokenHash: hashOf(token) })
    .where(and(eq(deliveryLinks.tenantId, writer.tenant), eq(deliveryLinks.id, row!.id)))
  await recordAudit(writer, actor, {
    action: 'delivery-link.create',
    thing: `delivery-link ${row!.id}`,
    details: { source: source.key, purpose: given.purpose, expiresAt },
    at: now,
  })
  return { id: row!.id, token }
}

/** Whether a link was made for this contact to send files: of somebody with the same name and another address it is not. */
export const isLinkOf =
  (contact: { readonly name: string; readonly email: string | undefined }) =>
  ({ purpose, name, email }: Pick<DeliveryLink, 'purpose' | 'name' | 'email'>): boolean =>
    purpose === 'upload' && name === contact.name && email === contact.email

/**
 * The open link of a source's contact for sending files, made where there is none: for the reminder that carries it. Part of
 * `sendReminders`, which records what it does.
 */
export async function ensureContactLink(
  writer: Writer,
  source: Pick<Source, 'id' | 'key'>,
  contact: { readonly name: string; readonly email: string },
  now: Date,
): Promise<string> {
  const open = await listOpenLinks(writer, source.id, now)
  const own = open.find(isLinkOf(contact))
  // One that runs out soon would not last until the office comes back to it.
  const lasts = own && own.expiresAt.getTime() - now.getTime() > 60 * 86_400_000
  if (own && lasts) return own.token
  const given = { source: source.key, purpose: 'upload', deliveryId: undefined, ...contact } as const
  return (await insertLink(writer, softwareActor(writer.tenant), source, given, now)).token
}

/** The link opens nothing from now on; name and address go with it. Answers whether there was one. */
export async function revokeLink(writer: Writer, actor: Actor, id: number, now: Date): Promise<boolean> {
  const [row] = await writer.db
    .select({ sourceId: deliveryLinks.sourceId })
    .from(deliveryLinks)
    .where(
      and(
        eq(deliveryLinks.tenantId, writer.tenant),
        eq(deliveryLinks.id, id),
        isNull(deliveryLinks.revokedAt),
      ),
    )
    .for('update')
  const source = row && (await listSources(writer)).find((one) => one.id === row.sourceId)
  demand(actor, 'figures.define', source ?? {})
  if (!row) return false
  await writer.db
    .update(deliveryLinks)
    .set({ revokedAt: now, name: '', email: null })
    .where(and(eq(deliveryLinks.tenantId, writer.tenant), eq(deliveryLinks.id, id)))
  await recordAudit(writer, actor, {
    action: 'delivery-link.revoke',
    thing: `delivery-link ${id}`,
    details: {},
    at: now,
  })
  return true
}

/** The open link of a token with its source; undefined for whatever opens nothing (unknown, revoked, run out). */
export async function findLink(
  reader: Reader,
  token: string,
  now: Date,
): Promise<{ readonly link: DeliveryLink; readonly source: Source } | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const [row] = await reader.db
    .select()
    .from(deliveryLinks)
    .where(and(eq(deliveryLinks.tenantId, reader.tenant), eq(deliveryLinks.tokenHash, hashOf(token))))
  const link = row && toLink(row)
  if (!link || !isOpenLink(link, now)) return undefined
  const source = (await listSources(reader)).find(({ id }) => id === link.sourceId)
  return source && { link, source }
}

/** The deliveries that a link opens: those that came in through it, and the one that it asks about; the newest first. */
export async function listLinkDeliveries(reader: Reader, link: DeliveryLink): Promise<number[]> {
  const rows = await reader.db
    .select({ id: deliveryLinkUses.deliveryId })
    .from(deliveryLinkUses)
    .where(and(eq(deliveryLinkUses.tenantId, reader.tenant), eq(deliveryLinkUses.linkId, link.id)))
    .orderBy(desc(deliveryLinkUses.deliveryId))
  const ids = rows.map(({ id }) => id)
  return link.deliveryId === undefined || ids.includes(link.deliveryId) ? ids : [link.deliveryId, ...ids]
}

/** Keeps that a delivery came in through a link. */
export async function recordLinkUse(
  writer: Writer,
  actor: Actor,
  use: { readonly link: DeliveryLink; readonly deliveryId: number },
  now: Date,
): Promise<void> {
  await demandDelivery(writer, actor, 'figures.deliver', use.deliveryId)
  const { link, deliveryId } = use
  const { rowCount } = await writer.db
    .insert(deliveryLinkUses)
    .values({ tenantId: writer.tenant, linkId: link.id, deliveryId })
    .onConflictDoNothing()
  await writer.db
    .update(deliveryLinks)
    .set({ lastUsedOn: sql`${germanDay(now)}::date` })
    .where(and(eq(deliveryLinks.tenantId, writer.tenant), eq(deliveryLinks.id, link.id)))
  if (!rowCount) return
  await recordAudit(writer, actor, {
    action: 'delivery-link.use',
    thing: `delivery-link ${link.id}`,
    details: { delivery: deliveryId },
    at: now,
  })
}

/** Part of housekeeping: names and addresses of links that opened nothing for a month are forgotten. */
export async function wipeOldLinks(writer: Writer, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 30 * 86_400_000)
  const { rowCount } = await writer.db
    .update(deliveryLinks)
    .set({ name: '', email: null })
    .where(
      and(
        eq(deliveryLinks.tenantId, writer.tenant),
        sql`${deliveryLinks.expiresAt} < ${before.toISOString()}::timestamptz and ${deliveryLinks.name} <> ''`,
      ),
    )
  if (!rowCount) return
  await recordAudit(writer, softwareActor(writer.tenant), {
    action: 'delivery-link.expire',
    thing: 'delivery-links',
    details: { count: rowCount },
    at: now,
  })
}
