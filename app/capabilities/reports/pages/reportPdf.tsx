import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { wantsDraft } from '../hrefs.ts'
import { findReport, getReportPdf } from '../reports.server.ts'
import type { Route } from './+types/reportPdf'

/** The PDF of a report, as it was built. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const sight = { language: visit.language, drafts: visit.may('reports.read-drafts') }
  const wanted = { ...sight, preferDraft: wantsDraft(request.url) }
  const file = await visit.read(async (reader) => {
    const edition = (await findReport(reader, Number(params.year), wanted)) ?? notFound()
    return getReportPdf(reader, edition, visit.tenant.slug)
  })
  return new Response(new Uint8Array(file.content), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(file.content.length),
      'content-disposition': `inline; filename="${file.name}"`,
      'cache-control': 'private, no-cache',
    },
  })
}
