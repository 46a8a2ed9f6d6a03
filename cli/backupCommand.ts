import { parseArgs } from 'node:util'
import { createBackup } from '#app/platform/backup/backup.server.ts'
import { withOwnedDatabase } from './ownedDatabase.ts'
import { inMegabytes, note, print, resolvePath, tellTables, WrongUse } from './terminal.ts'

/** `backup --out FILE`: everything of the installation in one file, while people go on working. */
export async function runBackup(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' }, force: { type: 'boolean', default: false } },
  })
  if (!values.out) throw new WrongUse('Nennen Sie mit --out die Datei, in die gesichert wird.')
  const path = resolvePath(values.out)
  await withOwnedDatabase(async ({ ownerUrl, migrationsFolder, software }) => {
    const progress = tellTables()
    const { manifest, size } = await createBackup({
      ownerUrl,
      migrationsFolder,
      software,
      path,
      overwrite: values.force,
      now: new Date(),
      onTable: ({ rows }) => progress.add(rows),
    })
    progress.end()
    const towns = manifest.tenants.map(({ name }) => name).join(', ') || 'noch keine Kommune'
    print(`${path} ist geschrieben (${inMegabytes(size)}; ${towns}).`)
    note(
      'Das Geheimnis der Installation steht nicht darin. Bewahren Sie es getrennt auf: LUECKENLOS_SECRET, sonst secrets.json im Datenordner.',
    )
  })
}
