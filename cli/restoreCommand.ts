import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { listSealedInVain, noteRestore, verifyTrails } from '#app/capabilities/archive/archive.server.ts'
import { restoreBackup } from '#app/platform/backup/restore.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { withOwnedDatabase } from './ownedDatabase.ts'
import { note, print, resolvePath, rowsInWords, tellTables, WrongUse } from './terminal.ts'

const word = 'ERSETZEN'

/** `restore FILE`: an installation as it was saved, into an empty database or, after a typed word, in place of this one. */
export async function runRestore(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new WrongUse('Nennen Sie genau eine Datei.')
  const path = resolvePath(file)
  await withOwnedDatabase(async ({ ownerUrl, appUrl, migrationsFolder }) => {
    const progress = tellTables()
    const { manifest, sameSecret, warnings } = await restoreBackup({
      ownerUrl,
      migrationsFolder,
      path,
      replace: values.replace,
      verify: verifyTrails,
      confirm: async ({ createdAt, software }) => {
        note(`Die Sicherung vom ${inWords(createdAt)} ist unversehrt (Lückenlos ${software}).`)
        if (values.replace) await askForWord()
      },
      onTable: ({ rows }) => progress.add(rows),
    })
    progress.end()
    await setUpJobs(ownerUrl)
    const database = openDatabasePool(appUrl, 2)
    try {
      await noteRestore(database, manifest.createdAt, new Date())
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      print(`Zurückgespielt und geprüft: ${rowsInWords(rows)}, ${townsOf(manifest.tenants)}.`)
      if (warnings.length > 0)
        note(
          `Das Protokoll ist nicht unversehrt; so stand es schon in der Sicherung:\n${warnings.join('\n')}`,
        )
      if (!sameSecret) await tellOtherSecret(database)
    } finally {
      await database.close()
    }
  })
}

function townsOf(tenants: readonly { readonly name: string }[]): string {
  return tenants.length === 0 ? 'noch keine Kommune' : tenants.map(({ name }) => name).join(', ')
}

function inWords(instant: string): string {
  return new Date(instant).toLocaleString('de-DE', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  })
}

async function askForWord(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const typed = await Promise.race([
      terminal.question(
        `Alles, was diese Installation jetzt enthält, wird durch die Sicherung ersetzt. Haben Sie den jetzigen Stand gesichert?\nTippen Sie ${word}, um fortzufahren: `,
      ),
      new Promise<string>((resolve) => terminal.once('close', () => resolve(''))),
    ])
    if (typed.trim() !== word) throw new Refusal('Es ist nichts verändert worden.')
  } finally {
    terminal.close()
  }
}

/** What another installation's secret has sealed, and what helps. */
async function tellOtherSecret(database: Database): Promise<void> {
  const { secondFactors, providers } = await listSealedInVain(database)
  note('Diese Installation hat ein anderes Geheimnis als die gesicherte.')
  if (secondFactors.length > 0)
    note(`  Der zweite Faktor lässt sich nicht öffnen von: ${secondFactors.join(', ')}`)
  if (providers.length > 0)
    note(`  Die Zugangsdaten der zentralen Anmeldung lassen sich nicht öffnen von: ${providers.join(', ')}`)
  note(
    secondFactors.length + providers.length === 0
      ? '  Es ist nichts damit verschlossen; Sie brauchen nichts zu tun.'
      : '  Am besten übernehmen Sie das alte Geheimnis (LUECKENLOS_SECRET, sonst sessionSecret in secrets.json) und starten neu; dann ist alles wie vorher. Haben Sie es nicht mehr, entfernen Sie die genannten zweiten Faktoren (user reset --email ADRESSE --second-factor) und tragen das Geheimnis des Anmeldedienstes neu ein.',
  )
}
