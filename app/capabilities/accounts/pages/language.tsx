import { redirect } from 'react-router'
import { isLanguage } from '#app/texts/i18n.ts'
import { languageCookie } from '#app/texts/languageCookie.ts'
import { safePath } from '../safePath.ts'
import { requestContext } from '../visit.server.ts'
import type { Route } from './+types/language'

export function loader() {
  return redirect('/')
}

/** The switch in the page: remembers the language and leads back to where it was pressed. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const language = String(form.get('sprache') ?? '')
  const back = safePath(String(form.get('zurueck') ?? '')) ?? '/'
  const headers: HeadersInit = isLanguage(language)
    ? { 'Set-Cookie': languageCookie(language, context.get(requestContext).publicUrl) }
    : {}
  return redirect(back, { headers })
}
