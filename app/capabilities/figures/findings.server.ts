import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { describeChange, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Finding } from './checks.ts'
import { demandDelivery } from './deliveries.server.ts'
import { findings } from './figures.table.ts'

export type StoredFinding = Finding & {
  readonly id: number
  readonly answer: string | undefined
  readonly answeredBy: string | undefined
  readonly answeredAt: Date | undefined
}

/** Questions and notes of a delivery, questions first. */
export async function listFindings(reader: Reader, deliveryId: number): Promise<StoredFinding[]> {
  const rows = await reader.db
    .select()
    .from(findings)
    .where(and(eq(findings.tenantId, reader.tenant), eq(findings.deliveryId, deliveryId)))
    .orderBy(desc(findings.severity), findings.id)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Finding['kind'],
    severity: row.severity,
    parameters: row.parameters,
    answer: row.answer ?? undefined,
    answeredBy: row.answeredBy ?? undefined,
    answeredAt: row.answeredAt ?? undefined,
  }))
}

/** Writes an answer to a question; an earlier one is replaced, the audit trail knows both. False: no such finding. */
export async function answerFinding(
  writer: Writer,
  actor: Actor,
  given: { readonly deliveryId: number; readonly findingId: number; readonly answer: string },
  now: Date,
): Promise<boolean> {
  await demandDelivery(writer, actor, 'figures.answer', given.deliveryId)
  const asked = and(
    eq(findings.tenantId, writer.tenant),
    eq(findings.id, given.findingId),
    eq(findings.deliveryId, given.deliveryId),
  )
  const [former] = await writer.db
    .select({ answer: findings.answer })
    .from(findings)
    .where(asked)
    .for('update')
  if (!former) return false
  await writer.db
    .update(findings)
    .set({ answer: given.answer, answeredBy: actor.name, answeredAt: now })
    .where(asked)
  await recordAudit(writer, actor, {
    action: 'finding.answer',
    thing: `finding ${given.findingId}`,
    details: { delivery: given.deliveryId, ...describeChange(former, { answer: given.answer }) },
    at: now,
  })
  return true
}
