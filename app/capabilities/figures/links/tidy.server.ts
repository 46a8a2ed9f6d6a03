import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { wipeOldLinks } from './links.server.ts'

/** A chore for every hour: names and addresses of links that opened nothing for a month are forgotten. */
export async function tidyLinks(database: Database, now: Date): Promise<void> {
  const all = await database.shared((shared) => listTenants(shared, 'de'))
  for (const { id } of all) await database.write(id, (writer) => wipeOldLinks(writer, now))
}
