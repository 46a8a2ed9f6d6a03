import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { countAttempt } from '#app/capabilities/accounts/accounts.server.ts'
import { permitRecent, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { grantErrors } from '../people/formErrors.ts'
import { type InviteOutcome, invite, readInvitationForm } from '../people/invitationCommands.server.ts'
import { mayWriteTo } from '../people/letterLimits.server.ts'
import { OneTimeLink } from '../people/OneTimeLink.tsx'
import { readEmail } from '../people/person.ts'
import { RoleAndScopeFields } from '../people/ScopeFields.tsx'
import { listRoles } from '../people/scopes.ts'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Route } from './+types/invite'

/** So many invitations a tenant sends in an hour: a whole administration in a day, but no flood of mails. */
const perHour = 100

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitRecent(context, params.tenant, 'people.manage', request)
  const { listScopeChoices } = context.get(tenantPartsContext)
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    roles: listRoles(visit.tenant.kind),
    choices: await visit.read((reader) => listScopeChoices(reader, visit.language)),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitRecent(context, params.tenant, 'people.manage', request)
  const { publicUrl, mails, database } = context.get(requestContext)
  const typed = readInvitationForm(await request.formData())
  const limit = { key: `invite ${visit.tenant.id}`, limit: perHour, minutes: 60 }
  const read = readEmail(typed.email)
  const mayWrite =
    'problem' in read ||
    ((await countAttempt(database, limit, visit.now)) &&
      (await mayWriteTo(database, visit.actor.accountId, read.value, visit.now)))
  const outcome: InviteOutcome = mayWrite
    ? await visit.write((writer) =>
        invite(writer, { ...visit, parts: context.get(tenantPartsContext), publicUrl, mails }, typed),
      )
    : { typed, fields: {}, problems: [], refused: 'too-many' }
  if ('done' in outcome) throw redirect(`/${visit.tenant.slug}/verwaltung/personen?erledigt=invite`)
  return data(outcome, { status: 'link' in outcome ? 200 : 400 })
}

export default function Invite({ loaderData: { base, roles, choices }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('people')
  const failed = actionData && 'typed' in actionData ? actionData : undefined
  const errors = failed
    ? [
        ...(failed.refused ? [{ field: 'email', message: t(`invite.refused.${failed.refused}`) }] : []),
        ...Object.entries(failed.fields).map(([field, kind]) => ({ field, message: t(`problem.${kind}`) })),
        ...grantErrors(failed.problems, t),
      ]
    : []
  const errorOf = (name: string) => {
    const found = errors.find(({ field }) => field === name)
    return found ? { error: found.message } : {}
  }
  return (
    <Page
      breadcrumb={[
        { label: t('office.title'), href: base },
        { label: t('title'), href: `${base}/personen` },
      ]}
      title={t('invite.title')}
      lead={t('invite.lead')}
      width="text"
    >
      {actionData && 'link' in actionData ? (
        <>
          <OneTimeLink
            title={t('invite.linkTitle', actionData)}
            text={t('invite.linkText', actionData)}
            label={t('invite.linkLabel')}
            link={actionData.link}
          />
          <Actions>
            <ButtonLink to={`${base}/personen/einladen`} icon="add">
              {t('invite.another')}
            </ButtonLink>
            <TextLink to={`${base}/personen`}>{t('invite.back')}</TextLink>
          </Actions>
        </>
      ) : (
        <Form method="post" noValidate className="people-form">
          <ErrorSummary errors={errors} />
          <TextField
            name="name"
            label={t('invite.name')}
            hint={t('invite.nameHint')}
            autoComplete="off"
            defaultValue={failed?.typed.name ?? ''}
            {...errorOf('name')}
          />
          <TextField
            name="email"
            label={t('invite.email')}
            inputMode="email"
            autoComplete="off"
            defaultValue={failed?.typed.email ?? ''}
            {...errorOf('email')}
          />
          <RoleAndScopeFields
            roles={roles}
            choices={choices}
            grant={failed?.typed.grant}
            problems={failed?.problems}
          />
          <Actions>
            <Button>{t('invite.button')}</Button>
            <ButtonLink to={`${base}/personen`} kind="tertiary">
              {t('person.cancel')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </Page>
  )
}
