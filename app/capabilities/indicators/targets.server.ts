import { and, asc, count, eq } from 'drizzle-orm'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, describeChange, recordAudit } from '#app/capabilities/accounts/accounts.server.ts'
import { lineageOf, type Place } from '#app/capabilities/places/place.ts'
import { listPlacesInScope } from '#app/capabilities/places/places.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import { type Catalogue, readCatalogue } from './catalogue.server.ts'
import type { DefinitionInput, TargetInput } from './definition.ts'
import { stateOfTarget } from './definitionState.ts'
import { listTargets, toIndicator } from './definitions.server.ts'
import type { Indicator, Target } from './indicator.ts'
import { targets } from './indicators.table.ts'

/** Targets belong to the field of their indicator and to their place; one for an unknown place is refused by the check. */
export function demandTargets(
  actor: Actor,
  { places }: Catalogue,
  fields: readonly string[],
  list: DefinitionInput['targets'],
): void {
  for (const field of fields)
    for (const target of list) {
      const place = places.find(({ key }) => key === target.place)
      demand(actor, 'targets.set', { field, places: place && [lineageOf(places, place)] })
    }
}

/** For the commands of definitions and targets; `list` names places that there are. */
export async function storeTargets(
  writer: Writer,
  { places }: Catalogue,
  stored: { readonly indicatorId: number; readonly list: readonly TargetInput[]; readonly validFrom: string },
): Promise<void> {
  const { indicatorId, list, validFrom } = stored
  if (list.length === 0) return
  const placeIds = new Map(places.map((place) => [place.key, place.id]))
  await writer.db.insert(targets).values(
    list.map((target) => ({
      tenantId: writer.tenant,
      indicatorId,
      placeId: placeIds.get(target.place)!,
      comparison: target.comparison,
      path: target.path,
      baselineYear: target.baselineYear ?? null,
      decidedBy: target.decidedBy ?? null,
      note: target.note ?? null,
      noteEn: target.noteEn ?? null,
      validFrom,
    })),
  )
}

/** All targets of an indicator as they were given, in the order in which one takes the place of the other. */
export async function listTargetInputs(
  reader: Reader,
  { places }: Catalogue,
  indicatorId: number,
): Promise<TargetInput[]> {
  const placeKeys = new Map(places.map(({ id, key }) => [id, key]))
  const rows = await reader.db
    .select()
    .from(targets)
    .where(and(eq(targets.tenantId, reader.tenant), eq(targets.indicatorId, indicatorId)))
    .orderBy(asc(targets.validFrom), asc(targets.id))
  return rows.map(({ placeId, comparison, path, baselineYear, decidedBy, note, noteEn }) => ({
    place: placeKeys.get(placeId)!,
    comparison,
    path,
    baselineYear: baselineYear ?? undefined,
    decidedBy: decidedBy ?? undefined,
    note: note ?? undefined,
    noteEn: noteEn ?? undefined,
  }))
}

/** The note on a target in both languages, for changing it. */
type TargetNotes = { readonly note: string; readonly noteEn: string }

export type TargetSheet = {
  readonly indicator: Indicator
  /** Targets that hold now, in the order of places. */
  readonly held: readonly { readonly place: Place; readonly target: Target; readonly notes: TargetNotes }[]
  /** Places whose target the person may set. */
  readonly own: readonly Place[]
}

/** What the page of targets shows to this person; undefined if there is no such indicator or no place in their scope. */
export async function findTargetSheet(
  reader: Reader,
  actor: Actor,
  key: string,
  language: Language,
): Promise<TargetSheet | undefined> {
  const { places, versions } = await readCatalogue(reader)
  const version = versions.find((one) => one.key === key)
  if (!version) return undefined
  const own = (await listPlacesInScope(reader, actor, 'targets.set', { field: version.field })).filter(
    ({ kind }) => kind !== 'unassigned' && kind !== 'state',
  )
  if (own.length === 0) return undefined
  const placeKeys = new Map(places.map((place) => [place.id, place.key]))
  const read = async (words: Language) => {
    const all = await listTargets(reader, { language: words, on: undefined, placeKeys })
    return new Map((all.get(version.indicatorId) ?? []).map((target) => [target.placeKey, target]))
  }
  const [german, english] = [await read('de'), await read('en')]
  return {
    indicator: toIndicator(version, language),
    own,
    held: places.flatMap((place) => {
      const target = (language === 'en' ? english : german).get(place.key)
      const note = german.get(place.key)?.note ?? ''
      // Without an English note the German one is shown.
      const shown = english.get(place.key)?.note ?? ''
      return target ? [{ place, target, notes: { note, noteEn: shown === note ? '' : shown } }] : []
    }),
  }
}

/**
 * Sets the target of one place from `validFrom` on; the former one stays stored. An empty path ends it. False: no such indicator
 * or place.
 */
export async function changeTarget(
  writer: Writer,
  actor: Actor,
  change: { readonly indicator: string; readonly target: TargetInput; readonly validFrom: string },
  now: Date,
): Promise<boolean> {
  const { indicator, target, validFrom } = change
  const catalogue = await readCatalogue(writer)
  const version = catalogue.versions.find((one) => one.key === indicator)
  demandTargets(actor, catalogue, [version?.field ?? ''], [target])
  if (!version || !catalogue.places.some(({ key }) => key === target.place)) return false
  const former = await listTargetInputs(writer, catalogue, version.indicatorId)
  const before = former.findLast(({ place }) => place === target.place)
  await storeTargets(writer, catalogue, { indicatorId: version.indicatorId, list: [target], validFrom })
  await recordAudit(writer, actor, {
    action: 'indicators.target',
    thing: `indicator ${indicator}`,
    details: {
      place: target.place,
      validFrom,
      ...describeChange(before && stateOfTarget(before), stateOfTarget(target)),
    },
    at: now,
  })
  return true
}

/** How many targets are set for each place, former ones among them; by its id. */
export async function countTargetsOfPlaces(reader: Reader): Promise<ReadonlyMap<number, number>> {
  const rows = await reader.db
    .select({ placeId: targets.placeId, number: count() })
    .from(targets)
    .where(eq(targets.tenantId, reader.tenant))
    .groupBy(targets.placeId)
  return new Map(rows.map((row) => [row.placeId, row.number]))
}
