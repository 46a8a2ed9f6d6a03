import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { FindingKind, Severity, Spot } from '../checks/finding.ts'
import type { FindingState, FindingStep } from './workflow.ts'

/** A question that a check raised. `parameters` fill the sentence of its kind. */
export const findings = pgTable(
  'findings',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    deliveryId: integer('delivery_id').notNull(),
    kind: text('kind').$type<FindingKind>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    parameters: jsonb('parameters').$type<Readonly<Record<string, string | number>>>().notNull(),
    spot: jsonb('spot').$type<Spot>(),
    state: text('state').$type<FindingState>().notNull().default('open'),
    correctionId: integer('correction_id'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** What was said about a finding, in order. */
export const findingSteps = pgTable(
  'finding_steps',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    findingId: integer('finding_id').notNull(),
    step: text('step').$type<FindingStep>().notNull(),
    said: text('said').notNull().default(''),
    takenBy: text('taken_by').notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
