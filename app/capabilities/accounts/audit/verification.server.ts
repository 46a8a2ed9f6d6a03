import { and, eq, sql } from 'drizzle-orm'
import { type Reader, rowsOf, type Shared } from '#app/platform/database.server.ts'
import { accountEventHead, accountEvents, auditEntries, auditHeads } from './audit.table.ts'
import { accountEventHash, auditHash, type HashedEntry, type HashedEvent } from './entryHash.ts'
import {
  type ChainRule,
  type Checksum,
  isNoted,
  type Link,
  type Verification,
  verifyChain,
} from './verification.ts'

type Entry = Link & HashedEntry
type Event = Link & HashedEvent

const entryRule: ChainRule<Entry> = {
  hashAt: (entry, position) => auditHash({ ...entry, position }),
  // The first release's entries have neither kind nor reason, and none of them comes after one of the second version.
  mayFollow: (entry, before) =>
    entry.hashVersion === 2 ||
    (entry.hashVersion === 1 &&
      entry.kind === 'change' &&
      entry.reason === null &&
      (before?.hashVersion ?? 1) === 1),
}

const eventRule: ChainRule<Event> = {
  hashAt: (event, position) => accountEventHash({ ...event, position }),
  mayFollow: () => true,
}

/** Rows held in memory at a time, so that a chain of any length can be checked. */
const batchSize = 2000

const columns = sql`e.position, e.at, e.account_id, e.actor, e.action, e.details, e.previous_hash, e.hash`

type Row = {
  position: string
  at: string
  account_id: number | null
  actor: string
  action: string
  details: unknown
  previous_hash: string
  hash: string
  head_position: string | null
  head_hash: string | null
}
type EntryRow = Row & {
  tenant_id: number
  thing: string
  kind: Entry['kind']
  reason: string | null
  hash_version: number
}

const toEvent = (row: Row): Event => ({
  position: Number(row.position),
  at: new Date(row.at),
  accountId: row.account_id,
  actor: row.actor,
  action: row.action,
  details: row.details,
  previousHash: row.previous_hash,
  hash: row.hash,
})

const toEntry = (row: EntryRow): Entry => ({
  ...toEvent(row),
  tenantId: row.tenant_id,
  thing: row.thing,
  kind: row.kind,
  reason: row.reason,
  hashVersion: row.hash_version,
})

/**
 * Streams a chain through a cursor: one snapshot, however long it takes and whoever writes meanwhile. The end of the chain
 * comes with every row, from the same snapshot.
 */
async function verifyRows<R extends Row, E extends Link>(
  reader: Shared,
  query: ReturnType<typeof sql>,
  toLink: (row: R) => E,
  rule: ChainRule<E>,
  head: Checksum,
): Promise<Verification> {
  await reader.db.execute(sql`declare chain no scroll cursor for ${query}`)
  const first = await rowsOf<R>(reader, sql.raw(`fetch ${batchSize} from chain`))
  const [row] = first
  const end = row ? { position: Number(row.head_position ?? 0), hash: row.head_hash ?? '' } : head
  async function* links(): AsyncGenerator<E> {
    for (let batch = first; batch.length > 0; ) {
      for (const each of batch) yield toLink(each)
      if (batch.length < batchSize) return
      batch = await rowsOf<R>(reader, sql.raw(`fetch ${batchSize} from chain`))
    }
  }
  const verification = await verifyChain(links(), rule, end)
  await reader.db.execute(sql`close chain`)
  return verification
}

const emptyHead: Checksum = { position: 0, hash: '' }

/** Checks the whole trail of a tenant. */
export async function verifyAudit(reader: Reader): Promise<Verification> {
  const [head] = await reader.db
    .select({ position: auditHeads.position, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.tenantId, reader.tenant))
  return verifyRows<EntryRow, Entry>(
    reader,
    sql`select ${columns}, e.tenant_id, e.thing, e.kind, e.reason, e.hash_version,
          h.position as head_position, h.hash as head_hash
        from audit_entries e left join audit_heads h on h.tenant_id = e.tenant_id
        where e.tenant_id = ${sql.raw(String(Math.trunc(reader.tenant)))} order by e.position`,
    toEntry,
    entryRule,
    head ?? emptyHead,
  )
}

/** Checks the whole chain of account events of this installation. */
export async function verifyAccountEvents(reader: Shared): Promise<Verification> {
  const [head] = await reader.db
    .select({ position: accountEventHead.position, hash: accountEventHead.hash })
    .from(accountEventHead)
  return verifyRows<Row, Event>(
    reader,
    sql`select ${columns}, h.position as head_position, h.hash as head_hash
        from account_events e left join account_event_head h on true order by e.position`,
    toEvent,
    eventRule,
    head ?? emptyHead,
  )
}

/** Whether the trail still holds the entry whose checksum was noted. */
export async function holdsAuditChecksum(reader: Reader, noted: Checksum): Promise<boolean> {
  const { position, previousHash, hash } = auditEntries
  const [entry] = await reader.db
    .select({ position, previousHash, hash })
    .from(auditEntries)
    .where(and(eq(auditEntries.tenantId, reader.tenant), eq(position, noted.position)))
  return isNoted(noted, entry)
}

/** As `holdsAuditChecksum`, of the chain of account events. */
export async function holdsEventChecksum(reader: Shared, noted: Checksum): Promise<boolean> {
  const { position, previousHash, hash } = accountEvents
  const [event] = await reader.db
    .select({ position, previousHash, hash })
    .from(accountEvents)
    .where(eq(position, noted.position))
  return isNoted(noted, event)
}
