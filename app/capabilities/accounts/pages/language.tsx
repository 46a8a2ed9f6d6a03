import { redirect } from 'react-router'
import { isLanguage } from '#app/texts/i18n.ts'
import { safePath } from '../safePath.ts'
import type { Route } from './+types/language'

export function loader() {
  return redirect('/')
}

/** The switch in the page: remembers the language and leads back to where it was pressed. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData()
  const language = String(form.get('sprache') ?? '')
  const back = safePath(String(form.get('zurueck') ?? '')) ?? '/'
  const headers: HeadersInit = isLanguage(language)
    ? { 'Set-Cookie': `sprache=${language}; Path=/; Max-Age=31536000; SameSite=Lax` }
    : {}
  return redirect(back, { headers })
}
