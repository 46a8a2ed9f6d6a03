import { parseArgs } from 'node:util'
import { commandLineActor } from '#app/capabilities/accounts/accounts.server.ts'
import { writeExportFile } from '#app/capabilities/archive/archive.server.ts'
import { getTenant, withDatabase } from './installation.ts'
import { inMegabytes, note, print, resolvePath, WrongUse } from './terminal.ts'

/** `export --tenant T --out FILE`: all data of a municipality in open formats. */
export async function runExport(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tenant: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  })
  if (!values.tenant) throw new WrongUse('Nennen Sie mit --tenant die Kommune.')
  if (!values.out) throw new WrongUse('Nennen Sie mit --out die Datei, in die geschrieben wird.')
  const path = resolvePath(values.out)
  await withDatabase(async (database) => {
    const tenant = await getTenant(database, values.tenant!)
    let last = -1
    const { size } = await writeExportFile(database, commandLineActor(tenant.id), {
      path,
      overwrite: values.force,
      now: new Date(),
      onProgress: (share) => {
        const tenth = Math.floor(share * 10)
        if (tenth !== last) note(`  ${tenth * 10} %`)
        last = tenth
      },
    })
    print(`${path} ist geschrieben (${tenant.name}, ${inMegabytes(size)}).`)
    note('Die Datei enthält genaue Zahlen, Namen und Adressen. Bewahren Sie sie verschlossen auf.')
  })
}
