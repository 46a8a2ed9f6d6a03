import { eq } from 'drizzle-orm'
import type { Reader } from '#app/platform/database.server.ts'
import { everySource, listPlaceAliases } from '../aliases.server.ts'
import { listPlaces } from '../placeList.server.ts'
import { placeKeys } from '../places.table.ts'
import { placesAt } from '../validity.ts'
import type { NamedPlace } from './matchPlaces.ts'

/** Counties have five digits, municipalities eight. Of the two of a state nobody could tell the number of a district. */
const tellingDigits = 5

/** The places that hold on a day (ISO), with their official key and the names and keys that offices give them, in the town's order. */
export async function listNamedPlaces(reader: Reader, day: string): Promise<NamedPlace[]> {
  const places = placesAt(await listPlaces(reader), { end: day })
  const aliases = await listPlaceAliases(reader, everySource)
  const keys = Map.groupBy(
    await reader.db.select().from(placeKeys).where(eq(placeKeys.tenantId, reader.tenant)),
    ({ placeId }) => placeId,
  )
  return places.map(({ id, key, name, kind, ags }) => ({
    id,
    key,
    name,
    kind,
    aliases: [
      ...(ags !== undefined && ags.length >= tellingDigits ? [ags] : []),
      ...(aliases.get(id) ?? []),
      ...(keys.get(id) ?? []).map((one) => one.key),
    ],
  }))
}
