import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export type SitePageKind = 'accessibility' | 'privacy' | 'imprint' | 'plain-language' | 'sign-language'

/** Each change is a new version; the highest one is shown. */
export const sitePages = pgTable(
  'site_pages',
  {
    tenantId: integer('tenant_id').notNull(),
    kind: text('kind').$type<SitePageKind>().notNull(),
    language: text('language').$type<'de' | 'en'>().notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').$type<unknown>().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.kind, table.language, table.version] })],
)

export const feedback = pgTable(
  'feedback',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    /** Makes a second press of the button the same message. */
    submission: text('submission').notNull(),
    page: text('page').notNull(),
    text: text('text').notNull(),
    replyTo: text('reply_to'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    doneAt: timestamp('done_at', { withTimezone: true }),
    doneBy: text('done_by'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
