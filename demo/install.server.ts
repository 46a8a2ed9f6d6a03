import type { Actor } from '#app/capabilities/accounts/account.ts'
import {
  changeProtectionRule,
  createFamily,
} from '#app/capabilities/confidentiality/confidentiality.server.ts'
import {
  changeContact,
  createDimensions,
  createExpectation,
  createSeries,
  createSources,
} from '#app/capabilities/figures/figures.server.ts'
import { createGoal, createProgramme } from '#app/capabilities/goals/goals.server.ts'
import {
  createHeadings,
  createIndicator,
  shippedFields,
  shippedPhases,
} from '#app/capabilities/indicators/indicators.server.ts'
import { createOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import { createPlaces, importBoundaries, importPoints } from '#app/capabilities/places/places.server.ts'
import type { Database, Writer } from '#app/platform/database.server.ts'
import type { TownFiles } from './town.server.ts'

async function installPlaces(writer: Writer, actor: Actor, files: TownFiles, now: Date): Promise<void> {
  const { town, places, boundaries, facilities } = files
  const invented = boundaries !== undefined
  await createPlaces(
    writer,
    actor,
    places.map(({ key, name, kind, parent, ags, aliases, tile_column: column, tile_row: row }) => ({
      key,
      name,
      kind,
      parent,
      ags,
      aliases,
      invented,
      tile: column === undefined || row === undefined ? undefined : { column, row },
    })),
    now,
  )
  if (boundaries !== undefined) await installBoundaries(writer, actor, { town, boundaries }, now)
  if (facilities === undefined) return
  const list = { name: 'einrichtungen.csv', bytes: facilities, kind: 'other' } as const
  const taken = await importPoints(writer, actor, list, now)
  if (taken !== 'taken') throw new Error(`demo/${town.slug}/einrichtungen.csv: ${taken}`)
}

type DrawnTown = { readonly town: TownFiles['town']; readonly boundaries: string }

async function installBoundaries(
  writer: Writer,
  actor: Actor,
  { town, boundaries }: DrawnTown,
  now: Date,
): Promise<void> {
  const imported = await importBoundaries(writer, actor, Buffer.from(boundaries), now)
  if ('refused' in imported)
    throw new Error(`demo/${town.slug}/boundaries.geojson: ${JSON.stringify(imported).slice(0, 500)}`)
}

async function installSeries(writer: Writer, actor: Actor, files: TownFiles, now: Date): Promise<void> {
  const organisationIds = await createOrganisations(writer, actor, files.organisations, now)
  await createSources(
    writer,
    actor,
    files.sources.map(({ key, name, nameEn, organisation, secretBelow }) => ({
      key,
      name,
      nameEn,
      secretBelow,
      organisationId: organisationIds.get(organisation)!,
    })),
    now,
  )
  for (const source of files.sources)
    for (const { validFrom, threshold } of source.rules)
      await changeProtectionRule(writer, actor, {
        source: source.key,
        validFrom,
        rule: threshold === null ? { kind: 'already-published' } : { kind: 'threshold', threshold },
        now,
      })
  const familyIds = new Map<string, number>()
  for (const family of files.families)
    familyIds.set(family.key, await createFamily(writer, actor, family, now))
  await createDimensions(writer, actor, files.dimensions, now)
  await createSeries(
    writer,
    actor,
    files.series.map(({ family, partOf, base, ...series }) => ({
      ...series,
      partOf,
      base,
      familyId: familyIds.get(family)!,
    })),
    now,
  )
}

async function installIndicators(writer: Writer, actor: Actor, files: TownFiles, now: Date): Promise<void> {
  await createHeadings(writer, actor, 'phase', shippedPhases, now)
  await createHeadings(writer, actor, 'field', shippedFields, now)
  for (const { formula, publishedSeries, ...indicator } of files.indicators) {
    const definition = {
      ...indicator,
      formula: formula ?? undefined,
      publishedSeries: publishedSeries ?? undefined,
    }
    const created = await createIndicator(writer, actor, definition, now)
    if (!created.ok)
      throw new Error(
        `demo/${files.town.slug}/indicators.json ${indicator.key}: ${JSON.stringify(created.problems)}`,
      )
  }
}

async function installGoals(writer: Writer, actor: Actor, files: TownFiles, now: Date): Promise<void> {
  for (const programme of files.programmes) await createProgramme(writer, actor, programme, now)
  for (const goal of files.goals) {
    const created = await createGoal(writer, actor, goal, now)
    if ('refused' in created)
      throw new Error(`demo/${files.town.slug}/goals.json ${goal.key}: ${JSON.stringify(created)}`)
  }
}

/** The delivery calendar; the coordinator is responsible for all of it. */
async function installExpectations(writer: Writer, actor: Actor, files: TownFiles, now: Date): Promise<void> {
  for (const { source, rhythm, keyDay, dueDay, dueWeeks, monthsBack, contact, note } of files.expectations) {
    const since = new Date(now)
    since.setUTCMonth(since.getUTCMonth() - monthsBack)
    const fields = {
      rhythm,
      keyDay,
      due:
        dueDay === undefined
          ? ({ kind: 'weeks', weeks: dueWeeks ?? 0 } as const)
          : ({ kind: 'day', day: dueDay } as const),
      series: [],
      responsibleId: actor.accountId,
      activeFrom: since.toISOString().slice(0, 10),
      activeTo: undefined,
      note,
      reminders: { daysBefore: 14, onTheDay: true, everyDays: 14, most: 3 },
    }
    await createExpectation(writer, actor, { source, fields }, now)
    if (contact) {
      const { name, email } = contact
      await changeContact(writer, actor, source, { name, email: email ?? undefined }, now)
    }
  }
}

/** Everything of a town but its figures, in one transaction. Throws where the files say something impossible. */
export async function installTown(
  database: Database,
  actor: Actor,
  files: TownFiles,
  now: Date,
): Promise<void> {
  await database.write(actor.tenantId, async (writer) => {
    await installPlaces(writer, actor, files, now)
    await installSeries(writer, actor, files, now)
    await installIndicators(writer, actor, files, now)
    await installGoals(writer, actor, files, now)
    await installExpectations(writer, actor, files, now)
  })
}
