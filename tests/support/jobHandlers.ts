import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { rowsOf } from '#app/platform/database.server.ts'
import type { JobHandlers, JobTools } from '#app/platform/jobs/handler.server.ts'
import { Refusal } from '#app/platform/refusal.ts'

const trace = ({ run, database }: JobTools, what: string) =>
  database.shared((shared) => rowsOf(shared, sql`insert into traces (run, what) values (${run.id}, ${what})`))

/** Kinds of jobs for tests of the queue itself. They leave traces in a table that the test has made. */
export const tryHandlers: JobHandlers = {
  'try.add': async (input) => {
    const { a, b } = z.object({ a: z.number(), b: z.number() }).parse(input)
    return { sum: a + b }
  },
  'try.trace': async (_input, tools) => {
    await trace(tools, 'done')
  },
  'try.read': async (_input, { run, database }) => {
    const [row] = await database.shared((shared) =>
      rowsOf<{ saw: number }>(shared, sql`select count(*)::integer as saw from traces where run = ${run.id}`),
    )
    return row
  },
  'try.refuse': async () => {
    throw new Refusal('Es fehlt ein Jahr.')
  },
  'try.break': async () => {
    throw new Error('a secret detail')
  },
  'try.slow': async (input, tools) => {
    const { steps } = z.object({ steps: z.number() }).parse(input)
    await trace(tools, 'begin')
    for (let step = 1; step <= steps; step++) {
      await tools.throwIfCancelled()
      await sleep(25)
      await tools.report(step / steps, 'step')
    }
    await trace(tools, 'end')
    return { steps }
  },
  'try.kill': async (_input, tools) => {
    await trace(tools, 'begin')
    process.kill(process.pid, 'SIGKILL')
  },
}
