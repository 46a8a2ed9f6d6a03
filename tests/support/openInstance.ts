import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { readSettings } from '#app/platform/settings.server.ts'

/**
 * What `npm start` does up to the database, as a process that tests can kill. `command` as first argument: like the
 * command line. With `write` it then writes numbered pairs of rows for ever and reports each committed number.
 */
async function main(): Promise<void> {
  const [use, task] = process.argv.slice(2)
  const settings = readSettings(process.env)
  const database = await openDatabase(settings, use === 'command' ? 'command' : 'instance')
  const end = async () => {
    await database.close()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
  await migrate(database.ownerUrl, join(settings.cloneFolder, 'migrations'))
  process.send?.({ kind: 'ready', ownerUrl: database.ownerUrl, appUrl: database.appUrl })
  if (task === 'write') await writeForEver(database.ownerUrl)
}

async function writeForEver(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query('create table if not exists pairs (n bigint generated always as identity, half text)')
  for (;;) {
    const { rows } = await client.query<{ n: string }>(
      `insert into pairs (half) values ('left'), ('right') returning n`,
    )
    process.send?.({ kind: 'committed', n: Number(rows[1]?.n) })
  }
}

main().catch((error: Error) => {
  console.error(error instanceof Refusal ? error.message : error)
  process.exit(error instanceof Refusal ? 1 : 3)
})
