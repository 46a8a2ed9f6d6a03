import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Page } from '#app/ui/Page.tsx'
import { emailChangeMinutes } from '../signIn/emailChange.server.ts'
import { confirmEmailChange, findEmailChange } from '../signIn/emailPage.server.ts'
import type { Route } from './+types/addressByLink'

export async function loader({ context, request, params }: Route.LoaderArgs) {
  const { change } = await findEmailChange(context, request, params.token)
  return { email: change?.to, minutes: emailChangeMinutes }
}

export function action({ context, request, params }: Route.ActionArgs) {
  return confirmEmailChange(context, request, params.token)
}

export default function AddressByLink({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { email, minutes } = loaderData
  const breadcrumb = [{ label: t('account.title'), href: '/konto' }]
  if (email === undefined)
    return (
      <Page
        breadcrumb={breadcrumb}
        title={t('reset.void')}
        lead={t('reset.voidText', { minutes })}
        width="text"
      >
        <p>
          <TextLink to="/konto/adresse">{t('account.email.change')}</TextLink>
        </p>
      </Page>
    )
  return (
    <Page
      breadcrumb={breadcrumb}
      title={t('address.confirmTitle')}
      lead={t('address.confirmLead', { email })}
      width="text"
    >
      <Form method="post">
        <ErrorSummary errors={actionData?.error ? [{ message: t(actionData.error) }] : []} />
        <Actions>
          <Button>{t('address.confirm')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
