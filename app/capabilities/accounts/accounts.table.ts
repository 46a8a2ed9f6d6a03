import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Role } from './account.ts'

/** Municipality, county or state office. Global: the address of a page names its tenant before anything else is known. */
export const tenants = pgTable('tenants', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  nameEn: text('name_en').notNull(),
  kind: text('kind').$type<'municipality' | 'county' | 'state-office'>().notNull(),
  demo: boolean('demo').notNull(),
  note: text('note').notNull(),
  noteEn: text('note_en').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

/** Global: one person can belong to several tenants. `invented` marks the persons of the demonstration. */
export const accounts = pgTable('accounts', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  invented: boolean('invented').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
})

export const memberships = pgTable(
  'memberships',
  {
    tenantId: integer('tenant_id').notNull(),
    accountId: integer('account_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.accountId, table.role] })],
)

/** Global. `tokenHash` is SHA-256 of the cookie: a stolen copy of the table signs nobody in. */
export const sessions = pgTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: integer('account_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})

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
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.position] })],
)

/** The last link of each tenant's chain; locking its row orders the writers. */
export const auditHeads = pgTable('audit_heads', {
  tenantId: integer('tenant_id').primaryKey(),
  position: bigint('position', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
})
