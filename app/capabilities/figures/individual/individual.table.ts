import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { RulesText } from './rules.ts'

/** How a file with one row per child becomes figures of a source. Each change is a new version; the highest holds. */
export const evaluationRules = pgTable(
  'evaluation_rules',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id').notNull(),
    name: text('name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const evaluationRuleVersions = pgTable(
  'evaluation_rule_versions',
  {
    tenantId: integer('tenant_id').notNull(),
    ruleId: integer('rule_id').notNull(),
    version: integer('version').notNull(),
    definition: jsonb('definition').$type<RulesText>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.ruleId, table.version] })],
)

/** What is known about a file with one row per child, which itself was kept nowhere: counts only. */
export const individualArrivals = pgTable(
  'individual_arrivals',
  {
    tenantId: integer('tenant_id').notNull(),
    deliveryId: integer('delivery_id').notNull(),
    ruleId: integer('rule_id').notNull(),
    version: integer('version').notNull(),
    sha256: text('sha256').notNull(),
    rows: integer('rows').notNull(),
    blank: integer('blank').notNull(),
    unassigned: integer('unassigned').notNull(),
    notCountable: jsonb('not_countable').$type<Readonly<Record<string, number>>>().notNull(),
    notDivided: jsonb('not_divided').$type<Readonly<Record<string, number>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.deliveryId] })],
)
