import type { Actor } from '#app/capabilities/accounts/account.ts'
import { demand, wholeTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Writer } from '#app/platform/database.server.ts'
import { createPlaceAliases, everySource } from '../aliases.server.ts'
import { readNames } from '../files/choicesForm.ts'
import type { PlaceFile } from '../files/placeFile.ts'
import {
  changePlaceFile,
  discardPlaceFile,
  findPlaceFile,
  removePlaceFile,
} from '../files/placeFiles.server.ts'
import { listNamedPlaces } from '../files/places.server.ts'
import { readBoundaryChoices } from './boundaryChoices.ts'
import { analyseBoundaries } from './boundaryFile.server.ts'
import { isSystemCode } from './referenceSystem.ts'
import { changeBoundaries } from './stored.server.ts'

export type BoundaryDone = 'gone' | 'changed' | 'taken' | 'faulty' | 'discarded' | 'unknown'

/** What the form of the preview of boundaries asks for: read again by other choices, take over or discard. */
export async function actOnBoundaryFile(
  writer: Writer,
  actor: Actor,
  { id, form }: { readonly id: number; readonly form: FormData },
  now: Date,
): Promise<BoundaryDone> {
  demand(actor, 'places.edit', wholeTenant)
  const file = await findPlaceFile(writer, 'boundaries', id)
  if (!file) return 'gone'
  switch (form.get('was')) {
    case 'lesen':
      await changePlaceFile(
        writer,
        actor,
        { id, kind: 'boundaries', choices: await readChoices(writer, form, file, now) },
        now,
      )
      return 'changed'
    case 'uebernehmen':
      return takeBoundaries(writer, actor, file, now)
    case 'verwerfen':
      await discardPlaceFile(writer, actor, file, now)
      return 'discarded'
    default:
      return 'unknown'
  }
}

async function readChoices(writer: Writer, form: FormData, file: PlaceFile, now: Date) {
  const { names, property: before } = readBoundaryChoices(file.choices)
  const [system, property] = [form.get('system'), form.get('property')]
  const ids = new Set([0, ...(await listNamedPlaces(writer, germanDay(now))).map((place) => place.id)])
  return {
    ...(typeof system === 'string' && isSystemCode(system) ? { system } : {}),
    ...(typeof property === 'string' && property !== '' ? { property } : {}),
    // Another property has other names: what was said about those of the former one no longer means anything.
    names: property === (before ?? property) ? { ...names, ...readNames(form, ids) } : {},
  }
}

/** All boundaries of the file or none. The names that somebody has explained are remembered as spellings. */
async function takeBoundaries(
  writer: Writer,
  actor: Actor,
  file: PlaceFile,
  now: Date,
): Promise<'taken' | 'faulty'> {
  const analysis = await analyseBoundaries(writer, file, now)
  if ('refusal' in analysis || analysis.boundaries.size === 0) return 'faulty'
  const byId = new Map(analysis.places.map((place) => [place.id, place]))
  const byKey = [...analysis.boundaries].map(([id, boundary]) => [byId.get(id)!.key, boundary] as const)
  await changeBoundaries(writer, actor, new Map(byKey), now)
  await createPlaceAliases(
    writer,
    Object.entries(analysis.choices.names)
      .filter(([name, placeId]) => placeId !== 0 && analysis.areas.some((area) => area.name === name))
      .map(([alias, placeId]) => ({ alias, placeId })),
    everySource,
  )
  await removePlaceFile(writer, file)
  return 'taken'
}
