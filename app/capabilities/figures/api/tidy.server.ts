import { listTenants, removeOldApiKeys } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { forgetAnswers } from './answers.server.ts'

/** A chore for every hour: answers and keys that have had their time are forgotten. */
export async function tidyApi(database: Database, now: Date): Promise<void> {
  const all = await database.shared((shared) => listTenants(shared, 'de'))
  for (const { id } of all)
    await database.write(id, async (writer) => {
      await forgetAnswers(writer, now)
      await removeOldApiKeys(writer, now)
    })
}
