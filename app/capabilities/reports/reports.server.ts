import { and, desc, eq } from 'drizzle-orm'
import type { Actor, Tenant } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  recordAudit,
  refusingForbidden,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { FinishedDocument } from '#app/platform/documents/document.ts'
import { readWholeFile } from '#app/platform/files.server.ts'
import type { JobHandlers } from '#app/platform/jobs/handler.server.ts'
import type { JobRun } from '#app/platform/jobs/job.ts'
import { cancelJob, startJob } from '#app/platform/jobs/jobs.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { isLanguage } from '#app/texts/i18n.ts'
import { buildAnnualReport, buildReport, pdfName } from './build.server.ts'
import { listYearsWithFigures } from './facts.server.ts'
import type { BuildOrder } from './order.ts'
import type { ReportEdition } from './report.ts'
import { reports } from './reports.table.ts'

export { listYearsWithFigures } from './facts.server.ts'

/** Kind of the job that builds a report. */
const buildKind = 'reports.build'

export const reportHandlers: JobHandlers = { [buildKind]: refusingForbidden(buildReport) }

const columns = {
  id: reports.id,
  year: reports.year,
  edition: reports.edition,
  state: reports.state,
  language: reports.language,
  pdfFileId: reports.pdfFileId,
  builtAt: reports.builtAt,
  builtBy: reports.builtBy,
  publishedAt: reports.publishedAt,
  publishedBy: reports.publishedBy,
}

type Row = { readonly [K in keyof typeof columns]: (typeof columns)[K]['_']['data'] | null }

function toEdition(row: Row): ReportEdition {
  return {
    id: row.id!,
    year: row.year!,
    edition: row.edition!,
    state: row.state!,
    language: isLanguage(row.language) ? row.language : 'de',
    pdfFileId: row.pdfFileId ?? undefined,
    builtAt: row.builtAt?.toISOString(),
    builtBy: row.builtBy ?? undefined,
    publishedAt: row.publishedAt?.toISOString(),
    publishedBy: row.publishedBy ?? undefined,
  }
}

/** Which editions a visitor may see: drafts are for those with the right. */
export type Sight = { readonly language: Language; readonly drafts: boolean }

/**
 * Editions in one language, latest year first, of each year the newest published one and, with the right, the draft
 * (which comes before it).
 */
export async function listReports(reader: Reader, sight: Sight): Promise<readonly ReportEdition[]> {
  const rows = await reader.db
    .select(columns)
    .from(reports)
    .where(and(eq(reports.tenantId, reader.tenant), eq(reports.language, sight.language)))
    .orderBy(desc(reports.year), desc(reports.edition))
  const seen = new Set<string>()
  return rows.map(toEdition).filter(({ year, state }) => {
    const key = `${year} ${state}`
    const isFirst = !seen.has(key)
    seen.add(key)
    return isFirst && (state === 'published' || sight.drafts)
  })
}

/** The edition to show for a year: the newest published one, or the draft where it is asked for or alone. */
export async function findReport(
  reader: Reader,
  year: number,
  sight: Sight & { readonly preferDraft: boolean },
): Promise<ReportEdition | undefined> {
  const editions = (await listReports(reader, sight)).filter((one) => one.year === year)
  const draft = editions.find((one) => one.state === 'draft')
  const published = editions.find((one) => one.state === 'published')
  return sight.preferDraft ? (draft ?? published) : (published ?? draft)
}

/** The document of an edition, as it was built. */
export async function getReportContent(reader: Reader, id: number): Promise<FinishedDocument> {
  const [row] = await reader.db
    .select({ content: reports.content })
    .from(reports)
    .where(and(eq(reports.tenantId, reader.tenant), eq(reports.id, id)))
  if (!row?.content) throw new Error(`report ${id} has no content`)
  return row.content as FinishedDocument
}

