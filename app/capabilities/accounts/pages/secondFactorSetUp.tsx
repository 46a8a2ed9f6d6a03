import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { describeSetUp, setUp } from '../signIn/factorPage.server.ts'
import { QrCode } from '../signIn/QrCode.tsx'
import { RecoveryCodes } from '../signIn/RecoveryCodes.tsx'
import type { Route } from './+types/secondFactorSetUp'

export function loader({ context, request }: Route.LoaderArgs) {
  return describeSetUp(context, request)
}

export function action({ context, request }: Route.ActionArgs) {
  return setUp(context, request)
}

export default function SecondFactorSetUp({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  // After a wrong code the key must stay the one that is in the app by now.
  const key = actionData?.setUp ?? loaderData.setUp
  const error = actionData?.error && t(actionData.error, { minutes: 15 })
  const breadcrumb = [
    { label: t('account.title'), href: '/konto' },
    { label: t('factor.title'), href: '/konto/zweiter-faktor' },
  ]
  if (actionData?.codes)
    return (
      <Page breadcrumb={breadcrumb} title={t('factor.on')} width="text">
        <RecoveryCodes codes={actionData.codes} replaced={actionData.replaced} />
        <Actions>
          <ButtonLink to={loaderData.back ?? '/konto'} kind="primary">
            {t('factor.goOn')}
          </ButtonLink>
        </Actions>
      </Page>
    )
  return (
    <Page breadcrumb={breadcrumb} title={t('setUp.title')} width="text">
      {key ? (
        <>
          {error ? <ErrorSummary errors={[{ field: 'ziffern', message: error }]} /> : null}
          <Section title={t('setUp.scan')}>
            <div className="sign-in-set-up">
              <QrCode qr={key.qr} label={t('setUp.qr')} />
              <div className="ll-stack">
                <p>{t('setUp.scanText')}</p>
                <p>
                  {t('setUp.key')}: <br />
                  <strong className="sign-in-key">{key.spelt}</strong>
                </p>
                <p className="ll-muted">{t('setUp.kind')}</p>
              </div>
            </div>
          </Section>
          <Section title={t('setUp.check')}>
            <Form method="post" noValidate>
              <input type="hidden" name="schluessel" value={key.sealed} />
              <TextField
                name="ziffern"
                label={t('setUp.code')}
                inputMode="numeric"
                autoComplete="one-time-code"
                width="short"
                error={error || undefined}
              />
              <Actions>
                <Button>{t('setUp.submit')}</Button>
              </Actions>
            </Form>
          </Section>
        </>
      ) : (
        <Notice kind="info" title={t('setUp.invented')} />
      )}
    </Page>
  )
}
