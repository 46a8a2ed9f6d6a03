import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

/** A change of data, a look at protected data, or something that happened to an account in this tenant. */
export type AuditKind = 'change' | 'look' | 'account'

/** Append-only chain per tenant; `hash` covers the entry and the hash before it. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    tenantId: integer('tenant_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    accountId: integer('account_id'),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    thing: text('thing').notNull(),
    details: jsonb('details').$type<unknown>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
    kind: text('kind').$type<AuditKind>().notNull().default('change'),
    /** Why protected data were looked at. */
    reason: text('reason'),
    /** 1: entries without kind and reason, from before they existed; 2: everything is covered. */
    hashVersion: smallint('hash_version').notNull().default(2),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.position] })],
)

/** The last link of each tenant's chain; locking its row orders the writers. */
export const auditHeads = pgTable('audit_heads', {
  tenantId: integer('tenant_id').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  /** The last entry that changed data: looks leave computed pages valid. */
  changeHash: text('change_hash').notNull().default(''),
})

/** What happens to accounts as such, of no single tenant; a chain of its own. */
export const accountEvents = pgTable('account_events', {
  position: bigint('position', { mode: 'number' }).primaryKey(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  accountId: integer('account_id'),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  details: jsonb('details').$type<unknown>().notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
})

export const accountEventHead = pgTable('account_event_head', {
  single: boolean('single').primaryKey().default(true),
  position: bigint('position', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
})
