import { sql } from 'drizzle-orm'
import {
  boolean,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { JobProblem, JobState } from './job.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Global: the worker works for every tenant; readers and writers see their own tenant's rows only. */
export const jobRuns = pgTable(
  'job_runs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    tenantId: integer('tenant_id'),
    kind: text('kind').notNull(),
    key: text('job_key').notNull(),
    state: text('state').$type<JobState>().notNull().default('queued'),
    progress: real('progress').notNull().default(0),
    step: text('step').notNull().default(''),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    /** The work must be done once more when the running handler is through: its data have changed meanwhile. */
    repeatRequested: boolean('repeat_requested').notNull().default(false),
    /** How often a worker has begun; more than once only after a loss. */
    attempts: integer('attempts').notNull().default(0),
    input: jsonb('input').$type<unknown>(),
    result: jsonb('result').$type<unknown>(),
    problem: jsonb('problem').$type<JobProblem>(),
    createdBy: integer('created_by'),
    createdAt: instant('created_at').notNull().defaultNow(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('job_runs_open_key')
      .on(sql`coalesce(${table.tenantId}, 0)`, table.key)
      .where(sql`${table.state} in ('queued', 'running')`),
  ],
)
