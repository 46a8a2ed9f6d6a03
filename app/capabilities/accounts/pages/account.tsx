import { useTranslation } from 'react-i18next'
import { permitSession } from '#app/capabilities/accounts/visit.server.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { Belongings } from '../signIn/Belongings.tsx'
import { describePerson } from '../signIn/entry.server.ts'
import { getOwnAccount } from '../signIn/ownAccount.server.ts'
import type { Route } from './+types/account'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { session, shared } = await permitSession(context, request)
  const own = await shared((handle) => getOwnAccount(handle, session.accountId))
  return {
    name: own.name,
    email: own.email,
    hasPassword: own.hasPassword,
    passwordSince: own.passwordChangedAt?.toISOString(),
    factorSince: own.secondFactorSince?.toISOString(),
    invented: own.invented,
    byProvider: session.onlyTenantId !== null,
    belongings: (await describePerson(context, session)).belongings,
  }
}

export default function Account({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { name, email, hasPassword, passwordSince, factorSince, invented, byProvider } = loaderData
  return (
    <Page title={t('account.title')} width="text">
      {invented ? <Notice kind="info" title={t('account.invented')} /> : null}
      {byProvider ? <Notice kind="info" title={t('account.provider')} /> : null}
      <Facts
        items={[
          { term: t('account.name'), value: name },
          { term: t('account.email'), value: email ?? t('account.email.none') },
        ]}
      />
      {byProvider ? null : (
        <p>
          <TextLink to="/konto/adresse" icon="edit">
            {t('account.email.change')}
          </TextLink>
        </p>
      )}
      <Section title={t('account.signIn')}>
        <Facts
          items={[
            {
              term: t('account.password'),
              value: passwordSince ? (
                <>
                  {t('account.password.since')} <TimeText at={passwordSince} />
                </>
              ) : hasPassword ? undefined : (
                t('account.password.none')
              ),
            },
            {
              term: t('account.factor'),
              value: factorSince ? (
                <>
                  {t('account.factor.since')} <TimeText at={factorSince} />
                </>
              ) : (
                t('account.factor.none')
              ),
            },
          ]}
        />
        <ul className="ll-plain-list">
          {byProvider ? null : (
            <li>
              <TextLink to="/konto/kennwort" icon="edit">
                {t(hasPassword ? 'account.password.change' : 'account.password.choose')}
              </TextLink>
            </li>
          )}
          <li>
            <TextLink to="/konto/zweiter-faktor" icon="edit">
              {t(factorSince ? 'account.factor.manage' : 'account.factor.setUp')}
            </TextLink>
          </li>
          <li>
            <TextLink to="/konto/sitzungen" icon="account">
              {t('account.sessions.show')}
            </TextLink>
          </li>
        </ul>
      </Section>
      <Section title={t('account.roles')}>
        <Belongings items={loaderData.belongings} />
      </Section>
    </Page>
  )
}
