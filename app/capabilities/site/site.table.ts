import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Language } from '#app/plain/format.ts'
import type { SiteContent, SitePageKind } from './site.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Each change is a new version; the highest one is shown. */
export const sitePages = pgTable(
  'site_pages',
  {
    tenantId: integer('tenant_id').notNull(),
    kind: text('kind').$type<SitePageKind>().notNull(),
    language: text('language').$type<Language>().notNull(),
    version: integer('version').notNull(),
    content: jsonb('content').$type<SiteContent>().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
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
    createdAt: instant('created_at').notNull(),
    doneAt: instant('done_at'),
    doneBy: text('done_by'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
