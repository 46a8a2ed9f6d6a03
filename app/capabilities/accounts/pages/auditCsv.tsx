import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readTrailFilter } from '../audit/trail.ts'
import { openTrailFile, recordTrailDownload } from '../audit/trailFile.server.ts'
import { wordsOf } from '../audit/trailPage.server.ts'
import type { Route } from './+types/auditCsv'

/** The entries of a filter as a file for a spreadsheet; that it is asked for is an entry itself, and stands in the file. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'audit.read', request)
  const filter = readTrailFilter(new URL(request.url).searchParams)
  await visit.write((writer) => recordTrailDownload(writer, visit.actor, filter, visit.now))
  const name = `${wordsOf(visit.language)('file.name')}-${visit.tenant.slug}.csv`
  return new Response(openTrailFile(visit.read, filter, visit.language), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
