import { date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Side } from './street.ts'

export const streetRegisters = pgTable(
  'street_registers',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    validFrom: date('valid_from').notNull(),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    lineCount: integer('line_count').notNull(),
    streetCount: integer('street_count').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const streetRanges = pgTable(
  'street_ranges',
  {
    tenantId: integer('tenant_id').notNull(),
    registerId: integer('register_id').notNull(),
    rowNumber: integer('row_number').notNull(),
    street: text('street').notNull(),
    side: text('side').$type<Side>().notNull(),
    fromNumber: integer('from_number').notNull(),
    fromSuffix: text('from_suffix').notNull(),
    toNumber: integer('to_number'),
    toSuffix: text('to_suffix').notNull(),
    placeId: integer('place_id').notNull(),
    postcode: text('postcode').notNull(),
    town: text('town').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.registerId, table.rowNumber] })],
)
