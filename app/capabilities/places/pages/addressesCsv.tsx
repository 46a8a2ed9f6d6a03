import { redirect } from 'react-router'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { byteOrderMark } from '#app/plain/csv.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { placeFileLimits, receiveForm } from '../files/receive.server.ts'
import { answerAddressesAsCsv } from '../streets/askForm.server.ts'
import type { Route } from './+types/addressesCsv'

/** Addresses with their areas as a file: made in memory, kept nowhere. What is wrong, the page of the form says. */
export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const form = await receiveForm(request, placeFileLimits.table)
  const answer = await visit.read((reader) => answerAddressesAsCsv(reader, form, t, visit.language))
  if (typeof answer !== 'string')
    return redirect(`/${visit.tenant.slug}/verwaltung/strassen/adressen?fehler=${answer.code}`)
  return new Response(byteOrderMark + answer, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${t('streets.ask.fileName')}"`,
      'Cache-Control': 'no-store',
    },
  })
}
