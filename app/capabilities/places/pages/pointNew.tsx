import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PointFields, usePointErrors } from '../points/PointFields.tsx'
import { emptyPoint, type PointFormProblem, readPointForm, readTypedPoint } from '../points/pointForm.ts'
import { createPoint } from '../points/points.server.ts'
import type { Route } from './+types/pointNew'

async function permitCreating({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  return visit.may('places.edit', wholeTenant) ? visit : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const visit = await permitCreating(args)
  return { base: `/${visit.tenant.slug}/verwaltung` }
}

export async function action(args: Route.ActionArgs) {
  const visit = await permitCreating(args)
  const typed = readTypedPoint(await args.request.formData())
  const back = (problems: readonly PointFormProblem[], status: number) =>
    data({ typed, problems }, { status })
  const read = readPointForm(typed)
  if ('problems' in read) return back(read.problems, 400)
  const created = await visit.write((writer) => createPoint(writer, visit.actor, read.value, visit.now))
  if ('refused' in created) return back([{ field: 'name', kind: 'taken' }], 409)
  return redirect(`/${visit.tenant.slug}/verwaltung/einrichtungen/${created.id}?erledigt=created`)
}

export default function PointNew({ loaderData: { base }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const errors = usePointErrors(actionData?.problems ?? [])
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('points.title'), href: `${base}/einrichtungen` },
      ]}
      title={t('points.form.newTitle')}
      width="text"
    >
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="ll-form">
        <PointFields typed={actionData?.typed ?? emptyPoint} errors={errors} />
        <Actions>
          <Button>{t('points.form.create')}</Button>
          <ButtonLink to={`${base}/einrichtungen`} kind="tertiary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
