import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import {
  findVisit,
  notFound,
  permitSession,
  requestContext,
  startSession,
} from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import {
  type AcceptRefusal,
  acceptAsNewPerson,
  acceptSignedIn,
  findInvitation,
  refuseAcceptance,
} from '../people/acceptance.server.ts'
import { readName } from '../people/person.ts'
import { RightsList } from '../people/RightsList.tsx'
import { describeGrant } from '../people/words.ts'
import { endCurrentSession } from '../signIn/currentSession.server.ts'
import { trustDevice } from '../signIn/devices.server.ts'
import { NewPasswordFields, useNewPasswordErrors } from '../signIn/NewPasswordFields.tsx'
import { readNewPassword } from '../signIn/newPassword.server.ts'
import { hashPassword } from '../signIn/passwords.server.ts'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Route } from './+types/invitation'

/** The link must not be found again in a shared computer's memory of pages. */
export const headers = () => ({ 'Cache-Control': 'no-store' })

export async function loader({ params, context }: Route.LoaderArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const { tenant, session, language, now } = visit
  const { listScopeChoices } = context.get(tenantPartsContext)
  const found = await visit.read(async (reader) => {
    const invitation = await findInvitation(reader, params.token, now)
    return invitation && { invitation, choices: await listScopeChoices(reader, language) }
  })
  const here = `/${tenant.slug}/einladung/${params.token}`
  if (!found)
    return data(
      { town: tenant.name, invitation: undefined, way: 'new' as const, here, name: '' },
      { status: 404 },
    )
  const { invitation, choices } = found
  const { name, email, createdBy, expiresAt, accountId } = invitation
  const way = session
    ? (refuseAcceptance(session, invitation, tenant) ?? ('signed-in' as const))
    : accountId === undefined
      ? ('new' as const)
      : ('sign-in' as const)
  return data({
    town: tenant.name,
    here,
    way,
    name: session?.name ?? name,
    invitation: {
      email,
      inviter: createdBy,
      until: expiresAt.toISOString(),
      rights: invitation.grants.map((grant) => describeGrant(grant, choices, language)),
    },
  })
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const { tenant, session, now } = visit
  const form = await request.formData()
  const home = `/${tenant.slug}`
  if (form.get('tun') === 'abmelden') {
    const { headers } = await endCurrentSession(context)
    return redirect(`${home}/einladung/${params.token}`, { headers })
  }
  // The page says what is to do: sign in first, or that the link no longer holds.
  const again = (refusal: AcceptRefusal) =>
    refusal === 'gone' ? data(null, { status: 404 }) : redirect(`${home}/einladung/${params.token}`)
  if (session) {
    // Who has a second factor gives it first.
    await permitSession(context, request)
    const accepted = await visit.write((writer) => acceptSignedIn(writer, params.token, session, tenant, now))
    return typeof accepted === 'string' ? again(accepted) : redirect(home)
  }
  const invitation = await visit.read((reader) => findInvitation(reader, params.token, now))
  if (!invitation) return again('gone')
  if (invitation.accountId !== undefined) return again('sign-in-first')
  const typedName = String(form.get('name') ?? '')
  const name = readName(typedName)
  const { database } = context.get(requestContext)
  const known = { name: typedName, email: invitation.email }
  const read = await database.shared((shared) => readNewPassword(shared, form, known))
  if ('problem' in name || 'problem' in read)
    return data(
      {
        typedName,
        nameProblem: 'problem' in name ? name.problem : undefined,
        passwordProblem: 'problem' in read ? read.problem : undefined,
      },
      { status: 400 },
    )
  const passwordHash = await hashPassword(read.password)
  const person = { token: params.token, name: name.value, passwordHash }
  const accepted = await visit.write((writer) => acceptAsNewPerson(writer, person, now))
  if (typeof accepted === 'string') return again(accepted)
  const started = { accountId: accepted.accountId, method: 'password', secondFactor: false } as const
  const headers = await startSession(context, started)
  headers.append('Set-Cookie', trustDevice(context, accepted.accountId, 'password'))
  return redirect(home, { headers })
}

export default function Invitation({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('people')
  const { town, invitation, way, here, name } = loaderData
  const signIn = `/anmelden?zurueck=${encodeURIComponent(here)}`
  if (!invitation)
    return (
      <Page title={t('accept.gone.title')} width="text">
        <p>{t('accept.gone.text')}</p>
        <p>
          <TextLink to="/anmelden">{t('accept.signIn')}</TextLink>
        </p>
      </Page>
    )
  return (
    <Page
      title={t('accept.title', { town })}
      lead={t('accept.lead', { inviter: invitation.inviter })}
      width="text"
    >
      <Facts
        items={[
          { term: t('accept.email'), value: invitation.email },
          { term: t('accept.roles'), value: <RightsList rights={invitation.rights} /> },
          { term: t('accept.until'), value: <TimeText at={invitation.until} /> },
        ]}
      />
      {way === 'new' ? (
        <NewPersonForm name={name} email={invitation.email} answer={actionData} />
      ) : way === 'signed-in' ? (
        <Form method="post" noValidate reloadDocument>
          <p>{t('accept.signedIn', { name })}</p>
          <Button>{t('accept.signedInButton')}</Button>
        </Form>
      ) : way === 'sign-in' ? (
        <>
          <p>{t('accept.signInFirst')}</p>
          <ButtonLink to={signIn} kind="primary">
            {t('accept.signIn')}
          </ButtonLink>
        </>
      ) : (
        <Form method="post" noValidate reloadDocument>
          <Notice kind="warning" title={t(`accept.${way}`, { name, email: invitation.email })}>
            <p>{t(`accept.${way}.text`)}</p>
          </Notice>
          <Actions>
            <Button name="tun" value="abmelden">
              {t('accept.signOut')}
            </Button>
          </Actions>
        </Form>
      )}
    </Page>
  )
}

type NewPersonFormProps = {
  name: string
  email: string
  answer: Route.ComponentProps['actionData']
}

function NewPersonForm({ name, email, answer }: NewPersonFormProps) {
  const { t } = useTranslation('people')
  const failed = answer && 'typedName' in answer ? answer : undefined
  const nameError = failed?.nameProblem && t(`problem.${failed.nameProblem}`)
  const passwordErrors = useNewPasswordErrors(failed?.passwordProblem)
  const errors = [...(nameError ? [{ field: 'name', message: nameError }] : []), ...passwordErrors]
  return (
    <Form method="post" noValidate reloadDocument className="people-form">
      <ErrorSummary errors={errors} />
      <TextField
        name="name"
        label={t('accept.name')}
        hint={t('accept.nameHint')}
        autoComplete="name"
        defaultValue={failed?.typedName ?? name}
        {...(nameError ? { error: nameError } : {})}
      />
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <NewPasswordFields errors={passwordErrors} />
      <Button>{t('accept.button')}</Button>
      <p>{t('accept.new')}</p>
    </Form>
  )
}
