import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './support/database.ts'
import { readSourceTree } from './support/sourceTree.ts'

let store: TestDatabase
let admin: pg.Client

beforeAll(async () => {
  store = await createTestDatabase()
  admin = new pg.Client({ connectionString: store.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await store.close()
})

/** The migration program's own; the application never reads it. */
const foreignTables = ['applied_migrations']

/** Global although it names tenants: one worker works for all. Locked too, but open to a transaction without tenant. */
const globalTables = ['job_runs', 'mails']

type Column = { name: string; type: string; notNull: boolean; filled: boolean }
type Shape = { columns: Column[]; key: string[] }

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

/** What `*.table.ts` files say; `filled`: the database gives a value if none is given. */
async function readDefinitions(): Promise<Map<string, Shape>> {
  const root = join(import.meta.dirname, '..')
  const files = [...readSourceTree(root).keys()].filter((path) => path.endsWith('.table.ts'))
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<object>))
  const tables = modules.flatMap((module) => Object.values(module).filter((each) => is(each, PgTable)))
  return new Map(
    tables.map((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table)
      const single = columns.filter((column) => column.primary).map((column) => column.name)
      return [
        name,
        {
          columns: columns
            .map((column) => ({
              name: column.name,
              type: column.getSQLType(),
              notNull: column.notNull,
              filled: column.hasDefault || column.generatedIdentity !== undefined,
            }))
            .sort(byName),
          key: primaryKeys[0]?.columns.map((column) => column.name) ?? single,
        },
      ] as const
    }),
  )
}

async function readDatabase(): Promise<Map<string, Shape>> {
  const { rows } = await admin.query<Column & { table: string; position: number | null }>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       a.attnotnull as "notNull", (a.atthasdef or a.attidentity <> '') as filled,
       array_position(i.indkey::smallint[], a.attnum) as position
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind in ('r', 'p') and not c.relname = any($1)`,
    [foreignTables],
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.table)].map(([table, columns]) => [
      table,
      {
        columns: columns
          .map(({ name, type, notNull, filled }) => ({ name, type, notNull, filled }))
          .sort(byName),
        key: columns
          .filter((column) => column.position !== null)
          .sort((a, b) => a.position! - b.position!)
          .map((column) => column.name),
      },
    ]),
  )
}

test('the tables of the code are the tables of the migrated database', async () => {
  const [definitions, database] = [await readDefinitions(), await readDatabase()]
  expect(definitions.size).toBeGreaterThan(20)
  expect([...definitions.keys()].sort()).toEqual([...database.keys()].sort())
  for (const [name, shape] of definitions) expect(shape, name).toEqual(database.get(name))
})

/** Tables of tenants without their second lock, or whose key doesn't begin with the tenant. */
async function findUnlocked(): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select c.relname as name
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind in ('r', 'p')
       and (not c.relrowsecurity or not c.relforcerowsecurity
         or not exists (select from pg_policy p where p.polrelid = c.oid)
         or not c.relname = any($1) and (i.indkey[0] is distinct from a.attnum
           or exists (select from pg_policy p where p.polrelid = c.oid
             and coalesce(pg_get_expr(p.polqual, p.polrelid), '') not like $2)))
     order by 1`,
    [
      globalTables,
      "(tenant\\_id = (NULLIF(current_setting('lueckenlos.tenant'::text, true), ''::text))::integer)",
    ],
  )
  return rows.map((row) => row.name)
}

describe('every table of a tenant is locked to its tenant', () => {
  test('by row-level security that holds for the owner too, and by its key', async () => {
    const { rows } = await admin.query(
      `select from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'`,
    )
    expect(rows.length).toBeGreaterThan(20)
    expect(await findUnlocked()).toEqual([])
  })

  test.each([
    ['without row-level security', 'create table planted (tenant_id integer primary key)'],
    [
      'with a policy that lets everybody in',
      `create table planted (tenant_id integer primary key);
       alter table planted enable row level security; alter table planted force row level security;
       create policy everybody on planted using (true)`,
    ],
    [
      'whose owner is not bound',
      `create table planted (tenant_id integer primary key); alter table planted enable row level security;
       create policy own_tenant on planted using
         (tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::integer)`,
    ],
    [
      'whose key begins with something else',
      `create table planted (id integer primary key, tenant_id integer);
       alter table planted enable row level security; alter table planted force row level security;
       create policy own_tenant on planted using
         (tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::integer)`,
    ],
  ])('and one %s is found', async (_, statement) => {
    await admin.query('begin')
    try {
      await admin.query(statement)
      expect(await findUnlocked()).toEqual(['planted'])
    } finally {
      await admin.query('rollback')
    }
  })

  test('and the application role is bound by it', async () => {
    const app = new pg.Client({ connectionString: store.appUrl })
    await app.connect()
    const { rows } = await app.query(
      `select rolsuper, rolbypassrls, (select count(*)::integer from pg_tables
         where schemaname = 'public' and tableowner = current_user) as owned
       from pg_roles where rolname = current_user`,
    )
    await app.end()
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }])
  })
})
