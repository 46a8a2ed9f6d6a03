import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Failed attempts and limited requests. `bucket` is a keyed hash: no address can be read from it. */
export const attemptCounters = pgTable('attempt_counters', {
  bucket: text('bucket').primaryKey(),
  count: integer('count').notNull(),
  since: timestamp('since', { withTimezone: true }).notNull(),
})

/** A form that was sent after the session had ended; sealed. */
export const carriedForms = pgTable('carried_forms', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: integer('account_id').notNull(),
  sealed: text('sealed').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
})

export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: integer('account_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.codeHash] })],
)

export const passwordResets = pgTable('password_resets', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: integer('account_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  usedAt: timestamp('used_at', { withTimezone: true }),
})
