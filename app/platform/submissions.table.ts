import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Forms that are being answered, or were a moment ago. */
export const submissions = pgTable('submissions', {
  key: text('key').primaryKey(),
  begunAt: instant('begun_at').notNull(),
  answeredAt: instant('answered_at'),
  sealed: text('sealed'),
})
