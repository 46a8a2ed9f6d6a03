import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { DeliveryState, LifeStep } from './life.ts'

/** What happened to a delivery, step by step; `state` is what it was afterwards. */
export const deliverySteps = pgTable(
  'delivery_steps',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    deliveryId: integer('delivery_id').notNull(),
    step: text('step').$type<LifeStep>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    takenBy: text('taken_by').notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true }).notNull(),
    note: text('note').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
