import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { describeEmailChange, submitEmailChange } from '../signIn/emailPage.server.ts'
import type { Route } from './+types/address'

export function loader({ context, request }: Route.LoaderArgs) {
  return describeEmailChange(context, request)
}

export function action({ context, request }: Route.ActionArgs) {
  return submitEmailChange(context, request)
}

export default function Address({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { email, invented, mails, done } = loaderData
  const error = actionData?.error && t(actionData.error)
  return (
    <Page
      breadcrumb={[{ label: t('account.title'), href: '/konto' }]}
      title={t('address.title')}
      width="text"
    >
      {done && !actionData ? <Notice kind="success" title={t('address.done')} live /> : null}
      {invented ? <Notice kind="info" title={t('account.invented')} /> : null}
      <Facts items={[{ term: t('address.present'), value: email ?? t('account.email.none') }]} />
      {actionData?.sent ? (
        <Notice kind="success" title={t('address.sent')} live>
          <p>{t('address.sentText', { minutes: actionData.minutes })}</p>
        </Notice>
      ) : null}
      {invented || actionData?.sent ? null : (
        <Form method="post" noValidate>
          <ErrorSummary errors={error ? [{ field: 'email', message: error }] : []} />
          <TextField
            name="email"
            label={t('address.new')}
            hint={t(mails ? 'address.hintMail' : 'address.hint')}
            type="email"
            autoComplete="email"
            defaultValue={actionData?.typed}
            error={error || undefined}
          />
          <Actions>
            <Button>{t('address.submit')}</Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}
