import { redirect } from 'react-router'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { exportFile, exportFormats, refusalSentence } from '../export/files.server.ts'
import { readSelection } from '../export/selection.ts'
import type { Route } from './+types/dataFile'

/** A selection of released figures as a file; the address holds all of it. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { pathname, searchParams } = new URL(request.url)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  const format = exportFormats.find(({ name }) => pathname.endsWith(`/${name}`)) ?? exportFormats[0]
  const file = await visit.read((reader) =>
    exportFile(reader, readSelection(searchParams), {
      format,
      title: t('data.fileTitle', { tenant: visit.tenant.name }),
      language: visit.language,
      now: visit.now,
    }),
  )
  // An address without its selection, as some mail programs cut it: there one can choose.
  if ('refused' in file && file.refused === 'nothing-chosen') return redirect(`/${visit.tenant.slug}/daten`)
  if ('refused' in file) {
    return new Response(refusalSentence(file, t, ''), {
      status: 400,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    })
  }
  return new Response(file.body, {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename="${visit.tenant.slug}-${format.name}"`,
    },
  })
}
