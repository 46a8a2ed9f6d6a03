import { and, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { type Action, demand, may, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Language } from '#app/plain/format.ts'
import { type Reader, rowsOf, type Writer } from '#app/platform/database.server.ts'
import { storeFile } from '#app/platform/files.server.ts'
import { files } from '#app/platform/files.table.ts'
import { FileRefused } from '#app/platform/tables/refusal.ts'
import type { Content } from '#app/platform/tables/table.ts'
import { type ReadingTools, readDelivery, storeReading } from './analysis.server.ts'
import { listSources } from './catalogue.server.ts'
import type { Delivery, DeliveryAnalysis, DeliveryOutcome } from './delivery.ts'
import type { Layout, LayoutCorrections } from './figure.ts'
import { deliveries, sources } from './figures.table.ts'
import { countOpenQuestions } from './findings/findings.server.ts'
import { type DeliveryState, wrongState } from './life/life.ts'
import { lockDelivery, recordCreation } from './life/steps.server.ts'

function deliveryQuery(reader: Reader, language: Language, withAnalysis: boolean) {
  return reader.db
    .select({
      id: deliveries.id,
      state: deliveries.state,
      sourceKey: sources.key,
      sourceName: language === 'en' ? sources.nameEn : sources.name,
      organisationId: sources.organisationId,
      fileId: deliveries.fileId,
      fileName: files.name,
      fileSize: files.size,
      receivedOn: deliveries.receivedOn,
      note: deliveries.note,
      layout: withAnalysis ? deliveries.layout : sql<null>`null`,
      analysis: withAnalysis ? deliveries.analysis : sql<null>`null`,
      factCount: deliveries.factCount,
      createdBy: deliveries.createdBy,
      createdAt: deliveries.createdAt,
      releasedBy: deliveries.releasedBy,
      releasedAt: deliveries.releasedAt,
      withdrawnBy: deliveries.withdrawnBy,
      withdrawnAt: deliveries.withdrawnAt,
      replacesId: deliveries.replacesId,
    })
    .from(deliveries)
    .innerJoin(sources, and(eq(sources.tenantId, deliveries.tenantId), eq(sources.id, deliveries.sourceId)))
    .innerJoin(files, and(eq(files.tenantId, deliveries.tenantId), eq(files.id, deliveries.fileId)))
    .$dynamic()
}

type Row = Awaited<ReturnType<typeof deliveryQuery>>[number]

type Organisations = ReadonlyMap<number, string>

async function readOrganisations(reader: Reader): Promise<Organisations> {
  return new Map((await listOrganisations(reader, 'de')).map(({ id, key }) => [id, key]))
}

function toDelivery({ organisationId, ...row }: Row, organisations: Organisations): Delivery {
  return {
    ...row,
    organisation: organisations.get(organisationId)!,
    layout: (row.layout as Layout | null) ?? undefined,
    analysis: (row.analysis as DeliveryAnalysis | null) ?? undefined,
    releasedBy: row.releasedBy ?? undefined,
    releasedAt: row.releasedAt ?? undefined,
    withdrawnBy: row.withdrawnBy ?? undefined,
    withdrawnAt: row.withdrawnAt ?? undefined,
    replacesId: row.replacesId ?? undefined,
  }
}

/** A delivery with its layout and what was read; undefined if there is none of that number. */
export async function findDelivery(
  reader: Reader,
  id: number,
  language: Language,
): Promise<Delivery | undefined> {
  const [row] = await deliveryQuery(reader, language, true).where(
    and(eq(deliveries.tenantId, reader.tenant), eq(deliveries.id, id)),
  )
  return row && toDelivery(row, await readOrganisations(reader))
}

/**
 * First line of every command on a delivery: throws `Forbidden` unless this person may do this to it. No delivery of that number
 * is no delivery in anybody's scope.
 */
export async function demandDelivery(
  reader: Reader,
  actor: Actor,
  action: Action,
  id: number,
): Promise<void> {
  const [source] = await reader.db
    .select({ organisationId: sources.organisationId })
    .from(deliveries)
    .innerJoin(sources, and(eq(sources.tenantId, deliveries.tenantId), eq(sources.id, deliveries.sourceId)))
    .where(and(eq(deliveries.tenantId, reader.tenant), eq(deliveries.id, id)))
  demand(actor, action, { organisation: (await readOrganisations(reader)).get(source?.organisationId ?? 0) })
}

/** A released delivery whose file has the same content as that of this draft; undefined if there is none. */
export async function findSameFile(reader: Reader, draft: Delivery): Promise<number | undefined> {
  const sameContent = sql`(select ${files.sha256} from ${files}
    where ${files.tenantId} = ${reader.tenant} and ${files.id} = ${draft.fileId})`
  const [row] = await reader.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .innerJoin(files, and(eq(files.tenantId, deliveries.tenantId), eq(files.id, deliveries.fileId)))
    .where(
      and(
        eq(deliveries.tenantId, reader.tenant),
        eq(deliveries.state, 'released'),
        eq(files.sha256, sameContent),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(1)
  return row?.id
}

/**
 * A draft of the same person and source with the same content as this new one, not older than a minute. Two uploads at once
 * have met at the end of the audit trail before: the later one finds the earlier one here.
 */
export async function findJustDelivered(reader: Reader, id: number, now: Date): Promise<number | undefined> {
  const rows = await rowsOf<{ id: number }>(
    reader,
    sql`select former.id from ${deliveries} own
        join ${files} f on f.tenant_id = own.tenant_id and f.id = own.file_id
        join ${deliveries} former on former.tenant_id = own.tenant_id and former.id < own.id and former.state = 'draft'
          and former.source_id = own.source_id and former.created_by = own.created_by
          and former.created_at > ${new Date(now.getTime() - 60_000).toISOString()}::timestamptz
        join ${files} g on g.tenant_id = former.tenant_id and g.id = former.file_id and g.sha256 = f.sha256
        where own.tenant_id = ${reader.tenant} and own.id = ${id} order by former.id desc limit 1`,
  )
  return rows[0]?.id
}

export type ListedDelivery = Delivery & { readonly openQuestions: number }

/**
 * The deliveries in this person's scope, the youngest first, without what was read; with the number of questions that nobody
 * has answered.
 */
export async function listDeliveries(
  reader: Reader,
  actor: Actor | undefined,
  language: Language,
): Promise<ListedDelivery[]> {
  const rows = await deliveryQuery(reader, language, false)
    .where(eq(deliveries.tenantId, reader.tenant))
    .orderBy(desc(deliveries.id))
  const questions = await countOpenQuestions(reader)
  const organisations = await readOrganisations(reader)
  return rows
    .map((row) => ({ ...toDelivery(row, organisations), openQuestions: questions.get(row.id) ?? 0 }))
    .filter((delivery) => may(actor, 'figures.read', delivery))
}

/** The draft, locked against other commands until this transaction ends; else why it is no draft. */
export function lockDraft(writer: Writer, id: number): Promise<DeliveryOutcome<{ delivery: Delivery }>> {
  return lockIn(writer, id, ['draft'])
}

/** As `lockDraft`, for a delivery that may still be released: a draft, handed in or checked. */
export function lockOpen(writer: Writer, id: number): Promise<DeliveryOutcome<{ delivery: Delivery }>> {
  return lockIn(writer, id, ['draft', 'delivered', 'checked'])
}

async function lockIn(
  writer: Writer,
  id: number,
  states: readonly DeliveryState[],
): Promise<DeliveryOutcome<{ delivery: Delivery }>> {
  const locked = await lockDelivery(writer, id)
  if (!locked) return { ok: false, no: 'unknown-delivery' }
  if (!states.includes(locked.state)) return { ok: false, no: wrongState(locked.state) }
  return { ok: true, delivery: (await findDelivery(writer, id, 'de'))! }
}

export type NewDelivery = {
  readonly source: string
  readonly fileName: string
  readonly mediaType: string
  /** Bytes; decides whether the file is read at once. */
  readonly size: number
  readonly content: Content
  /** ISO date. */
  readonly receivedOn: string
  readonly note: string
  /** Number of the delivery of the same source that this one corrects. */
  readonly replaces?: number | undefined
}

/** Whether a file can correct that delivery: one of the same source whose figures hold, or that was taken back. */
async function isCorrectable(reader: Reader, id: number, source: string): Promise<boolean> {
  const delivery = await findDelivery(reader, id, 'de')
  return delivery?.sourceKey === source && (delivery.state === 'released' || delivery.state === 'withdrawn')
}

/**
 * Stores an office's file as a draft; nothing in it has been read yet. Who calls it has seen that it doesn't speak of persons
 * (`persons/`), or has written it.
 */
export async function createDelivery(
  writer: Writer,
  actor: Actor,
  given: NewDelivery,
  now: Date,
): Promise<DeliveryOutcome<{ id: number; fileId: number }>> {
  const source = (await listSources(writer)).find(({ key }) => key === given.source)
  if (!source) return { ok: false, no: 'unknown-source' }
  demand(actor, 'figures.deliver', source)
  if (given.replaces !== undefined && !(await isCorrectable(writer, given.replaces, given.source))) {
    return { ok: false, no: 'nothing-to-replace' }
  }
  const { fileName, mediaType, content } = given
  const file = await storeFile(writer, {
    name: fileName,
    mediaType,
    createdBy: actor.name,
    content: content(),
  })
  const [row] = await writer.db
    .insert(deliveries)
    .values({
      tenantId: writer.tenant,
      sourceId: source.id,
      fileId: file.id,
      state: 'draft',
      receivedOn: given.receivedOn,
      note: given.note,
      createdBy: actor.name,
      createdAt: now,
      replacesId: given.replaces,
    })
    .returning({ id: deliveries.id })
  const id = row!.id
  await recordCreation(writer, id, { by: actor.name, at: now })
  await recordAudit(writer, actor, {
    action: 'delivery.create',
    thing: `delivery ${id}`,
    details: {
      source: given.source,
      sha256: file.sha256,
      size: file.size,
      ...(given.replaces !== undefined && { replaces: given.replaces }),
    },
    at: now,
  })
  return { ok: true, id, fileId: file.id }
}

/** Reads a draft again with what the person corrected. A file that can't be read keeps its reason with the draft. */
export async function changeLayout(
  writer: Writer,
  actor: Actor,
  id: number,
  corrections: LayoutCorrections,
  now: Date,
  tools: ReadingTools = {},
): Promise<DeliveryOutcome<{ problems: number }>> {
  await demandDelivery(writer, actor, 'figures.deliver', id)
  const draft = await lockDraft(writer, id)
  if (!draft.ok) return draft
  try {
    const reading = await readDelivery(writer, draft.delivery, corrections, tools)
    await storeReading(writer, id, reading)
    await recordAudit(writer, actor, {
      action: 'delivery.layout',
      thing: `delivery ${id}`,
      details: { facts: reading.analysis.facts, problems: reading.analysis.problemCount },
      at: now,
    })
    return { ok: true, problems: reading.analysis.problemCount }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    await storeReading(writer, id, error)
    await recordAudit(writer, actor, {
      action: 'delivery.layout',
      thing: `delivery ${id}`,
      details: { refused: error.refusal.refused },
      at: now,
    })
    return { ok: false, no: 'file-refused' }
  }
}
