import { sql } from 'drizzle-orm'
import { type Database, rowsOf, type Writer } from '#app/platform/database.server.ts'

/** Tables of tenants that are no data of theirs: the trail itself, runs of jobs, waiting mails, sign-ons that have begun. */
const ownAccount = ['audit_entries', 'audit_heads', 'job_runs', 'mails', 'sign_on_attempts']

/** What PostgreSQL itself counted in this transaction, whatever way the rows were written. */
async function listWrittenTables(writer: Writer): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    writer,
    sql`select s.relname as name from pg_stat_xact_user_tables s
        where s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0 and exists (
          select 1 from pg_attribute a where a.attrelid = s.relid and a.attname = 'tenant_id')
        order by 1`,
  )
  return rows.map(({ name }) => name)
}

/**
 * The same database, but a transaction of a tenant that has changed data and left no entry in the audit trail fails. For tests
 * that give commands: whatever they do, it stands in the trail.
 */
export function auditing(database: Database): Database {
  return {
    ...database,
    write: (tenant, work) =>
      database.write(tenant, async (writer) => {
        const result = await work(writer)
        const written = await listWrittenTables(writer)
        const silent = written.filter((name) => !ownAccount.includes(name))
        if (silent.length > 0 && !written.includes('audit_entries'))
          throw new Error(`written without an entry in the audit trail: ${silent.join(', ')}`)
        return result
      }),
  }
}
