import { useTranslation } from 'react-i18next'
import { redirect } from 'react-router'
import { permitSession } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Page } from '#app/ui/Page.tsx'
import { findCarriedForm, removeCarriedForm } from '../signIn/carriedForms.server.ts'
import { whereTo } from '../signIn/entry.server.ts'
import type { Route } from './+types/resume'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { session } = await permitSession(context, request)
  const form = await findCarriedForm(context, session)
  if (!form) throw redirect(await whereTo(context, session, undefined))
  return { fields: form.fields.map(([name, value], index) => ({ id: `${index} ${name}`, name, value })) }
}

/** 307 sends the very same form on to where it was meant to go. */
export async function action({ context, request }: Route.ActionArgs) {
  const { session } = await permitSession(context, request)
  const form = await findCarriedForm(context, session)
  const headers = await removeCarriedForm(context)
  if (!form) return redirect(await whereTo(context, session, undefined), { headers })
  const isGivenUp = new URL(request.url).searchParams.has('verwerfen')
  return redirect(form.path, { status: isGivenUp ? 303 : 307, headers })
}

export default function Resume({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const shown = loaderData.fields.filter(({ value }) => value.trim() !== '')
  return (
    <Page title={t('resume.title')} lead={t('resume.lead')} width="text">
      <Disclosure summary={t('resume.fields')}>
        <ul className="ll-list">
          {shown.map(({ id, value }) => (
            <li key={id}>{value}</li>
          ))}
        </ul>
      </Disclosure>
      <Actions>
        <form method="post" action="/anmelden/fortsetzen">
          {loaderData.fields.map(({ id, name, value }) => (
            <input key={id} type="hidden" name={name} value={value} />
          ))}
          <Button>{t('resume.submit')}</Button>
        </form>
        <form method="post" action="/anmelden/fortsetzen?verwerfen">
          <Button kind="tertiary">{t('resume.back')}</Button>
        </form>
      </Actions>
    </Page>
  )
}
