import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { findFactorStep, passFactorStep } from '../signIn/factorStep.server.ts'
import type { Route } from './+types/signInCode'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { isSignedIn } = await findFactorStep(context, request)
  return { isSignedIn }
}

export function action({ context, request }: Route.ActionArgs) {
  return passFactorStep(context, request)
}

export default function SignInCode({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const error = actionData && t(actionData.error, { minutes: actionData.minutes })
  return (
    <Page
      title={t('code.title')}
      lead={t(loaderData.isSignedIn ? 'code.leadSession' : 'code.lead')}
      width="text"
    >
      <Form method="post" noValidate>
        <ErrorSummary errors={error ? [{ field: 'ziffern', message: error }] : []} />
        <TextField
          name="ziffern"
          label={t('code.label')}
          hint={t('code.hint')}
          autoComplete="one-time-code"
          width="medium"
          error={error}
        />
        <Actions>
          <Button>{t('code.submit')}</Button>
          {loaderData.isSignedIn ? null : <TextLink to="/anmelden">{t('code.again')}</TextLink>}
        </Actions>
      </Form>
      <Disclosure summary={t('code.lost')}>
        <p>{t('code.lostText')}</p>
      </Disclosure>
    </Page>
  )
}
