import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { PlaceFileKind } from './placeFile.ts'

/** Files of streets, boundaries and points between upload and taking over. */
export const placeFiles = pgTable(
  'place_files',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<PlaceFileKind>().notNull(),
    fileId: integer('file_id').notNull(),
    choices: jsonb('choices').$type<unknown>().notNull().default({}),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
