import type pg from 'pg'

/** Owns database and tables, runs migrations. */
export const ownerName = 'lueckenlos_owner'
/** What the application works as: reads and writes rows, changes no table, sees only the tenant of its transaction. */
export const appName = 'lueckenlos_app'

type Login = { readonly name: string; readonly password: string }

/** Creates the logins that are missing. `admin` is a connection of a superuser. */
export async function createLogins(admin: pg.ClientBase, logins: readonly Login[]): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles')
  const existing = new Set(rows.map((row) => row.rolname))
  for (const { name, password } of logins) {
    if (existing.has(name)) continue
    await admin.query(
      `create role ${admin.escapeIdentifier(name)} login nosuperuser nocreatedb nocreaterole nobypassrls password ${admin.escapeLiteral(password)}`,
    )
  }
}

/** Creates a database of the owner that nobody but owner and application may enter. */
export async function createDatabase(admin: pg.ClientBase, name: string): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
  if (rowCount) return
  const database = admin.escapeIdentifier(name)
  await admin.query(`create database ${database} owner ${ownerName} encoding 'UTF8' template template0`)
  await admin.query(`revoke connect, temporary on database ${database} from public`)
  await admin.query(`grant connect, temporary on database ${database} to ${appName}`)
}
