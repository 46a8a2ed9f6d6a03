import { boolean, date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Keys with which programmes deliver in the name of a person. `tokenHash` is SHA-256: a copy of the table opens nothing. */
export const apiKeys = pgTable(
  'api_keys',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    tokenHash: text('token_hash').notNull(),
    prefix: text('prefix').notNull(),
    accountId: integer('account_id').notNull(),
    name: text('name').notNull(),
    organisation: text('organisation').notNull(),
    source: text('source'),
    mayRelease: boolean('may_release').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedOn: date('last_used_on'),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
