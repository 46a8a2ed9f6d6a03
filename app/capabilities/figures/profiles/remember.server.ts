import { and, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { demandDelivery, lockOpen } from '../deliveries.server.ts'
import type { DeliveryAnalysis } from '../delivery.ts'
import { deliveries } from '../figures.table.ts'

/**
 * Keeps with a delivery that isn't released yet whether its release shall remember how the file was read and what its names mean.
 */
export async function chooseRemembering(
  writer: Writer,
  actor: Actor,
  id: number,
  remember: boolean,
  now: Date,
): Promise<void> {
  await demandDelivery(writer, actor, 'figures.accept', id)
  const open = await lockOpen(writer, id)
  if (!open.ok || open.delivery.analysis?.state !== 'read') return
  const { remember: former, ...others } = open.delivery.analysis
  if ((former !== false) === remember) return
  const analysis: DeliveryAnalysis = remember ? others : { ...others, remember }
  await writer.db
    .update(deliveries)
    .set({ analysis })
    .where(and(eq(deliveries.tenantId, writer.tenant), eq(deliveries.id, id)))
  await recordAudit(writer, actor, {
    action: 'delivery.remember',
    thing: `delivery ${id}`,
    details: { remember },
    at: now,
  })
}
