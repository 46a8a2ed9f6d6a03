import { eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor } from './account.ts'
import { tenantSettings } from './accounts.table.ts'
import { recordAudit } from './audit/audit.server.ts'
import { describeChange } from './audit/describeChange.ts'
import { demand, wholeTenant } from './permission.ts'

/** Mail addresses of the municipality itself, not of persons. */
export type TenantAddresses = {
  /** Shown to everybody. */
  readonly contactEmail: string | null
  /** Where messages about barriers are sent; shown to nobody. */
  readonly feedbackEmail: string | null
}

export async function readTenantAddresses(reader: Reader): Promise<TenantAddresses> {
  const [row] = await reader.db
    .select({ contactEmail: tenantSettings.contactEmail, feedbackEmail: tenantSettings.feedbackEmail })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, reader.tenant))
  return row ?? { contactEmail: null, feedbackEmail: null }
}

export async function changeTenantAddresses(
  writer: Writer,
  actor: Actor,
  addresses: TenantAddresses,
  now: Date,
): Promise<void> {
  demand(actor, 'site.edit', wholeTenant)
  const former = await readTenantAddresses(writer)
  await writer.db
    .insert(tenantSettings)
    .values({ tenantId: writer.tenant, ...addresses })
    .onConflictDoUpdate({ target: tenantSettings.tenantId, set: addresses })
  await recordAudit(writer, actor, {
    action: 'site.addresses',
    thing: 'tenant',
    details: describeChange(former, addresses),
    at: now,
  })
}
