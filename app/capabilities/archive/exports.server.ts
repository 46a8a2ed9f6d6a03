import { createHash } from 'node:crypto'
import { and, desc, eq, gt, lte } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, actorShape } from '#app/capabilities/accounts/account.ts'
import {
  demand,
  listTenants,
  presentActor,
  recordAudit,
  refusingForbidden,
  wholeTenant,
} from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { writeWholeFile } from '#app/platform/backup/zip.server.ts'
import type { Database, Reader, Writer } from '#app/platform/database.server.ts'
import { inChunks } from '#app/platform/files.server.ts'
import type { JobHandler, JobHandlers } from '#app/platform/jobs/handler.server.ts'
import type { JobRun } from '#app/platform/jobs/job.ts'
import { cancelJob, findLatestJob, startJob } from '#app/platform/jobs/jobs.server.ts'
import { readSoftwareVersion } from '#app/platform/softwareVersion.server.ts'
import { exportChunks, exportFiles } from './archive.table.ts'
import { writePackage } from './package.server.ts'

/** How long an export can be fetched, in hours. */
export const exportHours = 24

const jobKind = 'archive.export'
const jobKey = 'export'

export type ExportFile = {
  readonly id: number
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

const columns = {
  id: exportFiles.id,
  name: exportFiles.name,
  size: exportFiles.size,
  createdBy: exportFiles.createdBy,
  createdAt: exportFiles.createdAt,
  expiresAt: exportFiles.expiresAt,
}

/** Exports that can be fetched at `now`, latest first. */
export async function listExports(reader: Reader, actor: Actor, now: Date): Promise<ExportFile[]> {
  demand(actor, 'tenant.export', wholeTenant)
  return reader.db
    .select(columns)
    .from(exportFiles)
    .where(and(eq(exportFiles.tenantId, reader.tenant), gt(exportFiles.expiresAt, now)))
    .orderBy(desc(exportFiles.id))
}

/** The export that is being made, or the last one's job. */
export async function findExportJob(reader: Reader): Promise<JobRun | undefined> {
  return findLatestJob(reader, jobKey)
}

const orderShape = z.object({ actor: actorShape })

/** Orders an export of everything; one that is under way is joined. */
export async function startExport(writer: Writer, actor: Actor, now: Date): Promise<JobRun> {
  demand(actor, 'tenant.export', wholeTenant)
  const run = await startJob(writer, actor.accountId, jobKind, jobKey, { actor })
  await recordAudit(writer, actor, {
    action: 'tenant.export',
    thing: `tenant ${writer.tenant}`,
    details: { job: run.id },
    at: now,
  })
  return run
}

/** Ends the export that is under way, if there is one. */
export async function cancelExport(writer: Writer, actor: Actor, now: Date): Promise<void> {
  demand(actor, 'tenant.export', wholeTenant)
  const run = await findLatestJob(writer, jobKey)
  if (!run || !(await cancelJob(writer, run.id))) return
  await recordAudit(writer, actor, {
    action: 'tenant.export-cancel',
    thing: `tenant ${writer.tenant}`,
    details: { job: run.id },
    at: now,
  })
}

/** Opens an export for fetching and notes who fetches it; undefined when there is none (any more). */
export async function openExport(
  writer: Writer,
  actor: Actor,
  id: number,
  now: Date,
): Promise<ExportFile | undefined> {
  demand(actor, 'tenant.export', wholeTenant)
  const found = (await listExports(writer, actor, now)).find((one) => one.id === id)
  if (found)
    await recordAudit(writer, actor, {
      action: 'tenant.export-download',
      kind: 'look',
      thing: `export ${id}`,
      details: { size: found.size },
      at: now,
    })
  return found
}

/** One piece of an export, counted from 0; undefined behind the last one. */
export async function findExportChunk(
  reader: Reader,
  actor: Actor,
  id: number,
  position: number,
): Promise<Buffer | undefined> {
  demand(actor, 'tenant.export', wholeTenant)
  const [row] = await reader.db
    .select({ content: exportChunks.content })
    .from(exportChunks)
    .where(
      and(
        eq(exportChunks.tenantId, reader.tenant),
        eq(exportChunks.exportId, id),
        eq(exportChunks.position, position),
      ),
    )
  return row?.content
}

/** Removes an export before its day is over. */
export async function removeExport(writer: Writer, actor: Actor, id: number, now: Date): Promise<void> {
  demand(actor, 'tenant.export', wholeTenant)
  const removed = await writer.db
    .delete(exportFiles)
    .where(and(eq(exportFiles.tenantId, writer.tenant), eq(exportFiles.id, id)))
    .returning({ id: exportFiles.id })
  if (removed.length > 0)
    await recordAudit(writer, actor, {
      action: 'tenant.export-remove',
      thing: `export ${id}`,
      details: {},
      at: now,
    })
}

/** Throws away what nobody can fetch any more; returns how many exports. */
export async function removeExpiredExports(database: Database, now: Date): Promise<number> {
  let removed = 0
  for (const { id } of await database.shared((shared) => listTenants(shared, 'de')))
    removed += await database.write(id, async (writer) => {
      const rows = await writer.db
        .delete(exportFiles)
        .where(and(eq(exportFiles.tenantId, id), lte(exportFiles.expiresAt, now)))
        .returning({ id: exportFiles.id })
      return rows.length
    })
  return removed
}

/** Makes the file and stores it piece by piece; all of it is there, or nothing. */
const makeExport: JobHandler = async (input, tools) => {
  const { actor: ordered } = orderShape.parse(input)
  const { run, database } = tools
  const tenant = run.tenantId
  if (tenant === null) throw new Error(`${run.kind} needs a tenant`)
  const now = new Date()
  const actor = await database.read(tenant, async (reader) => {
    const present = await presentActor(reader, ordered)
    demand(present, 'tenant.export', wholeTenant)
    return present
  })
  const software = await readSoftwareVersion()
  return database.write(tenant, async (writer) => {
    const [before] = await writer.db
      .select({ id: exportFiles.id })
      .from(exportFiles)
      .where(and(eq(exportFiles.tenantId, tenant), eq(exportFiles.jobId, run.id)))
    if (before) return { exportId: before.id }
    const [row] = await writer.db
      .insert(exportFiles)
      .values({
        tenantId: tenant,
        jobId: run.id,
        name: await nameOf(database, tenant, now),
        size: 0,
        sha256: '',
        createdBy: actor.name,
        createdAt: now,
        expiresAt: new Date(now.getTime() + exportHours * 3_600_000),
      })
      .returning({ id: exportFiles.id })
    const exportId = row!.id
    const hash = createHash('sha256')
    let size = 0
    await database.snapshot(tenant, (snapshot) =>
      writePackage(
        snapshot,
        {
          software,
          now,
          onProgress: async (share) => {
            await tools.report(share, 'archive:step.write')
            await tools.throwIfCancelled()
          },
        },
        async (bytes) => {
          let position = 0
          for await (const content of inChunks(bytes)) {
            hash.update(content)
            size += content.length
            await writer.db.insert(exportChunks).values({ tenantId: tenant, exportId, position, content })
            position += 1
          }
        },
      ),
    )
    await writer.db
      .update(exportFiles)
      .set({ size, sha256: hash.digest('hex') })
      .where(and(eq(exportFiles.tenantId, tenant), eq(exportFiles.id, exportId)))
    await recordAudit(writer, actor, {
      action: 'tenant.export-store',
      thing: `export ${exportId}`,
      details: { size },
      at: now,
    })
    return { exportId }
  })
}

/** `lueckenlos-hamm-2026-11-22.zip`, the day as in Germany. */
async function nameOf(database: Database, tenant: number, now: Date): Promise<string> {
  const slug = (await database.shared((shared) => listTenants(shared, 'de'))).find(
    ({ id }) => id === tenant,
  )?.slug
  return `lueckenlos-${slug}-${germanDay(now)}.zip`
}

export const archiveJobs: JobHandlers = { [jobKind]: refusingForbidden(makeExport) }

/** An export straight into a file, for the command line; recorded once it is there. */
export async function writeExportFile(
  database: Database,
  actor: Actor,
  order: {
    readonly path: string
    readonly overwrite: boolean
    readonly now: Date
    readonly onProgress: (share: number) => void
  },
): Promise<{ readonly size: number }> {
  demand(actor, 'tenant.export', wholeTenant)
  const { path, overwrite, now } = order
  const software = await readSoftwareVersion()
  const onProgress = async (share: number) => order.onProgress(share)
  const written = await writeWholeFile(path, overwrite, (send) =>
    database.snapshot(actor.tenantId, (snapshot) =>
      writePackage(snapshot, { software, now, onProgress }, send),
    ),
  )
  await database.write(actor.tenantId, (writer) =>
    recordAudit(writer, actor, {
      action: 'tenant.export',
      thing: `tenant ${actor.tenantId}`,
      details: { size: written.size },
      at: now,
    }),
  )
  return written
}
