import { eq } from 'drizzle-orm'
import type { Writer } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import { type SecondFactorRule, tenantSettings } from '../accounts.table.ts'
import { recordAudit } from '../audit/audit.server.ts'
import { demand, wholeTenant } from '../permission.ts'

/** Decides who must have a second factor in this tenant; holds from the next request of everybody. */
export async function changeSecondFactorRule(
  writer: Writer,
  actor: Actor,
  rule: SecondFactorRule,
  now: Date,
): Promise<void> {
  demand(actor, 'tenant.settings', wholeTenant)
  const [former] = await writer.db
    .select({ rule: tenantSettings.secondFactor })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, writer.tenant))
  await writer.db
    .insert(tenantSettings)
    .values({ tenantId: writer.tenant, secondFactor: rule })
    .onConflictDoUpdate({ target: tenantSettings.tenantId, set: { secondFactor: rule } })
  await recordAudit(writer, actor, {
    action: 'sign-on.second-factor',
    thing: 'second-factor',
    details: { before: { rule: former?.rule ?? 'sensitive' }, after: { rule } },
    at: now,
    kind: 'account',
  })
}
