import { rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { createReportFile } from '#app/capabilities/reports/reports.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { getTenant, withDatabase } from './installation.ts'
import { seedIfEmpty } from './seedCommand.ts'
import { note, print, resolvePath, WrongUse } from './terminal.ts'

/** `report --year 2018 --out FILE`: the annual report as a file. */
export async function runReport(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      year: { type: 'string' },
      out: { type: 'string' },
      tenant: { type: 'string', default: 'hamm' },
      format: { type: 'string' },
      language: { type: 'string', default: 'de' },
    },
  })
  if (!values.year || !/^(19|20)\d{2}$/.test(values.year))
    throw new WrongUse('Nennen Sie mit --year das Berichtsjahr, zum Beispiel --year 2018.')
  if (!values.out) throw new WrongUse('Nennen Sie mit --out die Datei, in die geschrieben wird.')
  const format = values.format ?? (/\.html?$/i.test(values.out) ? 'html' : 'pdf')
  if (format !== 'pdf' && format !== 'html') throw new WrongUse('--format ist pdf oder html.')
  const { language } = values
  if (language !== 'de' && language !== 'en') throw new WrongUse('--language ist de oder en.')

  const path = resolvePath(values.out)
  if (!(await stat(dirname(path)).catch(() => undefined))?.isDirectory())
    throw new Refusal(`Den Ordner ${dirname(path)} gibt es nicht.`)
  if ((await stat(path).catch(() => undefined))?.isDirectory())
    throw new Refusal(`${path} ist ein Ordner; nennen Sie mit --out eine Datei.`)
  await withDatabase(async (database, settings) => {
    await seedIfEmpty(database, settings.demo)
    const tenant = await getTenant(database, values.tenant)
    note(`Der Bericht ${values.year} wird erstellt …`)
    const file = await database.read(tenant.id, (reader) =>
      createReportFile(reader, { tenant, year: Number(values.year), format, language, now: new Date() }),
    )
    if ('refused' in file) throw new Refusal(file.refused)
    // Whoever looks at the file sees the old one or the new one, never half of it.
    const draft = `${path}.${process.pid}.neu`
    await writeFile(draft, file.content)
    await rename(draft, path)
    print(`${path} ist geschrieben (${tenant.name}, ${values.year}).`)
  })
}
