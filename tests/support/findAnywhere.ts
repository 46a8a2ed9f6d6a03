import pg from 'pg'

/** Names of the tables in which a text stands, in whatever column; contents of kept files too. */
export async function findAnywhere(adminUrl: string, needle: string): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ name: string }>(
      `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r'`,
    )
    const found: string[] = []
    for (const { name } of rows) {
      const inText = `select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`
      const inBytes =
        name === 'file_chunks'
          ? `select 1 from file_chunks where position(convert_to($1, 'UTF8') in content) > 0`
          : ''
      for (const statement of [inText, inBytes])
        if (statement && (await admin.query(statement, [needle])).rowCount) found.push(name)
    }
    return found
  } finally {
    await admin.end()
  }
}
