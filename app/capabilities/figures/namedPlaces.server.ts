import {
  listPlaceAliases,
  listPlaceKeys,
  listPlaces,
  listSuccessions,
} from '#app/capabilities/places/places.server.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { NamedPlace } from './reading/placenames.ts'

/** All places with everything that files of one source call them, and what came before and after them. */
export async function listNamedPlaces(reader: Reader, sourceKey: string): Promise<NamedPlace[]> {
  const aliases = await listPlaceAliases(reader, sourceKey)
  const keys = await listPlaceKeys(reader)
  const successions = await listSuccessions(reader)
  return (await listPlaces(reader)).map((place) => ({
    ...place,
    aliases: aliases.get(place.id) ?? [],
    keys: keys.get(place.id)?.map(({ key }) => key) ?? [],
    successors: successions.filter(({ formerId }) => formerId === place.id).map((one) => one.successorId),
    forerunners: successions.filter(({ successorId }) => successorId === place.id).map((one) => one.formerId),
  }))
}
