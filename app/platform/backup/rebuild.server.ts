import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Reader } from '../database.server.ts'
import {
  applyWithin,
  findOpenMigrations,
  listMigrations,
  migrationLock,
  prepareSchema,
} from '../postgres/migrate.server.ts'
import { appName } from '../postgres/roles.server.ts'
import { Refusal } from '../refusal.ts'
import type { MigrationMark, SequenceMark } from './manifest.ts'
import { oneForm, setTenant } from './rows.server.ts'
import { listTables, quoted, type Table } from './tables.server.ts'

export type Rebuilding = {
  readonly ownerUrl: string
  readonly migrationsFolder: string
  /** What the data have seen: tables are made as they were then, and brought up to date after loading. */
  readonly migrations: readonly MigrationMark[]
  /** What the database holds may be thrown away; otherwise it must be empty. */
  readonly replace: boolean
  /** Puts the rows in; row-level security doesn't bind the owner meanwhile. */
  readonly load: (client: pg.Client, tables: readonly Table[]) => Promise<void>
  readonly sequences: (client: pg.Client, tables: readonly Table[]) => Promise<readonly SequenceMark[]>
  /** Looks at the finished data of each tenant; sentences about what is wrong. They are told, and don't stop the work: the
   * rows are those of the file, and somebody may need them as they are. */
  readonly verify: (reader: Reader) => Promise<readonly string[]>
}

/**
 * Makes all tables anew and fills them, in one transaction: until its last moment the database is as it was, and whatever
 * ends it (a refusal, a kill, a full disk) leaves it so. Throws a `Refusal` when the data are newer than this software,
 * when the database isn't empty or somebody works with it.
 */
export async function rebuildDatabase(work: Rebuilding): Promise<{ readonly warnings: readonly string[] }> {
  const files = await listMigrations(work.migrationsFolder)
  findOpenMigrations(files, work.migrations)
  const client = new pg.Client({ connectionString: work.ownerUrl, application_name: 'lueckenlos-restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    await claim(client)
    await client.query(`begin; ${oneForm}`)
    if (!work.replace) await refuseFull(client)
    await removeEverything(client)
    await prepareSchema(client)
    for (const file of files.slice(0, work.migrations.length)) await applyWithin(client, file)
    const tables = await listTables(client)
    const locked = tables.filter((table) => table.locked)
    for (const { name } of locked)
      await client.query(`alter table ${quoted(name)} no force row level security`)
    await work.load(client, tables)
    await setSequences(client, await work.sequences(client, tables))
    for (const { name } of locked) await client.query(`alter table ${quoted(name)} force row level security`)
    await endUnfinishedWork(client)
    for (const file of files.slice(work.migrations.length)) await applyWithin(client, file)
    await checkLocks(client)
    const warnings = await checkTenants(client, work.verify)
    await client.query('commit')
    await client.query('analyze')
    return { warnings }
  } finally {
    // An open transaction goes with its connection.
    await client.end().catch(() => {})
  }
}

/**
 * Alone with the tables: no migration, no backup, no running software. Of other logins' connections a plain login sees that
 * they are there, not what they are.
 */
async function claim(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ mine: boolean; others: number }>(
    `select pg_try_advisory_lock($1) as mine,
       (select count(*)::integer from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
          and coalesce(backend_type, 'client backend') = 'client backend'
          and (usename in (current_user, $2) or exists (
            select from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = usesysid and r.rolname = $2))
       ) as others`,
    [migrationLock, appName],
  )
  if (!rows[0]!.mine)
    throw new Refusal(
      'Mit dieser Datenbank arbeitet gerade eine Sicherung oder Aktualisierung. Warten Sie, bis sie fertig ist.',
    )
  if (rows[0]!.others > 0)
    throw new Refusal(
      `Mit dieser Datenbank wird gerade gearbeitet (${rows[0]!.others} Verbindungen). Beenden Sie zuerst Lückenlos, auf allen Rechnern.`,
    )
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `select to_regclass('public.tenants') is not null as there`,
  )
  if (!there[0]!.there) return
  const { rows } = await client.query<{ name: string }>('select name from tenants order by name limit 5')
  const { rows: people } = await client.query('select from accounts limit 1')
  if (rows.length + people.length > 0)
    throw new Refusal(
      `Diese Installation ist nicht leer (${rows.map(({ name }) => name).join(', ') || 'noch keine Kommune, aber Konten'}). Zurückgespielt wird in eine leere: Nennen Sie mit LUECKENLOS_DATA einen neuen Datenordner oder mit DATABASE_URL eine leere Datenbank. Soll der jetzige Stand ersetzt werden, sichern Sie ihn vorher und rufen Sie restore mit --replace auf.`,
    )
}

/** Everything in the schema that this login owns, except what belongs to an extension of the server. */
const ownedThings = `
  with extension as (select classid, objid from pg_depend where deptype = 'e')
  select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
    c.oid::regclass::text as name
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and pg_has_role(c.relowner, 'usage') and ('pg_class'::regclass, c.oid) not in (select * from extension)
  union all
  select 'routine', p.oid::regprocedure::text from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and pg_has_role(p.proowner, 'usage') and ('pg_proc'::regclass, p.oid) not in (select * from extension)
  union all
  select 'collation', c.oid::regcollation::text from pg_collation c
  where c.collnamespace = 'public'::regnamespace
    and pg_has_role(c.collowner, 'usage') and ('pg_collation'::regclass, c.oid) not in (select * from extension)`

async function removeEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ kind: string; name: string }>(ownedThings)
  const drop = (kind: string) => rows.filter((row) => row.kind === kind)
  for (const kind of ['view', 'materialized view', 'table', 'routine', 'collation'])
    for (const { name } of drop(kind)) await client.query(`drop ${kind} if exists ${name} cascade`)
}

async function setSequences(client: pg.Client, marks: readonly SequenceMark[]): Promise<void> {
  for (const { table, column, next } of marks)
    await client.query('select setval(pg_get_serial_sequence($1, $2), $3, false)', [
      quoted(table),
      column,
      next,
    ])
}

/** The queue isn't saved: what waited in it would otherwise wait for ever. */
async function endUnfinishedWork(client: pg.Client): Promise<void> {
  await setTenant(client, undefined)
  await client.query(
    `update job_runs set state = 'cancelled', finished_at = now(), problem = jsonb_build_object('kind', 'refused', 'message', $1::text)
     where state in ('queued', 'running')`,
    ['Dieser Auftrag lief noch, als die Sicherung entstand. Starten Sie ihn bei Bedarf neu.'],
  )
}

/** Every table of tenants has its second lock again. */
async function checkLocks(client: pg.Client): Promise<void> {
  const open = (await listTables(client)).filter(
    (table) =>
      table.columns.some(({ name }) => name === 'tenant_id') && !(table.locked && table.tenancy !== 'none'),
  )
  if (open.length > 0)
    throw new Error(`without row-level security: ${open.map(({ name }) => name).join(', ')}`)
}

async function checkTenants(client: pg.Client, verify: Rebuilding['verify']): Promise<string[]> {
  const { rows } = await client.query<{ id: number; slug: string }>(
    'select id, slug from tenants order by id',
  )
  const warnings: string[] = []
  const db = drizzle({ client })
  for (const { id, slug } of rows) {
    await setTenant(client, id)
    for (const problem of await verify({ tenant: id, db })) warnings.push(`${slug}: ${problem}`)
  }
  return warnings
}
