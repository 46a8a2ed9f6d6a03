import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { findIndicatorImage } from '../image.server.ts'
import { readYearParameter } from '../parameters.ts'
import type { Route } from './+types/image'

/** A drawing of an indicator as a file: `?art=verlauf|karte|vielfache`. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { language, read } = await permit(context, params.tenant, 'public.read', request)
  const { searchParams } = new URL(request.url)
  const kind = searchParams.get('art') ?? 'vielfache'
  const wanted = { key: params.indicator, kind, year: readYearParameter(searchParams), language }
  const svg = (await read((reader) => findIndicatorImage(reader, wanted))) ?? notFound()
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}`, {
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Content-Disposition': `attachment; filename="${params.indicator}-${kind}.svg"`,
    },
  })
}
