import { and, asc, count, desc, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { files } from '#app/platform/files.table.ts'
import { listSources } from '../catalogue.server.ts'
import type { DeliveryAnalysis } from '../delivery.ts'
import type { Layout } from '../figure.ts'
import { deliveries, sources } from '../figures.table.ts'
import { isSameKind, type StoredProfile } from './choose.ts'
import { type ProfileParts, recallProfile } from './profile.ts'
import { mappingProfiles } from './profiles.table.ts'

/** The profiles of one source, in the order in which they were first confirmed. */
export async function listProfiles(reader: Reader, sourceKey: string): Promise<StoredProfile[]> {
  return reader.db
    .select({
      id: mappingProfiles.id,
      name: mappingProfiles.name,
      version: mappingProfiles.version,
      parts: mappingProfiles.parts,
      deliveryId: mappingProfiles.deliveryId,
      receivedOn: deliveries.receivedOn,
      updatedBy: mappingProfiles.updatedBy,
      updatedAt: mappingProfiles.updatedAt,
    })
    .from(mappingProfiles)
    .innerJoin(
      sources,
      and(eq(sources.tenantId, mappingProfiles.tenantId), eq(sources.id, mappingProfiles.sourceId)),
    )
    .innerJoin(
      deliveries,
      and(eq(deliveries.tenantId, mappingProfiles.tenantId), eq(deliveries.id, mappingProfiles.deliveryId)),
    )
    .where(and(eq(mappingProfiles.tenantId, reader.tenant), eq(sources.key, sourceKey)))
    .orderBy(asc(mappingProfiles.id))
}

/** How many profiles each source has, by its key. */
export async function countProfiles(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.db
    .select({ key: sources.key, profiles: count() })
    .from(mappingProfiles)
    .innerJoin(
      sources,
      and(eq(sources.tenantId, mappingProfiles.tenantId), eq(sources.id, mappingProfiles.sourceId)),
    )
    .where(eq(mappingProfiles.tenantId, reader.tenant))
    .groupBy(sources.key)
  return new Map(rows.map(({ key, profiles }) => [key, profiles]))
}

/** How the last released file was read, for sources whose files came before there were profiles. */
async function recallLastDelivery(reader: Reader, sourceKey: string): Promise<StoredProfile[]> {
  const [row] = await reader.db
    .select({ delivery: deliveries, fileName: files.name })
    .from(deliveries)
    .innerJoin(sources, and(eq(sources.tenantId, deliveries.tenantId), eq(sources.id, deliveries.sourceId)))
    .innerJoin(files, and(eq(files.tenantId, deliveries.tenantId), eq(files.id, deliveries.fileId)))
    .where(
      and(
        eq(deliveries.tenantId, reader.tenant),
        eq(deliveries.state, 'released'),
        eq(sources.key, sourceKey),
      ),
    )
    .orderBy(desc(deliveries.releasedAt), desc(deliveries.id))
    .limit(1)
  const analysis = row?.delivery.analysis as DeliveryAnalysis | null | undefined
  if (!row?.delivery.layout || analysis?.state !== 'read') return []
  const { id, layout, receivedOn, releasedBy, releasedAt } = row.delivery
  return [
    {
      id: 0,
      name: nameOf(row.fileName),
      version: 0,
      parts: recallProfile(layout as Layout, analysis.headings),
      deliveryId: id,
      receivedOn,
      updatedBy: releasedBy ?? '',
      updatedAt: releasedAt ?? new Date(0),
    },
  ]
}

/** What is known about files of a source: its profiles, else how its last released file was read. */
export async function listKnownProfiles(reader: Reader, sourceKey: string): Promise<StoredProfile[]> {
  const profiles = await listProfiles(reader, sourceKey)
  return profiles.length > 0 ? profiles : recallLastDelivery(reader, sourceKey)
}

/** A name that a person recognises: that of the file, without its ending. */
const nameOf = (fileName: string) => fileName.replace(/\.\w+$/, '').slice(0, 200) || fileName.slice(0, 200)

/**
 * Keeps how a released file was read: in the source's profile of the same kind, or as a new one. Part of the release, which has
 * asked for the right and locked the delivery.
 */
export async function keepProfile(
  writer: Writer,
  actor: Actor,
  delivery: { readonly id: number; readonly sourceKey: string; readonly fileName: string },
  analysis: Extract<DeliveryAnalysis, { state: 'read' }>,
  now: Date,
): Promise<void> {
  const { mapping, remember } = analysis
  const source = (await listSources(writer)).find(({ key }) => key === delivery.sourceKey)
  if (!mapping || !source || remember === false) return
  demand(actor, 'figures.deliver', source)
  const profiles = await listProfiles(writer, delivery.sourceKey)
  const known =
    profiles.find(({ id }) => id === analysis.profile?.id) ??
    profiles.find(({ parts }) => isSameKind(parts, mapping))
  const parts: ProfileParts = {
    ...mapping,
    placeNames: { ...known?.parts.placeNames, ...mapping.placeNames },
  }
  const own = { parts, deliveryId: delivery.id, updatedBy: actor.name, updatedAt: now }
  const { tenant: tenantId } = writer
  const [kept] = known
    ? await writer.db
        .update(mappingProfiles)
        .set({ ...own, version: known.version + 1 })
        .where(and(eq(mappingProfiles.tenantId, tenantId), eq(mappingProfiles.id, known.id)))
        .returning({ id: mappingProfiles.id, version: mappingProfiles.version })
    : await writer.db
        .insert(mappingProfiles)
        .values({ ...own, tenantId, sourceId: source.id, name: nameOf(delivery.fileName), version: 1 })
        .returning({ id: mappingProfiles.id, version: mappingProfiles.version })
  await recordAudit(writer, actor, {
    action: 'profile.keep',
    thing: `profile ${kept!.id}`,
    details: { source: delivery.sourceKey, version: kept!.version },
    at: now,
  })
}

/** Gives a profile another name. False where the source has none of that number. */
export async function renameProfile(
  writer: Writer,
  actor: Actor,
  sourceKey: string,
  id: number,
  name: string,
  now: Date,
): Promise<boolean> {
  const former = await demandProfile(writer, actor, sourceKey, id)
  if (!former) return false
  await writer.db
    .update(mappingProfiles)
    .set({ name })
    .where(and(eq(mappingProfiles.tenantId, writer.tenant), eq(mappingProfiles.id, id)))
  await recordAudit(writer, actor, {
    action: 'profile.rename',
    thing: `profile ${id}`,
    details: { before: { name: former.name }, after: { name } },
    at: now,
  })
  return true
}

/** Forgets a profile: the next file of its kind is guessed anew. */
export async function removeProfile(
  writer: Writer,
  actor: Actor,
  sourceKey: string,
  id: number,
  now: Date,
): Promise<boolean> {
  const former = await demandProfile(writer, actor, sourceKey, id)
  if (!former) return false
  await writer.db
    .delete(mappingProfiles)
    .where(and(eq(mappingProfiles.tenantId, writer.tenant), eq(mappingProfiles.id, id)))
  await recordAudit(writer, actor, {
    action: 'profile.remove',
    thing: `profile ${id}`,
    details: { source: sourceKey, name: former.name },
    at: now,
  })
  return true
}

async function demandProfile(
  writer: Writer,
  actor: Actor,
  sourceKey: string,
  id: number,
): Promise<StoredProfile | undefined> {
  const source = (await listSources(writer)).find(({ key }) => key === sourceKey)
  demand(actor, 'figures.deliver', { organisation: source?.organisation })
  return (await listProfiles(writer, sourceKey)).find((profile) => profile.id === id)
}
