import type pg from 'pg'

/** A column as the database describes it; `type` as in `timestamp with time zone`. */
export type Column = {
  readonly name: string
  readonly type: string
  readonly notNull: boolean
  readonly identity: boolean
}

export type Table = {
  readonly name: string
  readonly columns: readonly Column[]
  /** Primary key; gives the order of rows. */
  readonly key: readonly string[]
  /**
   * `none`: global. `own`: every row belongs to a tenant and is seen by its transactions only. `open`: rows may belong to
   * one, and a transaction without tenant sees them all.
   */
  readonly tenancy: 'none' | 'own' | 'open'
  /** Row-level security is on, and binds the owner too. */
  readonly locked: boolean
  readonly references: readonly Reference[]
}

/** A foreign key. */
export type Reference = {
  readonly columns: readonly string[]
  readonly table: string
  readonly tableColumns: readonly string[]
}

/** The list of applied migrations; it is written down in a form of its own. */
export const migrationsTable = 'applied_migrations'

/** Columns that are computed from others come back by themselves. */
const columnsQuery = `
  select c.relname as table, c.relrowsecurity as rows, c.relforcerowsecurity as forced, a.attname as name,
    format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null, a.attidentity <> '' as identity,
    coalesce(array_position(i.indkey::smallint[], a.attnum), -1) as place_in_key
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '${migrationsTable}'
  order by c.relname, a.attnum`

const referencesQuery = `
  select c.relname as table, f.relname as target,
    (select array_agg(a.attname order by k.position) from unnest(o.conkey) with ordinality k (number, position)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number)::text[] as columns,
    (select array_agg(a.attname order by k.position) from unnest(o.confkey) with ordinality k (number, position)
       join pg_attribute a on a.attrelid = f.oid and a.attnum = k.number)::text[] as target_columns
  from pg_constraint o
  join pg_class c on c.oid = o.conrelid
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_class f on f.oid = o.confrelid
  where o.contype = 'f'
  order by c.relname, o.conname`

/** All tables of the software as they stand in this database, each after those it refers to. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{
    table: string
    rows: boolean
    forced: boolean
    name: string
    type: string
    not_null: boolean
    identity: boolean
    place_in_key: number
  }>(columnsQuery)
  const { rows: foreign } = await client.query<{
    table: string
    target: string
    columns: string[]
    target_columns: string[]
  }>(referencesQuery)
  const tables = [...Map.groupBy(rows, (row) => row.table)].map(([name, columns]): Table => {
    const owner = columns.find((column) => column.name === 'tenant_id' && column.rows)
    return {
      name,
      columns: columns.map((column) => ({
        name: column.name,
        type: column.type,
        notNull: column.not_null,
        identity: column.identity,
      })),
      key: columns
        .filter((column) => column.place_in_key >= 0)
        .sort((a, b) => a.place_in_key - b.place_in_key)
        .map((column) => column.name),
      tenancy: owner === undefined ? 'none' : owner.not_null ? 'own' : 'open',
      locked: columns.some((column) => column.rows && column.forced),
      references: foreign
        .filter((one) => one.table === name)
        .map((one) => ({ columns: one.columns, table: one.target, tableColumns: one.target_columns })),
    }
  })
  return inOrderOfReferences(tables)
}

/** Throws where tables refer to each other in a circle; rows of one table may. */
function inOrderOfReferences(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const placed = new Set<string>()
  let waiting = [...tables]
  while (waiting.length > 0) {
    const free = waiting.filter((table) =>
      table.references.every((one) => one.table === table.name || placed.has(one.table)),
    )
    if (free.length === 0)
      throw new Error(`tables in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    for (const table of free) {
      ordered.push(table)
      placed.add(table.name)
    }
    waiting = waiting.filter(({ name }) => !placed.has(name))
  }
  return ordered
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const quotedList = (names: readonly string[]) => names.map(quoted).join(', ')
