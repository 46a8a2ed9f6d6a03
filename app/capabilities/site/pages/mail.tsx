import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { findAccountEmail } from '#app/capabilities/accounts/accounts.server.ts'
import { permitActor, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { MailReportView, useProblemText } from '../MailReportView.tsx'
import { readMailPage } from '../mailPage.server.ts'
import { sendTestMail } from '../testMail.server.ts'
import type { Route } from './+types/mail'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'tenant.settings', request)
  const { database, mails } = context.get(requestContext)
  const email = await database.shared((shared) => findAccountEmail(shared, visit.actor.accountId))
  const test = Number(new URL(request.url).searchParams.get('testmail'))
  const page = await readMailPage(visit, database, Number.isInteger(test) && test > 0 ? test : undefined)
  return { base: `/${visit.tenant.slug}`, mails, email: email ?? null, ...page }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'tenant.settings', request)
  const form = await request.formData()
  if (form.get('intent') !== 'test') throw data(null, { status: 400 })
  const result = await sendTestMail(context, visit)
  if ('refused' in result) return data(result, { status: result.refused === 'too-many' ? 429 : 400 })
  throw redirect(`/${visit.tenant.slug}/verwaltung/mail?testmail=${result.id}#testmail`)
}

export default function MailPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('site')
  const { base, mails, email, own, shared, test } = loaderData
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: `${base}/verwaltung` }]}
      title={t('mail.title')}
      lead={<p>{t('mail.lead')}</p>}
    >
      {mails ? null : (
        <Notice kind="info" title={t('mail.off')}>
          <p>{t('mail.offText')}</p>
        </Notice>
      )}
      <Section title={t('mail.own')}>
        <MailReportView report={own} caption={t('mail.troubled')} />
      </Section>
      <Section title={t('mail.shared')} lead={<p>{t('mail.sharedLead')}</p>}>
        <MailReportView report={shared} caption={t('mail.troubled')} />
      </Section>
      {mails ? (
        <Section title={t('mail.testTitle')} id="testmail">
          {actionData?.refused === 'too-many' ? (
            <Notice kind="error" title={t('mail.testTooMany')} live />
          ) : null}
          {test && !actionData ? <TestResult test={test} /> : null}
          {email ? (
            <Form method="post">
              <p>{t('mail.testLead', { email })}</p>
              <p>
                <Button kind="secondary" name="intent" value="test">
                  {t('mail.testSend')}
                </Button>
              </p>
            </Form>
          ) : (
            <p>{t('mail.testNoAddress')}</p>
          )}
        </Section>
      ) : null}
    </Page>
  )
}

function TestResult({ test }: { test: NonNullable<Route.ComponentProps['loaderData']['test']> }) {
  const { t } = useTranslation('site')
  const problemText = useProblemText()
  const kinds = { queued: 'info', sent: 'success', failed: 'error' } as const
  return (
    <Notice kind={kinds[test.state]} title={t(`mail.test.${test.state}`)} live>
      {test.problem ? <p>{problemText(test.problem)}</p> : null}
    </Notice>
  )
}
