import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { permitSession } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { wayBackOf, withWayBack } from '../signIn/entry.server.ts'
import { changeFactor } from '../signIn/factorPage.server.ts'
import { getOwnAccount } from '../signIn/ownAccount.server.ts'
import { RecoveryCodes } from '../signIn/RecoveryCodes.tsx'
import { countRecoveryCodes } from '../signIn/secondFactor.server.ts'
import type { Route } from './+types/secondFactor'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { session, shared } = await permitSession(context, request)
  const [own, left] = await shared(async (handle) => [
    await getOwnAccount(handle, session.accountId),
    await countRecoveryCodes(handle, session.accountId),
  ])
  const back = wayBackOf(request)
  return {
    since: own.secondFactorSince?.toISOString(),
    left,
    invented: own.invented,
    canRemove: session.onlyTenantId === null,
    isAskedFor: back !== undefined,
    removed: new URL(request.url).searchParams.has('entfernt'),
    setUpHref: withWayBack('/konto/zweiter-faktor/einrichten', back),
  }
}

export function action({ context, request }: Route.ActionArgs) {
  return changeFactor(context, request)
}

export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { since, invented, isAskedFor, removed, setUpHref } = loaderData
  return (
    <Page
      breadcrumb={[{ label: t('account.title'), href: '/konto' }]}
      title={t('factor.title')}
      lead={t('factor.lead')}
      width="text"
    >
      {removed && !since ? <Notice kind="success" title={t('factor.removed')} live /> : null}
      {isAskedFor && !since ? <Notice kind="info" title={t('factor.required')} /> : null}
      {actionData ? <RecoveryCodes codes={actionData.codes} replaced /> : null}
      {since ? (
        <Present {...loaderData} since={since} />
      ) : (
        <Section title={t('factor.off')}>
          <p>{invented ? t('setUp.invented') : t('factor.offText')}</p>
          {invented ? null : (
            <Actions>
              <ButtonLink to={setUpHref} kind="primary">
                {t('factor.setUp')}
              </ButtonLink>
            </Actions>
          )}
        </Section>
      )}
    </Page>
  )
}

function Present(props: Route.ComponentProps['loaderData'] & { since: string }) {
  const { since, left, canRemove, setUpHref } = props
  const { t } = useTranslation('signIn')
  return (
    <>
      <Section title={t('factor.on')}>
        <Facts items={[{ term: t('factor.since'), value: <TimeText at={since} /> }]} />
        <Form method="post">
          <Actions>
            <ButtonLink to={setUpHref}>{t('factor.replace')}</ButtonLink>
            {canRemove ? (
              <Button kind="tertiary" name="aktion" value="entfernen">
                {t('factor.remove')}
              </Button>
            ) : null}
          </Actions>
        </Form>
      </Section>
      <Section title={t('factor.codes')}>
        <p>
          <strong>{t('factor.left', { count: left })}</strong> {t('factor.codesText')}
        </p>
        <Form method="post">
          <Actions>
            <Button kind="secondary" name="aktion" value="codes">
              {t('factor.renewCodes')}
            </Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}
