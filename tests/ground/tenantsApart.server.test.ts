import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { createRowMaker, insertOf, listTenantTables, type RowMaker } from '../support/tenantRows.ts'

/* The second lock: statements that forgot their WHERE, on every table of tenants, as the application's database user. */

let store: TestDatabase
let admin: pg.Client
let app: pg.Client
let tables: string[]
let rowOf: RowMaker
let here: number
let elsewhere: number

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Without foreign keys and append-only triggers: each table is filled by itself. */
async function fill(table: string): Promise<void> {
  await admin.query('begin; set local session_replication_role = replica')
  for (const tenant of [here, elsewhere]) await admin.query(insertOf(table, rowOf(table, tenant)))
  await admin.query('commit')
}

beforeAll(async () => {
  store = await createTestDatabase()
  admin = await connect(store.adminUrl)
  app = await connect(store.appUrl)
  const { rows } = await admin.query<{ id: number }>(
    `insert into tenants (slug, name, name_en, kind, demo, note, note_en)
     select slug, slug, slug, 'municipality', false, '', '' from unnest(array['hierstadt', 'dortstadt']) as slug
     returning id`,
  )
  here = rows[0]!.id
  elsewhere = rows[1]!.id
  tables = await listTenantTables(admin)
  rowOf = await createRowMaker(admin)
  for (const table of tables) await fill(table)
})

afterAll(async () => {
  await app.end()
  await admin.end()
  await store.close()
})

type Outcome =
  | { readonly rows: readonly { tenant_id: number | null }[]; readonly count: number }
  | { readonly code: string }

/** What one statement does as this user for this tenant; nothing of it stays. */
async function attempt(
  client: pg.Client,
  tenant: number | undefined,
  statement: pg.QueryConfig,
): Promise<Outcome> {
  await client.query(`begin; select set_config('lueckenlos.tenant', '${tenant ?? ''}', true)`)
  try {
    const { rows, rowCount } = await client.query(statement)
    return { rows, count: rowCount ?? 0 }
  } catch (error) {
    return { code: (error as { code: string }).code }
  } finally {
    await client.query('rollback')
  }
}

const refused = '42501'

/** Every way in which a statement of this tenant reaches rows of the other one; empty if there is none. */
async function findLeaks(table: string): Promise<string[]> {
  const leaks: string[] = []
  const say = (what: string, outcome: Outcome) => leaks.push(`${table}: ${what}: ${JSON.stringify(outcome)}`)
  const text = (statement: string) => attempt(app, here, { text: statement })

  const seen = await text(`select tenant_id from ${table}`)
  // A statement that sees nothing at all would prove nothing.
  if (!('rows' in seen) || seen.rows.length !== 1 || seen.rows[0]?.tenant_id !== here) say('select', seen)

  const named = await text(`select tenant_id from ${table} where tenant_id = ${elsewhere}`)
  if (!('rows' in named) || named.count > 0) say('select by the foreign number', named)

  const updated = await text(`update ${table} set tenant_id = tenant_id returning tenant_id`)
  if ('rows' in updated ? updated.rows.some((row) => row.tenant_id !== here) : updated.code !== refused)
    say('update', updated)

  const given = await text(`update ${table} set tenant_id = ${elsewhere}`)
  if (!('code' in given) || given.code !== refused) say('give a row away', given)

  const removed = await text(`delete from ${table} returning tenant_id`)
  if ('rows' in removed ? removed.rows.some((row) => row.tenant_id !== here) : removed.code !== refused)
    say('delete', removed)

  const inserted = await attempt(app, here, insertOf(table, rowOf(table, elsewhere)))
  if (!('code' in inserted) || inserted.code !== refused) say('insert for the other', inserted)
  return leaks
}

describe('a statement that forgot its WHERE', () => {
  test('stands for every table with a tenant, and there is a row of both in each', async () => {
    expect(tables.length).toBeGreaterThan(35)
    expect(tables).toEqual(
      expect.arrayContaining(['facts', 'audit_entries', 'job_runs', 'mails', 'membership_scopes']),
    )
    for (const table of tables) {
      const { rows } = await admin.query(`select tenant_id from ${table} order by tenant_id`)
      expect(rows, table).toEqual([{ tenant_id: here }, { tenant_id: elsewhere }])
    }
  })

  test('sees, changes and removes nothing of another tenant, and writes nothing for it', async () => {
    const leaks: string[] = []
    for (const table of tables) leaks.push(...(await findLeaks(table)))
    expect(leaks).toEqual([])
  })

  test('is refused because of the tenant, not because of the row: the same row for the own tenant passes the lock', async () => {
    for (const table of tables) {
      const outcome = await attempt(app, here, insertOf(table, rowOf(table, here)))
      // Foreign keys and unique keys are looked at after the lock.
      if ('code' in outcome) expect(['23503', '23505'], `${table}: ${outcome.code}`).toContain(outcome.code)
    }
  })

  test('sees nothing at all without a tenant, but for the worker’s lists of jobs and mails', async () => {
    const open: string[] = []
    for (const table of tables) {
      const outcome = await attempt(app, undefined, { text: `select tenant_id from ${table}` })
      if (!('rows' in outcome) || outcome.count > 0) open.push(table)
    }
    expect(open).toEqual(['job_runs', 'mails'])
  })

  test('is held back for the owner of the tables too', async () => {
    const owner = await connect(store.ownerUrl)
    try {
      for (const table of tables) {
        const outcome = await attempt(owner, here, { text: `select tenant_id from ${table}` })
        expect(outcome, table).toMatchObject({ rows: [{ tenant_id: here }] })
      }
    } finally {
      await owner.end()
    }
  })

  test('would be found if a table lacked the lock', async () => {
    await admin.query(`create table planted (tenant_id integer not null, name text not null)`)
    await admin.query(`grant select, insert, update, delete on planted to lueckenlos_app`)
    rowOf = await createRowMaker(admin)
    await fill('planted')
    const leaks = await findLeaks('planted')
    await admin.query('drop table planted')
    const ways = [
      'select',
      'select by the foreign number',
      'update',
      'give a row away',
      'delete',
      'insert for the other',
    ]
    for (const way of ways)
      expect(
        leaks.some((leak) => leak.startsWith(`planted: ${way}:`)),
        way,
      ).toBe(true)
  })
})

describe('there is no way around the lock', () => {
  test('the application’s user owns no table, and no attribute of it or of its roles lifts the lock', async () => {
    const { rows } = await admin.query(
      `select r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
         (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
       from pg_roles r where pg_has_role('lueckenlos_app', r.oid, 'member')`,
    )
    expect(rows).toEqual([
      { rolname: 'lueckenlos_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 },
    ])
  })

  test('no view reads with its owner’s eyes, and no function acts with its owner’s rights', async () => {
    const views = await admin.query(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('v', 'm')
         and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
    )
    const functions = await admin.query(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'pgboss') and p.prosecdef`,
    )
    expect([views.rows, functions.rows]).toEqual([[], []])
  })
})
