import { ShownSitePage } from '../ShownSitePage.tsx'
import { showSitePage } from '../shownPage.server.ts'
import type { Route } from './+types/plainLanguage'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  return showSitePage(context, params.tenant, 'plain-language', request)
}

export default function PlainLanguage({ loaderData }: Route.ComponentProps) {
  return <ShownSitePage shown={loaderData} />
}
