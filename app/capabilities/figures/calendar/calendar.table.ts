import {
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { PeriodKind } from '#app/plain/period.ts'
import type { DueRule } from './expectation.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Whom the town asks at the office that has the source. Personal data, kept here and nowhere else. */
export const sourceContacts = pgTable(
  'source_contacts',
  {
    tenantId: integer('tenant_id').notNull(),
    sourceId: integer('source_id').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    noRemindersSince: instant('no_reminders_since'),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.sourceId] })],
)

/** Rules: what is due follows from them whenever somebody asks (`dueDates.ts`). Days as "MM-DD". */
export const deliveryExpectations = pgTable(
  'delivery_expectations',
  {
    tenantId: integer('tenant_id').notNull(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    sourceId: integer('source_id').notNull(),
    series: jsonb('series').$type<readonly string[]>().notNull(),
    rhythm: text('rhythm').$type<PeriodKind>().notNull(),
    keyDay: text('key_day'),
    dueRule: text('due_rule').$type<DueRule['kind']>().notNull(),
    dueWeeks: smallint('due_weeks').notNull().default(0),
    dueDay: text('due_day'),
    responsibleId: integer('responsible_id'),
    activeFrom: date('active_from').notNull(),
    activeTo: date('active_to'),
    note: text('note').notNull(),
    remindBefore: smallint('remind_before').notNull(),
    remindOn: boolean('remind_on').notNull(),
    remindEvery: smallint('remind_every').notNull(),
    remindMost: smallint('remind_most').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

export const expectationExceptions = pgTable(
  'expectation_exceptions',
  {
    tenantId: integer('tenant_id').notNull(),
    expectationId: integer('expectation_id').notNull(),
    periodKey: text('period_key').notNull(),
    movedTo: date('moved_to'),
    skippedBecause: text('skipped_because'),
    announcedFor: date('announced_for'),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.expectationId, table.periodKey] })],
)
