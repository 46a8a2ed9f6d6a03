import { notFound, permitRecent } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { findExportChunk, openExport } from '../archive.server.ts'
import type { Route } from './+types/exportFile'

/** An export as a download, piece by piece; who fetches it is recorded. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitRecent(context, params.tenant, 'tenant.export', request)
  const { actor, now } = visit
  const id = readRowId(params.export) ?? notFound()
  const file = (await visit.write((writer) => openExport(writer, actor, id, now))) ?? notFound()
  let position = 0
  const content = new ReadableStream<Uint8Array>({
    // A piece is asked for when the last one has left: a slow receiver holds neither memory nor a connection.
    async pull(controller) {
      const chunk = await visit.read((reader) => findExportChunk(reader, actor, id, position))
      position += 1
      if (chunk) controller.enqueue(new Uint8Array(chunk))
      else controller.close()
    },
  })
  return new Response(content, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
