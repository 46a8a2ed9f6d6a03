import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { listFamilies, listReleases } from '#app/capabilities/confidentiality/confidentiality.server.ts'
import {
  type ImportOutcome,
  importFile,
  listReleasedDeliveries,
  releaseFamilies,
} from '#app/capabilities/figures/figures.server.ts'
import { listProgrammes } from '#app/capabilities/goals/goals.server.ts'
import type { Database } from '#app/platform/database.server.ts'
import { installTown } from './install.server.ts'
import { installPeople } from './people.server.ts'
import { installSite } from './site.server.ts'
import { listTownSlugs, readTown, type TownFiles } from './town.server.ts'

/** From 0 to 1, with a German sentence for whoever waits. */
export type SeedReport = (progress: number, sentence: string) => void

/**
 * Creates the demonstration towns, or what is missing of them, and nothing else: definitions in one transaction, then each
 * delivery by the import that users use, then the releases. After a start that was killed in the middle the next one goes on
 * where it ended. Throws where a town's files are wrong.
 */
export async function seedDemo(database: Database, report: SeedReport): Promise<void> {
  const slugs = listTownSlugs()
  for (const [index, slug] of slugs.entries()) {
    const step = (share: number, sentence: string) => report((index + share) / slugs.length, sentence)
    await seedTown(database, readTown(slug), step)
  }
  report(1, 'Die Städte der Vorführung sind bereit.')
}

async function seedTown(database: Database, files: TownFiles, report: SeedReport): Promise<void> {
  const { name } = files.town
  const now = new Date()
  report(0, `${name}: Orte, Kennzahlen und Ziele`)
  const actor = await installPeople(database, files, now)
  const catalogues = await database.read(actor.tenantId, (reader) => listProgrammes(reader, 'de'))
  if (catalogues.length === 0) await installTown(database, actor, files, now)
  await installSite(database, actor, files, now)

  if (await isComplete(database, actor)) return
  const accepted = await database.read(actor.tenantId, (reader) => listReleasedDeliveries(reader, 'de'))
  const known = new Set(accepted.map((delivery) => delivery.fileName))
  const missing = files.deliveries.filter(({ file }) => !known.has(basename(file)))
  const changed = new Set<number>()
  for (const [index, delivery] of missing.entries()) {
    report(0.1 + (0.5 * index) / missing.length, `${name}: Lieferung ${basename(delivery.file)}`)
    for (const family of await importDelivery(database, actor, files, delivery, now)) changed.add(family)
  }

  const due = await listDueFamilies(database, actor, changed)
  for (const [index, { id, name: family }] of due.entries()) {
    report(0.6 + (0.4 * index) / due.length, `${name}: Freigabe ${family}`)
    await releaseFamilies(database, actor, [id], now)
  }
}

async function importDelivery(
  database: Database,
  actor: Actor,
  files: TownFiles,
  delivery: TownFiles['deliveries'][number],
  now: Date,
): Promise<readonly number[]> {
  const content = readFileSync(`${files.folder}${delivery.file}`)
  const outcome = await importFile(
    database,
    actor,
    {
      content: async function* () {
        yield content
      },
      size: content.length,
      fileName: basename(delivery.file),
      source: delivery.source,
      receivedOn: delivery.receivedOn,
      note: delivery.note,
      corrections: delivery.corrections ?? {},
    },
    now,
  )
  if (!outcome.ok) throw new Error(`demo/${files.town.slug}/${delivery.file}: ${explain(outcome)}`)
  return outcome.familyIds
}

function explain(outcome: Extract<ImportOutcome, { ok: false }>): string {
  return outcome.why === 'problems' ? JSON.stringify(outcome.problems.slice(0, 5)) : JSON.stringify(outcome)
}

/**
 * Every family was released once, which comes last. From then on the town belongs to its people: a delivery that somebody
 * withdrew doesn't come back with the next start.
 */
async function isComplete(database: Database, actor: Actor): Promise<boolean> {
  return (await listDueFamilies(database, actor, new Set())).length === 0
}

/** Families with new figures, and those whose release a killed start left out. */
async function listDueFamilies(database: Database, actor: Actor, changed: ReadonlySet<number>) {
  return database.read(actor.tenantId, async (reader) => {
    const released = new Set((await listReleases(reader, 'de')).map((release) => release.familyKey))
    return (await listFamilies(reader)).filter(({ id, key }) => changed.has(id) || !released.has(key))
  })
}
