import { ShownSitePage } from '../ShownSitePage.tsx'
import { showSitePage } from '../shownPage.server.ts'
import type { Route } from './+types/signLanguage'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  return showSitePage(context, params.tenant, 'sign-language', request)
}

export default function SignLanguagePage({ loaderData }: Route.ComponentProps) {
  return <ShownSitePage shown={loaderData} />
}
