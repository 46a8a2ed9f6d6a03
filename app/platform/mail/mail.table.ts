import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { MailState } from './mail.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/**
 * The outbox. The body is sealed (`secretBox.server.ts`): it may hold a link that opens an account. Recipient, subject and body are wiped once the mail server has them, or when the
 * mail is given up.
 */
export const mails = pgTable('mails', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  tenantId: integer('tenant_id'),
  kind: text('kind').notNull(),
  message: uuid('message').notNull().defaultRandom(),
  recipient: text('recipient'),
  recipientName: text('recipient_name'),
  subject: text('subject'),
  body: text('body'),
  state: text('state').$type<MailState>().notNull().default('queued'),
  attempts: integer('attempts').notNull().default(0),
  /** Why the last attempt failed, as `writeProblem` writes it. */
  problem: text('problem'),
  createdAt: instant('created_at').notNull(),
  dueAt: instant('due_at').notNull(),
  sentAt: instant('sent_at'),
})
