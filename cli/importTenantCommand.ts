import { parseArgs } from 'node:util'
import { passwordLink } from '#app/capabilities/accounts/accounts.server.ts'
import { importPackage, welcomeTenant } from '#app/capabilities/archive/archive.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { withOwnedDatabase } from './ownedDatabase.ts'
import { publicUrlOf } from './tenantCommand.ts'
import { note, print, resolvePath, tellTables, WrongUse } from './terminal.ts'

/** `import-tenant FILE`: the export of a municipality into an empty installation. */
export async function runImportTenant(args: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new WrongUse('Nennen Sie genau eine Datei.')
  await withOwnedDatabase(async ({ ownerUrl, appUrl, migrationsFolder, settings }) => {
    const progress = tellTables()
    const { described, warnings } = await importPackage({
      ownerUrl,
      migrationsFolder,
      path: resolvePath(file),
      onTable: (_, rows) => progress.add(rows),
    })
    progress.end()
    await setUpJobs(ownerUrl)
    const database = openDatabasePool(appUrl, 2)
    try {
      const { name, arrivals } = await welcomeTenant(database, described, new Date())
      print(`${name} ist aufgenommen und geprüft.`)
      if (warnings.length > 0)
        note(`Das Protokoll ist nicht unversehrt; so stand es schon in der Ausgabe:\n${warnings.join('\n')}`)
      if (arrivals.length === 0) return
      print(
        'Kennwörter kommen nicht mit. Mit diesen Links (60 Minuten gültig, je einmal) wählen die Personen ein neues; danach hilft „user reset“:',
      )
      for (const { name: person, email, token } of arrivals)
        print(`  ${person} <${email}>: ${passwordLink(publicUrlOf(settings), token)}`)
    } finally {
      await database.close()
    }
  })
}
