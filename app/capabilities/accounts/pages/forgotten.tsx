import { useTranslation } from 'react-i18next'
import { data, Form } from 'react-router'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { requestPasswordReset } from '../signIn/forgotten.server.ts'
import { resetMinutes } from '../signIn/resets.server.ts'
import type { Route } from './+types/forgotten'

export function loader({ context }: Route.LoaderArgs) {
  return { mails: context.get(requestContext).mails }
}

export async function action({ context, request }: Route.ActionArgs) {
  const email = (await request.formData()).get('email')
  if (typeof email !== 'string' || email.length > 1000) throw data(null, { status: 400 })
  if (email.trim() === '') return data({ done: false, minutes: resetMinutes }, { status: 400 })
  await requestPasswordReset(context, email)
  return data({ done: true, minutes: resetMinutes })
}

export default function Forgotten({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const error = actionData?.done === false ? t('forgotten.empty') : undefined
  return (
    <Page
      breadcrumb={[{ label: t('title'), href: '/anmelden' }]}
      title={t('forgotten.title')}
      lead={loaderData.mails && !actionData?.done ? t('forgotten.lead') : undefined}
      width="text"
    >
      {loaderData.mails ? null : (
        <Notice kind="info" title={t('forgotten.noMail')}>
          <p>{t('forgotten.noMailText')}</p>
        </Notice>
      )}
      {loaderData.mails && actionData?.done ? (
        <Notice kind="success" title={t('forgotten.done')} live>
          <p>{t('forgotten.doneText', { minutes: actionData.minutes })}</p>
        </Notice>
      ) : null}
      {loaderData.mails && !actionData?.done ? (
        <Form method="post" noValidate>
          <ErrorSummary errors={error ? [{ field: 'email', message: error }] : []} />
          <TextField name="email" label={t('email')} type="email" autoComplete="username" error={error} />
          <Actions>
            <Button>{t('forgotten.submit')}</Button>
          </Actions>
        </Form>
      ) : (
        <p>
          <TextLink to="/anmelden">{t('title')}</TextLink>
        </p>
      )}
    </Page>
  )
}
