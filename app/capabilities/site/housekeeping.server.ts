import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { removeOldFeedback } from './feedback.server.ts'

/** Forgets, in every municipality, messages whose time is over; answers how many there were. */
export async function tidySite(database: Database, now: Date): Promise<number> {
  const tenants = await database.shared((shared) => listTenants(shared, 'de'))
  let removed = 0
  for (const { id } of tenants)
    removed += await database.write(id, (writer) => removeOldFeedback(writer, now))
  return removed
}
