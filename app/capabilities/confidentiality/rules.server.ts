import { eq } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { protectionRules } from './confidentiality.table.ts'
import type { DatedRule, ProtectionRule } from './rule.ts'

function toRule(row: { threshold: number | null; alreadyPublished: boolean }): ProtectionRule {
  return row.threshold === null
    ? { kind: 'already-published' }
    : { kind: 'threshold', threshold: row.threshold }
}

/** All rules of protection by source. */
export async function listRules(reader: Reader): Promise<Map<string, DatedRule[]>> {
  const rows = await reader.db
    .select()
    .from(protectionRules)
    .where(eq(protectionRules.tenantId, reader.tenant))
  const bySource = Map.groupBy(rows, (row) => row.source)
  return new Map(
    [...bySource].map(([source, dated]) => [
      source,
      dated.map((row) => ({ validFrom: row.validFrom, rule: toRule(row) })),
    ]),
  )
}
