import { germanDay } from '#app/plain/day.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { NamedPlace } from '../files/matchPlaces.ts'
import type { PlaceFile } from '../files/placeFile.ts'
import { readPlaceFile } from '../files/placeFiles.server.ts'
import { listNamedPlaces } from '../files/places.server.ts'
import { readAreaFile } from './areaFile.server.ts'
import type { AreaFile, AreaFileRefusal } from './areaFile.ts'
import { type AreasRead, type BoundaryChoices, readAreas } from './areas.ts'
import { readBoundaryChoices } from './boundaryChoices.ts'

export type BoundaryAnalysis = AreasRead & {
  readonly format: AreaFile['format']
  readonly choices: BoundaryChoices
  readonly places: readonly NamedPlace[]
}

/** Everything that a file of boundaries says, by the choices made so far. */
export async function analyseBoundaries(
  reader: Reader,
  file: PlaceFile,
  now: Date,
): Promise<BoundaryAnalysis | { readonly refusal: AreaFileRefusal }> {
  const content = await readAreaFile(await readPlaceFile(reader, file))
  if ('refused' in content) return { refusal: content }
  const choices = readBoundaryChoices(file.choices)
  const places = (await listNamedPlaces(reader, germanDay(now))).filter(({ kind }) => kind !== 'unassigned')
  return { ...readAreas(content, places, choices), format: content.format, choices, places }
}
