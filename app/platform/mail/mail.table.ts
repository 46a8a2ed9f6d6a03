import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Mails to be sent; recipient, subject and body are wiped once the mail server has them. */
export const mails = pgTable('mails', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  tenantId: integer('tenant_id'),
  kind: text('kind').notNull(),
  recipient: text('recipient'),
  subject: text('subject'),
  body: text('body'),
  state: text('state').$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
  attempts: integer('attempts').notNull().default(0),
  problem: text('problem'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  sentAt: timestamp('sent_at', { withTimezone: true }),
})
