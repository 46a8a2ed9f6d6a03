import { join } from 'node:path'
import type { Tenant } from '#app/capabilities/accounts/account.ts'
import { findTenant, listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { getSecrets } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { readSettings, type Settings } from '#app/platform/settings.server.ts'

/** Works on the data of this clone: beside a running instance, or with the database started for as long as it takes. */
export async function withDatabase<T>(
  work: (database: Database, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings(process.env)
  const opened = await openDatabase(settings, 'command')
  const interrupt = () => void opened.close().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt)
  try {
    process.env.LUECKENLOS_SECRET = settings.secret ?? (await getSecrets(settings.dataFolder)).sessionSecret
    await migrate(opened.ownerUrl, join(settings.cloneFolder, 'migrations'))
    await setUpJobs(opened.ownerUrl)
    const database = openDatabasePool(opened.appUrl)
    try {
      return await work(database, settings)
    } finally {
      await database.close()
    }
  } finally {
    await opened.close()
  }
}

/** The municipality of this short name. Throws a `Refusal` that lists the ones there are. */
export async function getTenant(database: Database, slug: string): Promise<Tenant> {
  return database.shared(async (shared) => {
    const tenant = await findTenant(shared, slug, 'de')
    if (tenant) return tenant
    const known = (await listTenants(shared, 'de')).map((one) => one.slug)
    throw new Refusal(
      known.length === 0
        ? `Die Kommune „${slug}“ gibt es nicht; es ist noch keine angelegt. Die Städte der Vorführung legt an: npm run lueckenlos -- seed`
        : `Die Kommune „${slug}“ gibt es nicht. Angelegt sind: ${known.join(', ')}`,
    )
  })
}
