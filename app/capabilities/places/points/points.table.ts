import { boolean, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { PointKind } from './point.ts'

export const placePoints = pgTable(
  'place_points',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<PointKind>().notNull(),
    name: text('name').notNull(),
    street: text('street').notNull(),
    houseNumber: text('house_number').notNull(),
    postcode: text('postcode').notNull(),
    town: text('town').notNull(),
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    shown: boolean('shown').notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
