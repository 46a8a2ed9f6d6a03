import {
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { Geometry } from 'geojson'
import type { PlaceChangeKind, PlaceKind } from './place.ts'

export const places = pgTable(
  'places',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    kind: text('kind').$type<PlaceKind>().notNull(),
    ags: text('ags'),
    position: integer('position').notNull(),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
    tileColumn: integer('tile_column'),
    tileRow: integer('tile_row'),
    boundary: jsonb('boundary').$type<Geometry>(),
    invented: boolean('invented').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** The hierarchy that areas, sums and profiles follow. */
export const planning = 'planning'

/** Stands in `place_links.valid_from` for "since ever": a key can't hold an empty day. */
export const sinceEver = '0001-01-01'

/**
 * A place can lie in several hierarchies (planning areas, school catchments, court districts); 'planning' is the first. Where
 * it changed its parent there is a row for each time; the last one has no end.
 */
export const placeLinks = pgTable(
  'place_links',
  {
    tenantId: integer('tenant_id').notNull(),
    hierarchy: text('hierarchy').notNull(),
    placeId: integer('place_id').notNull(),
    parentId: integer('parent_id').notNull(),
    validFrom: date('valid_from').notNull().default(sinceEver),
    validTo: date('valid_to'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.hierarchy, table.placeId, table.validFrom] })],
)

/** Other spellings of a place in offices' files, confirmed by somebody; `source` is the key of one source, '' stands for all. */
export const placeAliases = pgTable(
  'place_aliases',
  {
    tenantId: integer('tenant_id').notNull(),
    source: text('source').notNull().default(''),
    alias: text('alias').notNull(),
    placeId: integer('place_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.source, table.alias] })],
)

/** Keys that offices give places beside the official one; `system` is whose key it is. */
export const placeKeys = pgTable(
  'place_keys',
  {
    tenantId: integer('tenant_id').notNull(),
    system: text('system').notNull(),
    key: text('key').notNull(),
    placeId: integer('place_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.system, table.key, table.placeId] })],
)

/** What was decided about places; `happenedOn` is the first day of the new. */
export const placeChanges = pgTable(
  'place_changes',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    kind: text('kind').$type<PlaceChangeKind>().notNull(),
    happenedOn: date('happened_on').notNull(),
    placeId: integer('place_id'),
    formerName: text('former_name'),
    base: text('base').notNull().default(''),
    note: text('note').notNull().default(''),
    decidedBy: text('decided_by').notNull().default(''),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** Of the former place the share part / whole lies in the successor. */
export const placeSuccessions = pgTable(
  'place_successions',
  {
    tenantId: integer('tenant_id').notNull(),
    formerId: integer('former_id').notNull(),
    successorId: integer('successor_id').notNull(),
    changeId: integer('change_id').notNull(),
    part: numeric('part').notNull(),
    whole: numeric('whole').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.formerId, table.successorId] })],
)
