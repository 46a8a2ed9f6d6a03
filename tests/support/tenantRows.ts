import type pg from 'pg'

/* Rows for every table that belongs to tenants, made from the catalogue: a new table is among them without a word here. */

type Column = {
  table: string
  name: string
  type: string
  /** The database must be given a value. */
  needed: boolean
}

/** Values of columns that a check ties to another column; everything else follows from type and check. */
const tied: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  protection_rules: { threshold: 5, already_published: false },
  released_cells: { value: 1 },
  facts: { value: 1 },
  indicator_versions: { formula: 'x' },
  place_links: { parent_id: 7_000_001 },
  place_successions: { successor_id: 7_000_001, part: 1, whole: 1 },
  street_ranges: { from_number: 1 },
  individual_arrivals: { version: 7_000_001 },
}

/** Numbers that no row has: nothing refers to anything, so that each table can be emptied by itself. */
const nobody = 7_000_000

function fillerOf({ table, name, type }: Column): unknown {
  if (/int|numeric|real|double/.test(type)) return type === 'smallint' ? 0 : nobody
  if (type === 'boolean') return false
  if (type === 'date') return '2018-01-01'
  if (/timestamp/.test(type)) return '2018-01-01T00:00:00Z'
  if (type === 'jsonb') return '{}'
  if (type === 'uuid') return '00000000-0000-4000-8000-000000000000'
  if (type === 'bytea') return Buffer.from('x')
  // A key of its own in each table, for the same reason.
  return `${table}${name}`.replaceAll('_', '')
}

/** All tables with a tenant. */
export async function listTenantTables(admin: pg.Client): Promise<string[]> {
  const { rows } = await admin.query<{ table: string }>(
    `select c.relname as table from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind in ('r', 'p') order by 1`,
  )
  return rows.map(({ table }) => table)
}

async function readColumns(admin: pg.Client): Promise<Map<string, Column[]>> {
  const { rows } = await admin.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
       a.attnotnull and not a.atthasdef and a.attidentity = '' as needed
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p')`,
  )
  return Map.groupBy(rows, (row) => row.table)
}

/** The first value that a check allows, by "table column": `check (kind in ('office', …))`. */
async function readChosen(admin: pg.Client): Promise<Map<string, string>> {
  const { rows } = await admin.query<{ table: string; text: string }>(
    `select c.relname as table, pg_get_constraintdef(k.oid) as text from pg_constraint k
     join pg_class c on c.oid = k.conrelid where k.contype = 'c'`,
  )
  return new Map(
    rows.flatMap(({ table, text }) =>
      [...text.matchAll(/\(?(\w+)\)? = ANY \(\(?ARRAY\['([^']+)'/g)].map(
        ([, column, value]) => [`${table} ${column}`, value!] as const,
      ),
    ),
  )
}

export type RowMaker = (
  table: string,
  tenant: number,
) => { readonly columns: string[]; readonly values: unknown[] }

/** Makes a row of any table for a tenant: just the columns that must be given. */
export async function createRowMaker(admin: pg.Client): Promise<RowMaker> {
  const columns = await readColumns(admin)
  const chosen = await readChosen(admin)
  return (table, tenant) => {
    const given: Record<string, unknown> = { ...tied[table], tenant_id: tenant }
    for (const column of columns.get(table) ?? [])
      if (column.needed && !(column.name in given))
        given[column.name] = chosen.get(`${table} ${column.name}`) ?? fillerOf(column)
    return { columns: Object.keys(given), values: Object.values(given) }
  }
}

/** The statement that inserts such a row. */
export function insertOf(table: string, { columns, values }: ReturnType<RowMaker>): pg.QueryConfig {
  const places = values.map((_, index) => `$${index + 1}`)
  return { text: `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, values }
}
