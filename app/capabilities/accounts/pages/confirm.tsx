import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Page } from '#app/ui/Page.tsx'
import { confirm, describeConfirmation } from '../signIn/confirm.server.ts'
import { PasswordField } from '../signIn/PasswordField.tsx'
import type { Route } from './+types/confirm'

export function loader({ context, request }: Route.LoaderArgs) {
  return describeConfirmation(context, request)
}

export function action({ context, request }: Route.ActionArgs) {
  return confirm(context, request)
}

export default function Confirm({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { way, href } = loaderData
  const error =
    actionData &&
    (actionData.error === 'wait' ? t('code.wait', { minutes: actionData.minutes }) : t('confirm.wrong'))
  return (
    <Page title={t('confirm.title')} lead={t('confirm.lead')} width="text">
      {way === 'none' ? <p>{t('confirm.noWay')}</p> : null}
      {way === 'sign-on' && href ? (
        <Actions>
          <ButtonLink to={href} kind="primary">
            {t('confirm.signOn')}
          </ButtonLink>
        </Actions>
      ) : null}
      {way === 'button' || way === 'password' ? (
        <Form method="post" noValidate>
          <ErrorSummary errors={error ? [{ field: 'kennwort', message: error }] : []} />
          {way === 'password' ? (
            <PasswordField
              name="kennwort"
              label={t('password')}
              autoComplete="current-password"
              error={error}
            />
          ) : (
            <p>{t('confirm.demo')}</p>
          )}
          <Actions>
            <Button>{t('confirm.submit')}</Button>
          </Actions>
        </Form>
      ) : null}
    </Page>
  )
}
