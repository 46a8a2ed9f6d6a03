import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permitRecentSession, permitSession } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { NewPasswordFields, useNewPasswordErrors } from '../signIn/NewPasswordFields.tsx'
import { changeOwnPassword } from '../signIn/newPassword.server.ts'
import { getOwnAccount } from '../signIn/ownAccount.server.ts'
import { PasswordField } from '../signIn/PasswordField.tsx'
import { waitMinutes } from '../signIn/signIn.server.ts'
import type { Route } from './+types/password'

/** Where there is no present password to ask for, the person proves in another way who they are. */
async function permitChange({ context, request }: Pick<Route.LoaderArgs, 'context' | 'request'>) {
  const visit = await permitSession(context, request)
  const own = await visit.shared((handle) => getOwnAccount(handle, visit.session.accountId))
  if (visit.session.onlyTenantId !== null) throw redirect('/konto')
  if (!own.hasPassword && !own.invented) await permitRecentSession(context, request)
  return { ...visit, own }
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const { own } = await permitChange({ context, request })
  const done = new URL(request.url).searchParams.has('gespeichert')
  return { hasPassword: own.hasPassword, invented: own.invented, email: own.email, done }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { session, own } = await permitChange({ context, request })
  if (own.invented) throw data(null, { status: 400 })
  const outcome = await changeOwnPassword(context, session, own, await request.formData())
  if (outcome.kind === 'done') return redirect('/konto/kennwort?gespeichert')
  return data({ ...outcome, minutes: waitMinutes }, { status: outcome.kind === 'wait' ? 429 : 400 })
}

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { hasPassword, invented, email, done } = loaderData
  const newErrors = useNewPasswordErrors(actionData?.kind === 'refused' ? actionData.problem : undefined)
  const present =
    actionData?.kind === 'wrong'
      ? t('password.wrong')
      : actionData?.kind === 'wait'
        ? t('code.wait', { minutes: actionData.minutes })
        : undefined
  const errors = [...(present ? [{ field: 'bisher', message: present }] : []), ...newErrors]
  return (
    <Page
      breadcrumb={[{ label: t('account.title'), href: '/konto' }]}
      title={t(hasPassword ? 'password.title' : 'password.titleChoose')}
      lead={invented ? t('account.invented') : t('password.ends')}
      width="text"
    >
      {done && !actionData ? (
        <Notice kind="success" title={t('password.done')} live>
          <p>{t('password.doneText')}</p>
        </Notice>
      ) : null}
      {invented ? null : (
        <Form method="post" noValidate key={done && !actionData ? 'done' : 'open'}>
          <ErrorSummary errors={errors} />
          <input type="hidden" name="konto" autoComplete="username" value={email ?? ''} readOnly />
          {hasPassword ? (
            <PasswordField
              name="bisher"
              label={t('password.present')}
              autoComplete="current-password"
              error={present}
            />
          ) : null}
          <NewPasswordFields errors={newErrors} />
          <Actions>
            <Button>{t('password.submit')}</Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}
