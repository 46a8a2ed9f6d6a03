import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Writer } from '#app/platform/database.server.ts'
import { deleteFileContent } from '#app/platform/files.server.ts'
import { forgetAnswerDetails } from '../api/answers.server.ts'
import type { Delivery } from '../delivery.ts'
import { deliveries } from '../figures.table.ts'
import { findingSteps, findings } from '../findings/findings.table.ts'

/**
 * Deletes what a discarded delivery brought: the content of its file, how it was read and what was read of it, and the questions
 * about its figures with their answers. What stays is who brought which file when, and who discarded it.
 */
export async function forgetContent(
  writer: Writer,
  { id, fileId }: Pick<Delivery, 'id' | 'fileId'>,
  now: Date,
): Promise<void> {
  const { db, tenant } = writer
  await db
    .update(deliveries)
    .set({ layout: null, analysis: null })
    .where(and(eq(deliveries.tenantId, tenant), eq(deliveries.id, id)))
  const own = and(eq(findings.tenantId, tenant), eq(findings.deliveryId, id))
  const ids = db.select({ id: findings.id }).from(findings).where(own)
  await db
    .delete(findingSteps)
    .where(and(eq(findingSteps.tenantId, tenant), inArray(findingSteps.findingId, ids)))
  await db.delete(findings).where(own)
  await forgetAnswerDetails(writer, id)
  const others = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenant),
        eq(deliveries.fileId, fileId),
        ne(deliveries.id, id),
        ne(deliveries.state, 'discarded'),
      ),
    )
  if (others.length === 0) await deleteFileContent(writer, fileId, now)
}
