import {
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { Unit } from '#app/plain/format.ts'
import type { PeriodKind, ReportingRule } from '#app/plain/period.ts'
import type { OverPlaces, OverTime, SeriesKind } from './figure.ts'
import type { DeliveryState } from './life/life.ts'

/** A source of figures: a procedure or statistic of one office. Its rule of protection is kept by confidentiality. */
export const sources = pgTable(
  'sources',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    organisationId: integer('organisation_id').notNull(),
    secretBelow: integer('secret_below'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const dimensions = pgTable(
  'dimensions',
  {
    tenantId: integer('tenant_id').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
)

export const dimensionValues = pgTable(
  'dimension_values',
  {
    tenantId: integer('tenant_id').notNull(),
    dimension: text('dimension').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    position: integer('position').notNull(),
    aliases: jsonb('aliases').$type<readonly string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.dimension, table.key] })],
)

/** What is counted. `partOf` and `base` name other series of the same tenant by key. */
export const series = pgTable(
  'series',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    meaning: text('meaning').notNull(),
    meaningEn: text('meaning_en').notNull(),
    unit: text('unit').$type<Unit>().notNull(),
    kind: text('kind').$type<SeriesKind>().notNull(),
    decimals: smallint('decimals').notNull(),
    periodKind: text('period_kind').$type<PeriodKind>().notNull(),
    reportedUnder: text('reported_under').$type<ReportingRule>().notNull(),
    familyId: integer('family_id').notNull(),
    sourceId: integer('source_id').notNull(),
    partOf: text('part_of'),
    base: text('base'),
    dimensions: jsonb('dimensions').$type<readonly string[]>().notNull(),
    overPlaces: text('over_places').$type<OverPlaces>().notNull(),
    overTime: text('over_time').$type<OverTime>().notNull(),
    comparableKinds: jsonb('comparable_kinds').$type<readonly PeriodKind[]>().notNull(),
    note: text('note').notNull(),
    noteEn: text('note_en').notNull(),
    aliases: jsonb('aliases').$type<readonly string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const periods = pgTable(
  'periods',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<PeriodKind>().notNull(),
    key: text('key').notNull(),
    start: date('start_date').notNull(),
    end: date('end_date').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** One file of one office at one time. */
export const deliveries = pgTable(
  'deliveries',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id').notNull(),
    fileId: integer('file_id').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    receivedOn: date('received_on').notNull(),
    note: text('note').notNull(),
    layout: jsonb('layout').$type<unknown>(),
    analysis: jsonb('analysis').$type<unknown>(),
    factCount: integer('fact_count').notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    releasedBy: text('released_by'),
    releasedAt: timestamp('released_at', { withTimezone: true }),
    withdrawnBy: text('withdrawn_by'),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    replacesId: integer('replaces_id'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/**
 * A stored figure is never changed: it belongs to its delivery; which one holds follows from the deliveries' states.
 * `state` 0: value present, else the position of the reason in `missingReasons` plus 1; `flags`: bits in the order of `cellFlags`.
 * `value` is a count, a rate in percent, a score, or whole cents; for "secret at source" it is the bound that it is known to be less than, if any.
 */
export const facts = pgTable(
  'facts',
  {
    tenantId: integer('tenant_id').notNull(),
    deliveryId: integer('delivery_id').notNull(),
    seriesId: integer('series_id').notNull(),
    periodId: integer('period_id').notNull(),
    placeId: integer('place_id').notNull(),
    breakdown: text('breakdown').notNull(),
    value: numeric('value'),
    state: smallint('state').notNull(),
    flags: smallint('flags').notNull(),
    sourceRow: integer('source_row').notNull(),
    sourceColumn: integer('source_column').notNull(),
    /** Position in the `tables` of the delivery's layout, from 0. */
    sourceTable: smallint('source_table').notNull().default(0),
  },
  (table) => [
    primaryKey({
      columns: [
        table.tenantId,
        table.seriesId,
        table.periodId,
        table.placeId,
        table.breakdown,
        table.deliveryId,
      ],
    }),
  ],
)
