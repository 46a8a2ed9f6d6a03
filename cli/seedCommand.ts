import { parseArgs } from 'node:util'
import { listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { seedDemo } from '../demo/seed.server.ts'
import { withDatabase } from './installation.ts'
import { note, print } from './terminal.ts'

/** `seed`: creates what is missing of the demonstration towns. */
export async function runSeed(args: readonly string[]): Promise<void> {
  parseArgs({ args: [...args], options: {} })
  await withDatabase(async (database, settings) => {
    if (!settings.demo)
      throw new Refusal('Die Vorführung ist abgeschaltet (LUECKENLOS_DEMO=off); es wurde nichts angelegt.')
    await seedDemo(database, (_progress, sentence) => note(sentence))
    const tenants = await database.shared((shared) => listTenants(shared, 'de'))
    print(`Angelegt sind: ${tenants.map((tenant) => tenant.slug).join(', ')}`)
  })
}

/** A command right after the installation finds the demonstration as `npm start` would make it. */
export async function seedIfEmpty(database: Database, demo: boolean): Promise<void> {
  if (!demo || (await database.shared((shared) => listTenants(shared, 'de'))).length > 0) return
  note('Die Städte der Vorführung werden angelegt …')
  await seedDemo(database, (_progress, sentence) => note(`  ${sentence}`))
}
