import { parseArgs } from 'node:util'
import { createBackup } from '#app/platform/backup/backup.server.ts'
import { withOwnedDatabase } from './ownedDatabase.ts'
import { inMegabytes, note, print, resolvePath, WrongUse } from './terminal.ts'

/** `backup --out FILE`: everything of the installation in one file, while people go on working. */
export async function runBackup(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' }, force: { type: 'boolean', default: false } },
  })
  if (!values.out) throw new WrongUse('Nennen Sie mit --out die Datei, in die gesichert wird.')
  const path = resolvePath(values.out)
  await withOwnedDatabase(async ({ ownerUrl, migrationsFolder, software }) => {
    const { manifest, size } = await createBackup({
      ownerUrl,
      migrationsFolder,
      software,
      path,
      overwrite: values.force,
      now: new Date(),
      onTable: ({ name, rows }) => note(`  ${name}: ${rows.toLocaleString('de-DE')} Zeilen`),
    })
    const towns = manifest.tenants.map(({ name }) => name).join(', ') || 'noch keine Gemeinde'
    print(`${path} ist geschrieben (${inMegabytes(size)}; ${towns}).`)
    note(
      'Das Geheimnis der Installation steht nicht darin. Bewahren Sie es getrennt auf: LUECKENLOS_SECRET, sonst secrets.json im Datenordner.',
    )
  })
}
