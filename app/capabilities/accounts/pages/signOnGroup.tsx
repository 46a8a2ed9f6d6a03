import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permitRecent } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { grantErrors } from '../people/formErrors.ts'
import { RoleAndScopeFields } from '../people/ScopeFields.tsx'
import { checkGrant, type GrantProblem, listRoles, readGrantForm } from '../people/scopes.ts'
import { createGroup } from '../singleSignOn/providers.server.ts'
import { readGroupName } from '../singleSignOn/settingsForm.ts'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Route } from './+types/signOnGroup'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { tenant, read, language } = await permitRecent(context, params.tenant, 'tenant.settings', request)
  const parts = context.get(tenantPartsContext)
  const choices = await read((reader) => parts.listScopeChoices(reader, language))
  const office = `/${tenant.slug}/verwaltung`
  return { office, base: `${office}/anmeldung`, roles: listRoles(tenant.kind), choices }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitRecent(context, params.tenant, 'tenant.settings', request)
  const { actor, tenant, language, now } = visit
  const form = await request.formData()
  const parts = context.get(tenantPartsContext)
  const choices = await visit.read((reader) => parts.listScopeChoices(reader, language))
  const [group, grant] = [readGroupName(form), readGrantForm(form)]
  const problems: GrantProblem[] = grant
    ? checkGrant(grant, { kind: tenant.kind, choices })
    : [{ kind: 'role-missing' }]
  if (!group.ok || !grant || problems.length > 0) return data({ group, grant, problems }, { status: 400 })
  await visit.write((writer) => createGroup(writer, actor, { group: group.name, grant }, now))
  throw redirect(`/${tenant.slug}/verwaltung/anmeldung?gespeichert=1#gruppen`)
}

export default function SignOnGroup({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('singleSignOn')
  const { t: people } = useTranslation('people')
  const { office, base, roles, choices } = loaderData
  const { group, grant, problems = [] } = actionData ?? {}
  const groupError =
    group && !group.ok ? t(`problem.field.${group.problem}`, { field: t('group.name') }) : undefined
  const errors = [
    ...(groupError ? [{ field: 'group', message: groupError }] : []),
    ...grantErrors(problems, people),
  ]
  return (
    <Page
      breadcrumb={[
        { label: people('office.title'), href: office },
        { label: t('settings.title'), href: base },
      ]}
      title={t('group.title')}
      lead={<p>{t('group.lead')}</p>}
      width="text"
    >
      <Form method="post" noValidate>
        <ErrorSummary errors={errors} />
        <TextField
          name="group"
          label={t('group.name')}
          hint={t('group.name.hint')}
          defaultValue={group?.name}
          autoComplete="off"
          {...(groupError ? { error: groupError } : {})}
        />
        <RoleAndScopeFields roles={roles} choices={choices} grant={grant} problems={problems} />
        <p className="ll-muted">{t('group.own')}</p>
        <Actions>
          <Button>{t('settings.save')}</Button>
          <ButtonLink to={base} kind="tertiary">
            {t('group.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
