import { and, eq, max } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  findTenant,
  presentActor,
  recordAudit,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import { languages } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { FinishedDocument } from '#app/platform/documents/document.ts'
import { describeProblem, finishDocument, isFinished } from '#app/platform/documents/finish.ts'
import { removeFile, storeFile } from '#app/platform/files.server.ts'
import type { JobHandler } from '#app/platform/jobs/handler.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { composeAnnualReport } from './annualReport.ts'
import { type FactsWanted, readReportFacts } from './facts.server.ts'
import { type BuildOrder, type BuildResult, buildOrder } from './order.ts'
import { reports } from './reports.table.ts'
import { reportWords } from './words.ts'

/** The report as a finished document, from released figures. Throws a Refusal with the sentence for the person. */
export async function buildAnnualReport(reader: Reader, wanted: FactsWanted): Promise<FinishedDocument> {
  const { year, language } = wanted
  const t = reportWords(language)
  const facts = await readReportFacts(reader, wanted)
  const hasValue = facts.results.some(({ rows }) =>
    rows.some((row) => row.readings.some((reading) => reading.year === year && 'value' in reading.cell)),
  )
  if (!hasValue) throw new Refusal(t('refused.year', { year }))
  const document = finishDocument(composeAnnualReport(facts))
  if (!isFinished(document)) {
    const problems = document.problems.map((problem) => describeProblem(problem, language)).join(' ')
    throw new Refusal(t('refused.document', { problems }))
  }
  return document
}

export function pdfName(tenantSlug: string, year: number, language: Language): string {
  return language === 'de' ? `bericht-${tenantSlug}-${year}.pdf` : `report-${tenantSlug}-${year}.pdf`
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

type Draft = {
  readonly document: FinishedDocument
  readonly pdf: Uint8Array
  readonly order: BuildOrder
  readonly now: Date
}

/** Puts the new draft in the place of the old one; published editions are never touched. */
async function storeDraft(writer: Writer, actor: Actor, draft: Draft): Promise<void> {
  const { document, pdf, order, now } = draft
  const { language } = document.meta
  const isThis = and(
    eq(reports.tenantId, writer.tenant),
    eq(reports.year, order.year),
    eq(reports.language, language),
  )
  const file = await storeFile(writer, {
    name: pdfName(order.tenantSlug, order.year, language),
    mediaType: 'application/pdf',
    createdBy: order.builtBy,
    content: once(pdf),
  })
  await recordAudit(writer, actor, {
    action: 'reports.store',
    thing: `report ${order.year}`,
    details: { language, sha256: file.sha256, size: file.size },
    at: now,
  })
  const values = { content: document, pdfFileId: file.id, builtAt: now, builtBy: order.builtBy }
  const [old] = await writer.db
    .select({ id: reports.id, pdfFileId: reports.pdfFileId })
    .from(reports)
    .where(and(isThis, eq(reports.state, 'draft')))
    .for('update')
  if (old) {
    await writer.db
      .update(reports)
      .set(values)
      .where(and(eq(reports.tenantId, writer.tenant), eq(reports.id, old.id)))
    if (old.pdfFileId !== null) await removeFile(writer, old.pdfFileId)
    return
  }
  const [last] = await writer.db
    .select({ edition: max(reports.edition) })
    .from(reports)
    .where(isThis)
  await writer.db.insert(reports).values({
    tenantId: writer.tenant,
    year: order.year,
    edition: (last?.edition ?? 0) + 1,
    state: 'draft',
    language,
    ...values,
  })
}

/**
 * Builds the report of a year in both languages and stores it as draft with its PDF; all or nothing. May be begun again:
 * a draft replaces the draft before.
 */
export const buildReport: JobHandler = async (input, tools): Promise<BuildResult> => {
  const order = buildOrder.parse(input)
  const tenant = tools.run.tenantId
  if (tenant === null) throw new Error('a report belongs to a tenant')
  const actor = await tools.database.read(tenant, (reader) => presentActor(reader, order.actor))
  demand(actor, 'reports.build', wholeTenant)
  const now = new Date()
  // Loaded here, so that the web server, which imports this file too, never holds the compiler.
  const { createPdf } = await import('#app/platform/documents/typst.server.ts')
  const drafts: Draft[] = []
  let pages = 0
  const replaced = new Set<string>()
  for (const [index, language] of languages.entries()) {
    const share = (part: number) => (index + part) / languages.length
    await tools.throwIfCancelled()
    await tools.report(share(0.05), 'reports:step.read')
    const known = await tools.database.shared((shared) => findTenant(shared, order.tenantSlug, language))
    if (known?.id !== tenant) throw new Error('the order is about another tenant')
    const document = await tools.database.read(tenant, (reader) =>
      buildAnnualReport(reader, { tenant: known, year: order.year, language, now }),
    )
    await tools.throwIfCancelled()
    await tools.report(share(0.4), 'reports:step.press')
    const built = await createPdf(document)
    pages = Math.max(pages, built.pages)
    for (const sign of built.replaced) replaced.add(sign)
    drafts.push({ document, pdf: built.pdf, order, now })
  }
  await tools.throwIfCancelled()
  await tools.report(0.95, 'reports:step.store')
  await tools.database.write(tenant, async (writer) => {
    for (const draft of drafts) await storeDraft(writer, actor, draft)
  })
  return { year: order.year, pages, replaced: [...replaced] }
}
