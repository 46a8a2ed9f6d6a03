import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import { type AuditKind, auditEntries, auditHeads } from './audit.table.ts'

/** Keys in one order at every depth, so that the same entry has the same hash after its way through jsonb. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** SHA-256 over the entry and the hash before it: a changed or removed entry breaks every later one. */
export function auditHash(entry: {
  tenantId: number
  position: number
  at: Date
  accountId: number | null
  actor: string
  action: string
  thing: string
  details: unknown
  previousHash: string
  kind?: AuditKind
  reason?: string | null
  hashVersion?: number
}): string {
  const { kind, reason, hashVersion, ...first } = entry
  const covered = hashVersion === 1 ? first : { ...first, kind, reason, hashVersion }
  return createHash('sha256')
    .update(canonical({ ...covered, at: entry.at.toISOString() }))
    .digest('hex')
}

/**
 * One entry per command, in the command's own transaction. `thing` names what was acted upon ("delivery 12");
 * details carry no personal data.
 */
export async function recordAudit(
  writer: Writer,
  actor: Actor,
  entry: {
    action: string
    thing: string
    details: Readonly<Record<string, unknown>>
    at: Date
    /** Left out: a change of data. */
    kind?: AuditKind
    reason?: string
  },
): Promise<void> {
  await writer.db
    .insert(auditHeads)
    .values({ tenantId: writer.tenant, position: 0, hash: '' })
    .onConflictDoNothing()
  const [head] = await writer.db
    .select()
    .from(auditHeads)
    .where(eq(auditHeads.tenantId, writer.tenant))
    .for('update')
  const row = {
    tenantId: writer.tenant,
    position: head!.position + 1,
    at: entry.at,
    accountId: actor.accountId,
    actor: actor.name,
    action: entry.action,
    thing: entry.thing,
    details: JSON.parse(JSON.stringify(entry.details)) as unknown,
    previousHash: head!.hash,
    kind: entry.kind ?? 'change',
    reason: entry.reason ?? null,
    hashVersion: 2,
  }
  const hash = auditHash(row)
  await writer.db.insert(auditEntries).values({ ...row, hash })
  await writer.db
    .update(auditHeads)
    .set({ position: row.position, hash, ...(row.kind === 'change' ? { changeHash: hash } : {}) })
    .where(and(eq(auditHeads.tenantId, writer.tenant)))
}

/**
 * Names the state of a tenant's data: every command writes an entry in its own transaction, so the same mark means
 * that nothing has changed in between.
 */
export async function readStateMark(reader: Reader): Promise<string> {
  const [head] = await reader.db
    .select({ hash: auditHeads.changeHash })
    .from(auditHeads)
    .where(eq(auditHeads.tenantId, reader.tenant))
  return head?.hash ?? ''
}
