import { eq } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { type SecondFactorRule, tenantSettings } from '../accounts.table.ts'

/** Who must have a second factor in this tenant. */
export async function findSecondFactorRule(reader: Reader): Promise<SecondFactorRule> {
  const [row] = await reader.db
    .select({ rule: tenantSettings.secondFactor })
    .from(tenantSettings)
    .where(eq(tenantSettings.tenantId, reader.tenant))
  return row?.rule ?? 'sensitive'
}
