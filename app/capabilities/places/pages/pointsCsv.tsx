import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { byteOrderMark } from '#app/plain/csv.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { readPointFilter } from '../points/pointFilter.ts'
import { writePoints } from '../points/pointPages.server.ts'
import type { Route } from './+types/pointsCsv'

/** The facilities of the list as a file that can be read in again. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const filter = readPointFilter(new URL(request.url).searchParams, visit.now)
  const csv = await visit.read((reader) => writePoints(reader, filter, t, visit.language))
  return new Response(byteOrderMark + csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${visit.tenant.slug}-${t('points.fileName')}"`,
    },
  })
}
