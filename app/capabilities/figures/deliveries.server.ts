import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { findFile, storeFile } from '#app/platform/files.server.ts'
import { files } from '#app/platform/files.table.ts'
import { readDelivery, storeReading } from './analysis.server.ts'
import { listSources } from './catalogue.server.ts'
import type { Finding } from './checks.ts'
import type { Delivery, DeliveryAnalysis, DeliveryOutcome } from './delivery.ts'
import type { Layout } from './figure.ts'
import { deliveries, findings, sources } from './figures.table.ts'
import { FileRefused } from './reading/refusal.ts'

function deliveryQuery(reader: Reader, language: Language, withAnalysis: boolean) {
  return reader.db
    .select({
      id: deliveries.id,
      state: deliveries.state,
      sourceKey: sources.key,
      sourceName: language === 'en' ? sources.nameEn : sources.name,
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
      acceptedBy: deliveries.acceptedBy,
      acceptedAt: deliveries.acceptedAt,
      withdrawnBy: deliveries.withdrawnBy,
      withdrawnAt: deliveries.withdrawnAt,
    })
    .from(deliveries)
    .innerJoin(sources, and(eq(sources.tenantId, deliveries.tenantId), eq(sources.id, deliveries.sourceId)))
    .innerJoin(files, and(eq(files.tenantId, deliveries.tenantId), eq(files.id, deliveries.fileId)))
    .$dynamic()
}

type Row = Awaited<ReturnType<typeof deliveryQuery>>[number]

function toDelivery(row: Row): Delivery {
  return {
    ...row,
    layout: (row.layout as Layout | null) ?? undefined,
    analysis: (row.analysis as DeliveryAnalysis | null) ?? undefined,
    acceptedBy: row.acceptedBy ?? undefined,
    acceptedAt: row.acceptedAt ?? undefined,
    withdrawnBy: row.withdrawnBy ?? undefined,
    withdrawnAt: row.withdrawnAt ?? undefined,
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
  return row && toDelivery(row)
}

/** An accepted delivery whose file has the same content as that of this draft; undefined if there is none. */
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
        eq(deliveries.state, 'accepted'),
        eq(files.sha256, sameContent),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(1)
  return row?.id
}

export type ListedDelivery = Delivery & { readonly openQuestions: number }

/** All deliveries, the youngest first, without what was read; with the number of questions that nobody has answered. */
export async function listDeliveries(reader: Reader, language: Language): Promise<ListedDelivery[]> {
  const rows = await deliveryQuery(reader, language, false)
    .where(eq(deliveries.tenantId, reader.tenant))
    .orderBy(desc(deliveries.id))
  const open = await reader.db
    .select({ deliveryId: findings.deliveryId, questions: count() })
    .from(findings)
    .where(
      and(eq(findings.tenantId, reader.tenant), eq(findings.severity, 'question'), isNull(findings.answer)),
    )
    .groupBy(findings.deliveryId)
  const questions = new Map(open.map((row) => [row.deliveryId, row.questions]))
  return rows.map((row) => ({ ...toDelivery(row), openQuestions: questions.get(row.id) ?? 0 }))
}

/** Which files the figures come from that hold now, by source and date; no values in it. */
export async function listAcceptedDeliveries(
  reader: Reader,
  language: Language,
): Promise<Pick<Delivery, 'sourceName' | 'fileName' | 'receivedOn'>[]> {
  const rows = await deliveryQuery(reader, language, false)
    .where(and(eq(deliveries.tenantId, reader.tenant), eq(deliveries.state, 'accepted')))
    .orderBy(sql`${sources.name} collate german`, deliveries.receivedOn, deliveries.id)
  return rows.map(({ sourceName, fileName, receivedOn }) => ({ sourceName, fileName, receivedOn }))
}

/** The draft, locked against other commands until this transaction ends; else why it is no draft. */
export async function lockDraft(
  writer: Writer,
  id: number,
): Promise<DeliveryOutcome<{ delivery: Delivery }>> {
  const [locked] = await writer.db
    .select({ state: deliveries.state })
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, id)))
    .for('update')
  if (!locked) return { ok: false, no: 'unknown-delivery' }
  if (locked.state === 'discarded') return { ok: false, no: 'already-discarded' }
  if (locked.state !== 'draft') return { ok: false, no: 'already-accepted' }
  return { ok: true, delivery: (await findDelivery(writer, id, 'de'))! }
}

