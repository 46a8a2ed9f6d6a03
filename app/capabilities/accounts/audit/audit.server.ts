import { eq } from 'drizzle-orm'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor } from '../account.ts'
import type { AuditAction } from './actionTexts.ts'
import { type AuditKind, auditEntries, auditHeads } from './audit.table.ts'
import { maskPersonal } from './describeChange.ts'
import { auditHash } from './entryHash.ts'

export type NewEntry = {
  /** Has a sentence in `actionTexts.ts`. */
  readonly action: AuditAction
  /** What was acted upon: kind and key or number ("delivery 12"). */
  readonly thing: string
  /** For a change of one thing what `describeChange` gives. Personal fields are masked in any case. */
  readonly details: Readonly<Record<string, unknown>>
  readonly at: Date
  /** Left out: a change of data. */
  readonly kind?: AuditKind
  readonly reason?: string
}

/** One entry per command, in the command's own transaction. Commands of a tenant wait for each other from here on. */
export async function recordAudit(writer: Writer, actor: Actor, entry: NewEntry): Promise<void> {
  // Every command comes through here: rights held in one tenant never act in another.
  if (actor.tenantId !== writer.tenant) throw new Error('the actor belongs to another tenant')
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
    details: maskPersonal(JSON.parse(JSON.stringify(entry.details)), entry.action),
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
    .where(eq(auditHeads.tenantId, writer.tenant))
}

/**
 * A look at protected data, before anything of them is shown and in the same transaction. `reason` is what the person gave,
 * or the fixed reason of the page. Computed pages stay valid. Throws without a reason.
 */
export async function recordLook(
  writer: Writer,
  actor: Actor,
  look: {
    readonly thing: string
    readonly reason: string
    readonly at: Date
    /** Left out: "look". */
    readonly action?: AuditAction
    readonly details?: Readonly<Record<string, unknown>> | undefined
  },
): Promise<void> {
  const { thing, at, action = 'look', details = {} } = look
  const reason = look.reason.trim()
  if (reason === '') throw new Error(`a look at ${thing} needs a reason`)
  await recordAudit(writer, actor, { action, thing, details, at, kind: 'look', reason })
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
