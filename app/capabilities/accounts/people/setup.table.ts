import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Global: there is no tenant yet. One code for each place that prints it, so that two machines can start at once. */
export const setupCodes = pgTable('setup_codes', {
  printedAtPlace: text('printed_at_place').primaryKey(),
  codeHash: text('code_hash').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
})
