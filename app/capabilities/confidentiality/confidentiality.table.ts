import {
  boolean,
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
import type { ReleaseCertificate, ReleaseState } from './release.ts'

/** Rule of protection per source, dated: a threshold, or "already published" (no protection of our own). */
export const protectionRules = pgTable(
  'protection_rules',
  {
    tenantId: integer('tenant_id').notNull(),
    source: text('source').notNull(),
    validFrom: date('valid_from').notNull(),
    threshold: integer('threshold'),
    alreadyPublished: boolean('already_published').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.source, table.validFrom] })],
)

/** Series that are protected together (common places, periods and dimensions). */
export const families = pgTable(
  'families',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const releases = pgTable(
  'releases',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    familyId: integer('family_id').notNull(),
    state: text('state').$type<ReleaseState>().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }).notNull(),
    actor: text('actor').notNull(),
    shownCells: integer('shown_cells').notNull(),
    secretCells: integer('secret_cells').notNull(),
    certificate: jsonb('certificate').$type<ReleaseCertificate>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/**
 * What surfaces read. A suppressed cell stands here WITHOUT its value, so no query on this table can leak it.
 * `state` and `flags` as in figures (0: value present).
 */
export const releasedCells = pgTable(
  'released_cells',
  {
    tenantId: integer('tenant_id').notNull(),
    releaseId: integer('release_id').notNull(),
    seriesId: integer('series_id').notNull(),
    periodId: integer('period_id').notNull(),
    placeId: integer('place_id').notNull(),
    breakdown: text('breakdown').notNull(),
    value: numeric('value'),
    state: smallint('state').notNull(),
    flags: smallint('flags').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.tenantId,
        table.releaseId,
        table.seriesId,
        table.periodId,
        table.placeId,
        table.breakdown,
      ],
    }),
  ],
)
