import { boolean, date, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Geometry } from 'geojson'
import type { PlaceKind } from './place.ts'

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
    successorId: integer('successor_id'),
    tileColumn: integer('tile_column'),
    tileRow: integer('tile_row'),
    boundary: jsonb('boundary').$type<Geometry>(),
    invented: boolean('invented').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** A place can lie in several hierarchies (planning areas, school catchments, court districts); 'planning' is the first. */
export const placeLinks = pgTable(
  'place_links',
  {
    tenantId: integer('tenant_id').notNull(),
    hierarchy: text('hierarchy').notNull(),
    placeId: integer('place_id').notNull(),
    parentId: integer('parent_id').notNull(),
    validFrom: date('valid_from'),
    validTo: date('valid_to'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.hierarchy, table.placeId] })],
)

/** Other spellings of a place in offices' files, confirmed by somebody. */
export const placeAliases = pgTable(
  'place_aliases',
  {
    tenantId: integer('tenant_id').notNull(),
    alias: text('alias').notNull(),
    placeId: integer('place_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.alias] })],
)
