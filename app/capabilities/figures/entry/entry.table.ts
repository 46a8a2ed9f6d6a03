import { date, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { SheetCells, SheetShape } from './sheet.ts'

/** A table that somebody fills in by hand. Its figures hold only once they were delivered and released. */
export const entrySheets = pgTable(
  'entry_sheets',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id').notNull(),
    shape: jsonb('shape').$type<SheetShape>().notNull(),
    cells: jsonb('cells').$type<SheetCells>().notNull(),
    /** Grows with each save, so that a second window notices the first. */
    version: integer('version').notNull(),
    receivedOn: date('received_on').notNull(),
    note: text('note').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
    /** The delivery that it became last. */
    deliveryId: integer('delivery_id'),
    /** The version that was delivered: another one means that the sheet was changed since. */
    deliveredVersion: integer('delivered_version'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
