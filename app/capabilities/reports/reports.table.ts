import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** The annual report of one year. A published edition keeps its content as it was (`content`: the document model). */
export const reports = pgTable(
  'reports',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    year: integer('year').notNull(),
    edition: integer('edition').notNull(),
    state: text('state').$type<'draft' | 'published'>().notNull(),
    language: text('language').notNull(),
    content: jsonb('content').$type<unknown>(),
    pdfFileId: integer('pdf_file_id'),
    builtAt: timestamp('built_at', { withTimezone: true }),
    builtBy: text('built_by'),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    publishedBy: text('published_by'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
