import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { OrganisationKind } from './organisation.ts'

/** Kept once, used everywhere (deliveries, goals, later offers and networks). */
export const organisations = pgTable(
  'organisations',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    kind: text('kind').$type<OrganisationKind>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
