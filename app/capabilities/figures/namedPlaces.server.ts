import { sql } from 'drizzle-orm'
import {
  listPlaceAliases,
  listPlaceKeys,
  listPlaces,
  listSuccessions,
} from '#app/capabilities/places/places.server.ts'
import { type Reader, rowsOf } from '#app/platform/database.server.ts'
import { deliveries, facts, periods } from './figures.table.ts'
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

/**
 * How many figures are stored for each place, by its id, and the last day of the latest period with some that were not
 * withdrawn: until then the place can't end.
 */
export async function countFiguresOfPlaces(
  reader: Reader,
): Promise<ReadonlyMap<number, { readonly figures: number; readonly lastDay: string | undefined }>> {
  const rows = await rowsOf<{ place_id: number; figures: number; last_day: string | null }>(
    reader,
    sql`select counted.place_id, sum(counted.n)::integer as figures,
          max(p.end_date) filter (where d.state <> 'withdrawn')::text as last_day
        from (select f.place_id, f.period_id, f.delivery_id, count(*) as n from ${facts} f
              where f.tenant_id = ${reader.tenant} group by 1, 2, 3) counted
        join ${periods} p on p.tenant_id = ${reader.tenant} and p.id = counted.period_id
        join ${deliveries} d on d.tenant_id = ${reader.tenant} and d.id = counted.delivery_id
        group by counted.place_id`,
  )
  return new Map(
    rows.map((row) => [row.place_id, { figures: row.figures, lastDay: row.last_day ?? undefined }]),
  )
}
