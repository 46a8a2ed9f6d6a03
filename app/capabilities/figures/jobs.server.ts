import { z } from 'zod'
import { roles } from '#app/capabilities/accounts/account.ts'
import type { JobHandler, JobHandlers, JobTools } from '#app/platform/jobs/handler.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { acceptAndRelease } from './accept.server.ts'
import { readDelivery, storeReading } from './analysis.server.ts'
import { findDelivery } from './deliveries.server.ts'
import type { Layout } from './figure.ts'
import { FileRefused, fileLimits } from './reading/refusal.ts'
import { releaseFamily } from './release.server.ts'

const actorShape = z.object({
  accountId: z.number(),
  name: z.string(),
  grants: z.array(
    z.object({
      role: z.enum(roles),
      scope: z.object({
        places: z.array(z.string()),
        organisations: z.array(z.string()),
        fields: z.array(z.string()),
      }),
    }),
  ),
  tenantId: z.number(),
})
const readingInput = z.object({ deliveryId: z.number(), corrections: z.custom<Partial<Layout>>() })
const acceptInput = z.object({ deliveryId: z.number(), actor: actorShape })
const releaseInput = z.object({ familyId: z.number(), actor: actorShape })

function tenantOf(tools: JobTools): number {
  if (tools.run.tenantId === null) throw new Error(`${tools.run.kind} needs a tenant`)
  return tools.run.tenantId
}

/** Progress of work whose length isn't known: close to the end only when most rows a sheet can have are read. */
function share(rows: number): number {
  return Math.min(0.95, 1 - 1 / (1 + (rows * 8) / fileLimits.rows))
}

/** Reads a long file and keeps with its draft what it would do. */
const readFile: JobHandler = async (input, tools) => {
  const { deliveryId, corrections } = readingInput.parse(input)
  const tenant = tenantOf(tools)
  const onProgress = async (rows: number) => {
    await tools.report(share(rows), 'figures:step.read')
    await tools.throwIfCancelled()
  }
  const reading = await tools.database.read(tenant, async (reader) => {
    const delivery = await findDelivery(reader, deliveryId, 'de')
    if (delivery?.state !== 'draft') return undefined
    try {
      return await readDelivery(reader, delivery, corrections, onProgress)
    } catch (error) {
      if (error instanceof FileRefused) return error
      throw error
    }
  })
  if (!reading) return null
  await tools.database.write(tenant, (writer) => storeReading(writer, deliveryId, reading))
  return { deliveryId }
}

/** Takes a long delivery over; a loss in the middle leaves it a draft, and the next attempt begins anew. */
const takeOver: JobHandler = async (input, tools) => {
  const { deliveryId, actor } = acceptInput.parse(input)
  await tools.report(0.02, 'figures:step.store')
  const outcome = await tools.database.write(tenantOf(tools), (writer) =>
    acceptAndRelease(writer, actor, deliveryId, new Date(), Number.POSITIVE_INFINITY, async (rows) => {
      await tools.report(share(rows), 'figures:step.store')
      await tools.throwIfCancelled()
    }),
  )
  if (outcome.ok) return { deliveryId, facts: outcome.facts }
  // The attempt before this one got through, only its word about it was lost.
  if (outcome.no === 'already-accepted') return { deliveryId }
  throw new Refusal(i18nFor('de').getFixedT('de', 'figures')(`no.${outcome.no}`))
}

/** Forms, protects and stores the release of one family. */
const release: JobHandler = async (input, tools) => {
  const { familyId, actor } = releaseInput.parse(input)
  await tools.report(0.1, 'figures:step.release')
  return (
    (await releaseFamily(tools.database, { ...actor, tenantId: tenantOf(tools) }, familyId, new Date())) ??
    null
  )
}

export const figuresJobs: JobHandlers = {
  'figures.read': readFile,
  'figures.accept': takeOver,
  'figures.release': release,
}
