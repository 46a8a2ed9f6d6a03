import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { ProfileParts } from './profile.ts'

/** How files of one kind from one source are read, as people confirmed it. */
export const mappingProfiles = pgTable(
  'mapping_profiles',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    parts: jsonb('parts').$type<ProfileParts>().notNull(),
    deliveryId: integer('delivery_id').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
