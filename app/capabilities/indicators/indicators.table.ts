import { date, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind } from '#app/plain/period.ts'
import type { Comparison, Direction } from './indicator.ts'

/** Life phases (pregnancy to work, cross-cutting) and fields of action are data that a town extends. */
export const lifePhases = pgTable(
  'life_phases',
  {
    tenantId: integer('tenant_id').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
)

export const fieldsOfAction = pgTable(
  'fields_of_action',
  {
    tenantId: integer('tenant_id').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
)

/** The indicator as a thing with a stable address; what it means stands in its versions. */
export const indicators = pgTable(
  'indicators',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const indicatorVersions = pgTable(
  'indicator_versions',
  {
    tenantId: integer('tenant_id').notNull(),
    indicatorId: integer('indicator_id').notNull(),
    version: integer('version').notNull(),
    validFrom: date('valid_from').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    formula: text('formula'),
    publishedSeries: text('published_series'),
    unit: text('unit').$type<Unit>().notNull(),
    decimals: smallint('decimals').notNull(),
    direction: text('direction').$type<Direction>().notNull(),
    periodKind: text('period_kind').$type<PeriodKind>().notNull(),
    phase: text('phase').notNull(),
    field: text('field').notNull(),
    meaning: text('meaning').notNull(),
    meaningEn: text('meaning_en').notNull(),
    method: text('method').notNull(),
    methodEn: text('method_en').notNull(),
    sourceNote: text('source_note').notNull(),
    sourceNoteEn: text('source_note_en').notNull(),
    breaks: jsonb('breaks').$type<readonly { year: number; note: string; noteEn: string }[]>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.indicatorId, table.version] })],
)

export const targets = pgTable(
  'targets',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    indicatorId: integer('indicator_id').notNull(),
    placeId: integer('place_id').notNull(),
    comparison: text('comparison').$type<Comparison>().notNull(),
    path: jsonb('path').$type<readonly { year: number; value: number }[]>().notNull(),
    baselineYear: integer('baseline_year'),
    decidedBy: text('decided_by'),
    note: text('note'),
    noteEn: text('note_en'),
    validFrom: date('valid_from').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)