export type NewDelivery = {
  readonly source: string
  readonly fileName: string
  readonly mediaType: string
  /** Bytes; decides whether the file is read at once. */
  readonly size: number
  readonly content: AsyncIterable<Uint8Array>
  /** ISO date. */
  readonly receivedOn: string
  readonly note: string
}

/** Stores an office's file as a draft; nothing in it has been read yet. */
export async function createDelivery(
  writer: Writer,
  actor: Actor,
  given: NewDelivery,
  now: Date,
): Promise<DeliveryOutcome<{ id: number; fileId: number }>> {
  const source = (await listSources(writer)).find(({ key }) => key === given.source)
  if (!source) return { ok: false, no: 'unknown-source' }
  const { fileName, mediaType, content } = given
  const file = await storeFile(writer, { name: fileName, mediaType, createdBy: actor.name, content })
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
    })
    .returning({ id: deliveries.id })
  const id = row!.id
  await recordAudit(writer, actor, {
    action: 'delivery.create',
    thing: `delivery ${id}`,
    details: { source: given.source, sha256: file.sha256, size: file.size },
    at: now,
  })
  return { ok: true, id, fileId: file.id }
}

/** Reads a draft again with what the person corrected. A file that can't be read keeps its reason with the draft. */
export async function changeLayout(
  writer: Writer,
  actor: Actor,
  id: number,
  corrections: Partial<Layout>,
  now: Date,
): Promise<DeliveryOutcome<{ problems: number }>> {
  const draft = await lockDraft(writer, id)
  if (!draft.ok) return draft
  try {
    const reading = await readDelivery(writer, draft.delivery, corrections)
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
    return { ok: false, no: 'file-refused' }
  }
}

/** Throws a draft away; the file stays with the record of who discarded it. */
export async function discardDelivery(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<DeliveryOutcome<object>> {
  const draft = await lockDraft(writer, id)
  if (!draft.ok) return draft
  await writer.db
    .update(deliveries)
    .set({ state: 'discarded', analysis: null })
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, id)))
  await recordAudit(writer, actor, {
    action: 'delivery.discard',
    thing: `delivery ${id}`,
    details: {},
    at: now,
  })
  return { ok: true }
}

export type StoredFinding = Finding & {
  readonly id: number
  readonly answer: string | undefined
  readonly answeredBy: string | undefined
  readonly answeredAt: Date | undefined
}

/** Questions and notes of a delivery, questions first. */
export async function listFindings(reader: Reader, deliveryId: number): Promise<StoredFinding[]> {
  const rows = await reader.db
    .select()
    .from(findings)
    .where(and(eq(findings.tenantId, reader.tenant), eq(findings.deliveryId, deliveryId)))
    .orderBy(desc(findings.severity), findings.id)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Finding['kind'],
    severity: row.severity,
    parameters: row.parameters,
    answer: row.answer ?? undefined,
    answeredBy: row.answeredBy ?? undefined,
    answeredAt: row.answeredAt ?? undefined,
  }))
}

/** Writes an answer to a question; an earlier one is replaced, the audit trail knows both. False: no such finding. */
export async function answerFinding(
  writer: Writer,
  actor: Actor,
  given: { readonly deliveryId: number; readonly findingId: number; readonly answer: string },
  now: Date,
): Promise<boolean> {
  const rows = await writer.db
    .update(findings)
    .set({ answer: given.answer, answeredBy: actor.name, answeredAt: now })
    .where(
      and(
        eq(findings.tenantId, writer.tenant),
        eq(findings.id, given.findingId),
        eq(findings.deliveryId, given.deliveryId),
      ),
    )
    .returning({ id: findings.id })
  if (rows.length === 0) return false
  await recordAudit(writer, actor, {
    action: 'finding.answer',
    thing: `finding ${given.findingId}`,
    details: { delivery: given.deliveryId, answer: given.answer },
    at: now,
  })
  return true
}

/** The office's file for somebody who may see it; each look is recorded. */
export async function getDeliveryFile(writer: Writer, actor: Actor, id: number, now: Date) {
  const delivery = await findDelivery(writer, id, 'de')
  const file = delivery && (await findFile(writer, delivery.fileId))
  if (!file) return undefined
  await recordAudit(writer, actor, {
    action: 'delivery.download',
    thing: `delivery ${id}`,
    details: {},
    at: now,
  })
  return file
}
