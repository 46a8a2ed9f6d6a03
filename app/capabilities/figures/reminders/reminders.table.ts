import { date, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'

/** What has been sent; the key keeps anybody from being reminded twice of the same. */
export const reminders = pgTable(
  'reminders',
  {
    tenantId: integer('tenant_id').notNull(),
    expectationId: integer('expectation_id').notNull(),
    periodKey: text('period_key').notNull(),
    kind: text('kind').$type<'before' | 'on' | 'after'>().notNull(),
    round: smallint('round').notNull(),
    recipient: text('recipient').$type<'office' | 'responsible'>().notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.tenantId,
        table.expectationId,
        table.periodKey,
        table.kind,
        table.round,
        table.recipient,
      ],
    }),
  ],
)

/** How a person who is responsible wants to hear of the calendar. */
export const reminderWishes = pgTable(
  'reminder_wishes',
  {
    tenantId: integer('tenant_id').notNull(),
    accountId: integer('account_id').notNull(),
    rhythm: text('rhythm').$type<'weekly' | 'daily' | 'single' | 'none'>().notNull(),
    lastDigestOn: date('last_digest_on'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.accountId] })],
)
