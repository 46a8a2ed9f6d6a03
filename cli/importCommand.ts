import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { commandLineActor } from '#app/capabilities/accounts/accounts.server.ts'
import { explainImport, importFile, releaseFamilies } from '#app/capabilities/figures/figures.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { getTenant, withDatabase } from './installation.ts'
import { seedIfEmpty } from './seedCommand.ts'
import { note, print, resolvePath, WrongUse } from './terminal.ts'

/** `import FILE --tenant T`: takes in an office's file as a person would who accepts the preview as it is. */
export async function runImport(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      source: { type: 'string' },
      received: { type: 'string' },
      note: { type: 'string', default: '' },
    },
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new WrongUse('Nennen Sie genau eine Datei.')
  if (!values.tenant) throw new WrongUse('Nennen Sie mit --tenant die Kommune.')
  const now = new Date()
  const receivedOn = values.received ?? now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
  if (!isDate(receivedOn)) throw new WrongUse('--received ist ein Datum wie 2019-03-14.')

  const path = resolvePath(file)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new Refusal(`Die Datei ${path} gibt es nicht.`)
  const fileName = basename(path)
  await withDatabase(async (database, settings) => {
    await seedIfEmpty(database, settings.demo)
    const tenant = await getTenant(database, values.tenant!)
    const actor = commandLineActor(tenant.id)
    const outcome = await importFile(
      database,
      actor,
      {
        content: () => createReadStream(path),
        size: found.size,
        fileName,
        source: values.source,
        receivedOn,
        note: values.note,
        corrections: {},
      },
      now,
    )
    if (!outcome.ok)
      throw new Refusal(
        [
          ...explainImport(outcome, 'de'),
          `${fileName} wurde nicht übernommen; es ist nichts gespeichert.`,
        ].join('\n'),
      )
    note('Die Zahlen werden zur Ansicht freigegeben …')
    await releaseFamilies(database, actor, outcome.familyIds, now)
    print(
      `${fileName} ist übernommen (Lieferung ${outcome.deliveryId}, ${outcome.facts} Werte, ${outcome.findings.length} Auffälligkeiten).`,
    )
  })
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}
