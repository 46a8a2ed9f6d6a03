import { z } from 'zod'
import { actorShape } from '#app/capabilities/accounts/account.ts'
import { presentActor, recordAudit, refusingForbidden } from '#app/capabilities/accounts/accounts.server.ts'
import type { JobHandler, JobHandlers, JobTools } from '#app/platform/jobs/handler.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { FileRefused, fileLimits } from '#app/platform/tables/refusal.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { acceptAndRelease } from './accept.server.ts'
import { readDelivery, storeReading } from './analysis.server.ts'
import { demandDelivery, findDelivery } from './deliveries.server.ts'
import type { LayoutCorrections } from './figure.ts'
import { releaseFamily } from './release.server.ts'

const readingInput = z.object({
  deliveryId: z.number(),
  corrections: z.custom<LayoutCorrections>(),
  actor: actorShape,
})
const acceptInput = z.object({ deliveryId: z.number(), actor: actorShape })
const releaseInput = z.object({ familyId: z.number(), actor: actorShape })

function tenantOf(tools: JobTools): number {
  if (tools.run.tenantId === null) throw new Error(`${tools.run.kind} needs a tenant`)
  return tools.run.tenantId
}

/** Checks and releases come behind the last row. Of a workbook nobody knows how long it is: it comes ever closer to the end. */
function share(rows: number, part: number | undefined): number {
  return 0.95 * Math.min(1, part ?? 1 - 1 / (1 + (rows * 8) / fileLimits.rows))
}

/** Reads a long file and keeps with its draft what it would do. */
const readFile: JobHandler = async (input, tools) => {
  const { deliveryId, corrections, actor } = readingInput.parse(input)
  const tenant = tenantOf(tools)
  const onProgress = async (rows: number, part: number | undefined) => {
    await tools.report(share(rows, part), 'figures:step.read')
    await tools.throwIfCancelled()
  }
  const reading = await tools.database.read(tenant, async (reader) => {
    await demandDelivery(reader, await presentActor(reader, actor), 'figures.deliver', deliveryId)
    const delivery = await findDelivery(reader, deliveryId, 'de')
    if (delivery?.state !== 'draft') return undefined
    try {
      return await readDelivery(reader, delivery, corrections, { onProgress })
    } catch (error) {
      if (error instanceof FileRefused) return error
      throw error
    }
  })
  if (!reading) return null
  await tools.database.write(tenant, async (writer) => {
    await storeReading(writer, deliveryId, reading)
    await recordAudit(writer, actor, {
      action: 'delivery.read',
      thing: `delivery ${deliveryId}`,
      details:
        reading instanceof FileRefused
          ? { refused: reading.refusal.refused }
          : { facts: reading.analysis.facts, problems: reading.analysis.problemCount },
      at: new Date(),
    })
  })
  return { deliveryId }
}

/** Takes a long delivery over; a loss in the middle leaves it a draft, and the next attempt begins anew. */
const takeOver: JobHandler = async (input, tools) => {
  const { deliveryId, actor } = acceptInput.parse(input)
  await tools.report(0.02, 'figures:step.store')
  const onRows = async (rows: number, part: number) => {
    await tools.report(share(rows, part), 'figures:step.store')
    await tools.throwIfCancelled()
  }
  const outcome = await tools.database.write(tenantOf(tools), async (writer) => {
    const present = await presentActor(writer, actor)
    return acceptAndRelease(writer, present, deliveryId, new Date(), Number.POSITIVE_INFINITY, onRows)
  })
  if (outcome.ok) return { deliveryId, facts: outcome.facts }
  // The attempt before this one got through, only its word about it was lost.
  if (outcome.no === 'already-released') return { deliveryId }
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
  'figures.read': refusingForbidden(readFile),
  'figures.accept': refusingForbidden(takeOver),
  'figures.release': refusingForbidden(release),
}