/** The PDF of an edition with a name to store it under. */
export async function getReportPdf(
  reader: Reader,
  edition: ReportEdition,
  tenantSlug: string,
): Promise<{ name: string; content: Buffer }> {
  if (edition.pdfFileId === undefined) throw new Error(`report ${edition.id} has no PDF`)
  const content = await readWholeFile(reader, edition.pdfFileId)
  return { name: pdfName(tenantSlug, edition.year, edition.language), content }
}

export type StartRefusal = { readonly refused: 'year' }

/** Orders the build of a year's report; a build of the same year that is under way is joined. */
export async function startReport(
  writer: Writer,
  actor: Actor,
  order: { readonly year: number; readonly tenant: Tenant; readonly now: Date },
): Promise<JobRun | StartRefusal> {
  demand(actor, 'reports.build', wholeTenant)
  const { year, tenant, now } = order
  if (!(await listYearsWithFigures(writer)).includes(year)) return { refused: 'year' }
  const input: BuildOrder = { year, tenantSlug: tenant.slug, builtBy: actor.name, actor }
  const run = await startJob(writer, actor.accountId, buildKind, `report:${year}`, input)
  await recordAudit(writer, actor, {
    action: 'reports.build',
    thing: `report ${year}`,
    details: { job: run.id },
    at: now,
  })
  return run
}

/** Stops a run that its orderer, or somebody who sees all of them, no longer wants. */
export async function stopRun(writer: Writer, actor: Actor, run: JobRun, now: Date): Promise<void> {
  const isOwn = run.createdBy !== null && run.createdBy === actor.accountId
  if (!isOwn) demand(actor, 'jobs.read', wholeTenant)
  if (!(await cancelJob(writer, run.id))) return
  await recordAudit(writer, actor, {
    action: 'job.cancel',
    thing: `job ${run.id}`,
    details: { kind: run.kind },
    at: now,
  })
}

export type PublishRefusal = { readonly refused: 'missing' }

/** Publishes the draft of a year in all its languages. From then on it is kept as it is. */
export async function publishReport(
  writer: Writer,
  actor: Actor,
  order: { readonly year: number; readonly now: Date },
): Promise<{ readonly published: number } | PublishRefusal> {
  demand(actor, 'reports.publish', wholeTenant)
  const { year, now } = order
  const published = await writer.db
    .update(reports)
    .set({ state: 'published', publishedAt: now, publishedBy: actor.name })
    .where(and(eq(reports.tenantId, writer.tenant), eq(reports.year, year), eq(reports.state, 'draft')))
    .returning({ id: reports.id, edition: reports.edition })
  if (published.length === 0) return { refused: 'missing' }
  await recordAudit(writer, actor, {
    action: 'reports.publish',
    thing: `report ${year}`,
    details: { before: { state: 'draft' }, after: { state: 'published' }, editions: published },
    at: now,
  })
  return { published: published.length }
}

export type ReportFile = { readonly name: string; readonly mediaType: string; readonly content: Uint8Array }

/** A report made here and now without storing it, for the command line. `refused` is a sentence. */
export async function createReportFile(
  reader: Reader,
  order: {
    readonly tenant: Tenant
    readonly year: number
    readonly format: 'pdf' | 'html'
    readonly language: Language
    readonly now: Date
  },
): Promise<ReportFile | { readonly refused: string }> {
  const { tenant, year, format, language, now } = order
  let document: FinishedDocument
  try {
    document = await buildAnnualReport(reader, { tenant, year, language, now })
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
  const name = pdfName(tenant.slug, year, language)
  if (format === 'pdf') {
    const { createPdf } = await import('#app/platform/documents/typst.server.ts')
    return { name, mediaType: 'application/pdf', content: (await createPdf(document)).pdf }
  }
  const { createHtml } = await import('#app/platform/documents/standalone.server.ts')
  const content = new TextEncoder().encode(await createHtml(document))
  return { name: name.replace(/pdf$/, 'html'), mediaType: 'text/html; charset=utf-8', content }
}
