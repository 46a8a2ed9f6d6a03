import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Page } from '#app/ui/Page.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { addOrganisations } from '../commands.server.ts'
import { OrganisationFields, useOrganisationErrors } from '../OrganisationFields.tsx'
import { type OrganisationProblem, readOrganisation, readOrganisations } from '../organisationForm.ts'
import { emptyForm, readTyped } from '../typed.ts'
import type { Route } from './+types/create'

/** Whoever has the right for some organisations only can't make others. */
async function permitCreating({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'organisations.edit', request)
  return visit.may('organisations.edit', wholeTenant) ? visit : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const visit = await permitCreating(args)
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    several: new URL(args.request.url).searchParams.has('mehrere'),
  }
}

export async function action(args: Route.ActionArgs) {
  const visit = await permitCreating(args)
  const several = new URL(args.request.url).searchParams.has('mehrere')
  const typed = readTyped(await args.request.formData())
  const back = (problems: readonly OrganisationProblem[]) => data({ typed, problems }, { status: 400 })
  const one = several ? readOrganisations(typed) : readOrganisation(typed)
  if ('problems' in one) return back(one.problems)
  const list = 'name' in one.value ? [one.value] : one.value
  const added = await visit.write((writer) => addOrganisations(writer, visit.actor, list, visit.now))
  if ('refused' in added)
    return back([{ field: several ? 'names' : 'name', kind: added.refused, names: added.names }])
  throw redirect(`/${visit.tenant.slug}/verwaltung/stellen?angelegt=${added.keys.length}`)
}

export default function CreateOrganisations({
  loaderData: { base, several },
  actionData,
}: Route.ComponentProps) {
  const { t } = useTranslation('organisations')
  const errors = useOrganisationErrors(actionData?.problems ?? [])
  const own = `${base}/stellen`
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('title'), href: own },
      ]}
      title={several ? t('create.severalTitle') : t('create.title')}
      width="text"
    >
      <Tabs
        label={t('create.how')}
        items={[
          { label: t('create.one'), href: `${own}/neu`, current: !several },
          { label: t('create.many'), href: `${own}/neu?mehrere`, current: several },
        ]}
      />
      <Form method="post" noValidate className="organisations-form" key={String(several)}>
        <ErrorSummary errors={errors} />
        <OrganisationFields typed={actionData?.typed ?? emptyForm} errors={errors} several={several} />
        <Actions>
          <Button>{t('create.button')}</Button>
          <ButtonLink to={own} kind="tertiary">
            {t('form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
