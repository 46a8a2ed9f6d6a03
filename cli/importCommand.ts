import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Tenant } from '#app/capabilities/accounts/account.ts'
import { commandLineActor, listTenants } from '#app/capabilities/accounts/accounts.server.ts'
import {
  explainImport,
  type ImportReport,
  importFile,
  releaseFamilies,
  reportOfSentences,
  tryImport,
} from '#app/capabilities/figures/figures.server.ts'
import { germanDay, isDay } from '#app/plain/day.ts'
import type { Database } from '#app/platform/database.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { getTenant, withDatabase } from './installation.ts'
import { seedIfEmpty } from './seedCommand.ts'
import { note, print, Reported, resolvePath, WrongUse } from './terminal.ts'

type Order = {
  readonly path: string
  readonly fileName: string
  readonly size: number
  readonly tenant: string | undefined
  readonly source: string | undefined
  readonly receivedOn: string
  readonly note: string
  readonly dryRun: boolean
  readonly values: boolean
}

/** `import FILE`: takes in an office's file as a person would who accepts the preview as it is; or only says what would happen. */
export async function runImport(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      source: { type: 'string' },
      received: { type: 'string' },
      note: { type: 'string', default: '' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      values: { type: 'boolean', default: false },
    },
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new WrongUse('Nennen Sie genau eine Datei.')
  if (values.values && !values.json) throw new WrongUse('--values gehört zu --json.')
  if (values.source !== undefined && !/^[a-z][a-z0-9_-]{0,59}$/.test(values.source))
    throw new WrongUse('--source ist ein Kürzel aus kleinen Buchstaben, Ziffern, Strich und Unterstrich.')
  const receivedOn = values.received ?? germanDay(new Date())
  if (!isDay(receivedOn)) throw new WrongUse('--received ist ein Datum wie 2019-03-14.')
  const path = resolvePath(file)
  const show = values.json ? showAsJson : showInWords
  try {
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) throw new Refusal(`Die Datei ${path} gibt es nicht.`)
    const order: Order = {
      ...{ path, fileName: basename(path), size: found.size, receivedOn },
      ...{ tenant: values.tenant, source: values.source, note: values.note },
      ...{ dryRun: values['dry-run'], values: values.values },
    }
    const report = await withDatabase(async (database, settings) => {
      await seedIfEmpty(database, settings.demo)
      return takeIn(database, await chooseTenant(database, order.tenant), order)
    })
    show(report, order)
    if (report.errors.length > 0) throw new Reported()
  } catch (error) {
    if (!values.json || !(error instanceof Refusal)) throw error
    print(JSON.stringify(reportOfSentences(error.message.split('\n')), null, 2))
    throw new Reported()
  }
}

/** The named municipality; without a name Hamm, as in `report`, or the only one there is. */
async function chooseTenant(database: Database, slug: string | undefined): Promise<Tenant> {
  if (slug !== undefined) return getTenant(database, slug)
  const tenants = await database.shared((shared) => listTenants(shared, 'de'))
  const chosen = tenants.find((one) => one.slug === 'hamm') ?? (tenants.length === 1 ? tenants[0] : undefined)
  if (chosen) return chosen
  throw new WrongUse(`Nennen Sie mit --tenant die Kommune: ${tenants.map((one) => one.slug).join(', ')}`)
}

async function takeIn(database: Database, tenant: Tenant, order: Order): Promise<ImportReport> {
  const now = new Date()
  const content = () => createReadStream(order.path)
  const { size, fileName, source, receivedOn } = order
  const file = { content, size, fileName, source, receivedOn }
  const { report, read } = await database.read(tenant.id, (reader) =>
    tryImport(reader, file, { language: 'de', values: order.values }),
  )
  if (order.dryRun || !read || report.errors.length > 0) return report
  const actor = commandLineActor(tenant.id)
  const { key, name, proposed } = read.source
  const outcome = await importFile(
    database,
    actor,
    {
      ...file,
      source: key,
      ...(proposed && { newSource: { key, name } }),
      note: order.note,
      proposals: read.layout.proposals,
      corrections: { tables: read.layout.tables },
    },
    now,
  )
  if (!outcome.ok) {
    const errors = explainImport(outcome, 'de').map((text) => ({ sheet: null, cell: null, text }))
    return { ...report, stored: 0, errors }
  }
  note('Die Zahlen werden zur Ansicht freigegeben …')
  await releaseFamilies(database, actor, outcome.familyIds, now)
  return { ...report, stored: outcome.facts, delivery: outcome.deliveryId }
}

function showAsJson(report: ImportReport): void {
  print(JSON.stringify(report, null, 2))
}

const shownErrors = 20

function showInWords(report: ImportReport, { fileName, dryRun }: Order): void {
  if (report.errors.length > 0) {
    const lines = report.errors.slice(0, shownErrors).map(({ sheet, cell, text }) => {
      const where = cell === null ? '' : `Zelle ${sheet === null ? '' : `${sheet}!`}${cell}: `
      return where + text
    })
    const rest = report.errors.length - lines.length
    note([...lines, ...(rest > 0 ? [`… und ${rest} weitere.`] : [])].join('\n'))
    note(`${fileName} wurde nicht übernommen; es ist nichts gespeichert.`)
    return
  }
  const proposed = report.series.filter((series) => series.proposed)
  if (proposed.length > 0)
    note(`Neue Zahlenreihen: ${proposed.map(({ name, unit }) => `${name} (${unit})`).join('; ')}`)
  for (const { text, at } of report.unmatched) note(`Nicht gelesen: ${text} (${at})`)
  print(
    dryRun
      ? `${fileName} könnte übernommen werden: ${report.stored} Werte, ${report.findings.length} Auffälligkeiten. Es ist nichts gespeichert.`
      : `${fileName} ist übernommen (Lieferung ${report.delivery}, ${report.stored} Werte, ${report.findings.length} Auffälligkeiten).`,
  )
}
