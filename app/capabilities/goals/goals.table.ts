import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** A catalogue's term (Programmphase), e.g. 2016 to 2020. */
export const programmes = pgTable(
  'programmes',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    fromYear: integer('from_year').notNull(),
    toYear: integer('to_year').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** A goal. Its number follows from its position in the tree and is not stored. */
export const goals = pgTable(
  'goals',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    programmeId: integer('programme_id').notNull(),
    parentId: integer('parent_id'),
    level: text('level').$type<'strategic' | 'operational'>().notNull(),
    position: integer('position').notNull(),
    title: text('title').notNull(),
    titleEn: text('title_en').notNull(),
    text: text('text').notNull(),
    textEn: text('text_en').notNull(),
    phase: text('phase'),
    field: text('field'),
    organisationId: integer('organisation_id'),
    changeKind: text('change_kind').$type<'kept' | 'changed' | 'reached' | 'dropped' | 'added'>(),
    changedFromId: integer('changed_from_id'),
    changeNote: text('change_note'),
    changeNoteEn: text('change_note_en'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** A goal refers to indicators; the targets stand with the indicators. */
export const goalIndicators = pgTable(
  'goal_indicators',
  {
    tenantId: integer('tenant_id').notNull(),
    goalId: integer('goal_id').notNull(),
    indicatorId: integer('indicator_id').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.goalId, table.indicatorId] })],
)
