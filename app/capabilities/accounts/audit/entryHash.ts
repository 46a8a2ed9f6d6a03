import { createHash } from 'node:crypto'
import type { AuditKind } from './audit.table.ts'

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

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export type HashedEntry = {
  readonly tenantId: number
  readonly position: number
  readonly at: Date
  readonly accountId: number | null
  readonly actor: string
  readonly action: string
  readonly thing: string
  readonly details: unknown
  readonly previousHash: string
  readonly kind: AuditKind
  readonly reason: string | null
  /** 1: as the first release hashed, without kind and reason; 2: over everything. */
  readonly hashVersion: number
}

/** SHA-256 (hexadecimal) over the entry and the hash before it: a changed or removed entry breaks every later one. */
export function auditHash(entry: HashedEntry): string {
  const { tenantId, position, accountId, actor, action, thing, details, previousHash } = entry
  const first = { tenantId, position, accountId, actor, action, thing, details, previousHash }
  const { kind, reason, hashVersion } = entry
  const covered = hashVersion === 1 ? first : { ...first, kind, reason, hashVersion }
  return sha256(canonical({ ...covered, at: entry.at.toISOString() }))
}

export type HashedEvent = {
  readonly position: number
  readonly at: Date
  readonly accountId: number | null
  readonly actor: string
  readonly action: string
  readonly details: unknown
  readonly previousHash: string
}

/** As `auditHash`, for what happens to accounts. */
export function accountEventHash(event: HashedEvent): string {
  const { position, accountId, actor, action, details, previousHash } = event
  const at = event.at.toISOString()
  return sha256(canonical({ position, at, accountId, actor, action, details, previousHash }))
}
