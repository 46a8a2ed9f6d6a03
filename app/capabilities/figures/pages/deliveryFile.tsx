import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { readWholeFile } from '#app/platform/files.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { getDeliveryFile } from '../looks.server.ts'
import type { Route } from './+types/deliveryFile'

/** The office's file as it came. It holds exact figures: only for those who work on it, and each look is recorded. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.preview', request)
  const id = readRowId(params.delivery) ?? notFound()
  const found = await visit.write(async (writer) => {
    const file = await getDeliveryFile(writer, visit.actor, id, visit.now)
    return file === 'deleted' || file === undefined
      ? file
      : { file, content: await readWholeFile(writer, file.id) }
  })
  if (found === 'deleted') {
    const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
    return new Response(t('sheet.deleted'), {
      status: 410,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    })
  }
  const { file, content } = found ?? notFound()
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'no-store',
    },
  })
}
