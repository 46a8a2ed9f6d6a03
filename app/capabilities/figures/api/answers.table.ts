import { integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'

/** Answers to requests that may come again, for some days. */
export const apiAnswers = pgTable(
  'api_answers',
  {
    tenantId: integer('tenant_id').notNull(),
    keyId: integer('key_id').notNull(),
    nameHash: text('name_hash').notNull(),
    requestHash: text('request_hash').notNull(),
    status: smallint('status').notNull(),
    body: text('body').notNull(),
    answeredAt: timestamp('answered_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.keyId, table.nameHash] })],
)
