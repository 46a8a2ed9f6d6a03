import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { writeIndicatorCsv } from '../csv.ts'
import { getResults } from '../indicators.server.ts'
import { wordsIn } from '../words.ts'
import type { Route } from './+types/csv'

/** The readings of an indicator as a file for a spreadsheet. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { language, read } = await permit(context, params.tenant, 'public.read', request)
  const [result] = await read((reader) => getResults(reader, { indicators: [params.indicator], language }))
  if (!result) notFound()
  return new Response(writeIndicatorCsv(result, language, wordsIn(language)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${result.indicator.key}.csv"`,
    },
  })
}
