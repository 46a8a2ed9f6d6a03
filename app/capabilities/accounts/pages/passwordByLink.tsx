import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Page } from '#app/ui/Page.tsx'
import { NewPasswordFields, useNewPasswordErrors } from '../signIn/NewPasswordFields.tsx'
import { choosePasswordByLink } from '../signIn/newPassword.server.ts'
import { findPasswordReset, resetMinutes } from '../signIn/resets.server.ts'
import type { Route } from './+types/passwordByLink'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { database, now, mails } = context.get(requestContext)
  const found = await database.shared((shared) => findPasswordReset(shared, params.token, now))
  return { name: found?.name, email: found?.email ?? '', mails, minutes: resetMinutes }
}

export async function action({ context, request, params }: Route.ActionArgs) {
  const outcome = await choosePasswordByLink(context, params.token, await request.formData())
  if (outcome.kind === 'done') return redirect('/anmelden?neu', { headers: outcome.headers })
  return data({ problem: outcome.kind === 'refused' ? outcome.problem : undefined }, { status: 400 })
}

export default function PasswordByLink({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const errors = useNewPasswordErrors(actionData?.problem)
  const { name, email, mails, minutes } = loaderData
  if (name === undefined)
    return (
      <Page title={t('reset.void')} lead={t('reset.voidText', { minutes })} width="text">
        {mails ? (
          <p>
            <TextLink to="/konto/kennwort-vergessen">{t('forgotten.submit')}</TextLink>
          </p>
        ) : (
          <p>{t('forgotten.noMailText')}</p>
        )}
      </Page>
    )
  return (
    <Page title={t('reset.title')} lead={t('reset.lead', { name })} width="text">
      <Form method="post" noValidate>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="konto" autoComplete="username" value={email} readOnly />
        <NewPasswordFields errors={errors} />
        <Actions>
          <Button>{t('password.submit')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
