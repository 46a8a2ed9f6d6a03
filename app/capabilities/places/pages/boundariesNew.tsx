import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { uploadBoundaries } from '../boundaries/boundaryUpload.server.ts'
import { placeFileLimits, receiveForm } from '../files/receive.server.ts'
import type { Route } from './+types/boundariesNew'

async function permitUpload({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  return visit.may('places.edit', wholeTenant) ? visit : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const visit = await permitUpload(args)
  return { base: `/${visit.tenant.slug}/verwaltung` }
}

export async function action(args: Route.ActionArgs) {
  const visit = await permitUpload(args)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const form = await receiveForm(args.request, placeFileLimits.boundaries)
  const uploaded = await uploadBoundaries(visit, form, t)
  if ('errors' in uploaded) return data(uploaded, { status: 400 })
  return redirect(`/${visit.tenant.slug}/verwaltung/grenzen/pruefen/${uploaded.id}`)
}

export default function BoundariesNew({ loaderData: { base }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const errors = actionData?.errors ?? []
  const [error] = errors
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('boundaries.title'), href: `${base}/grenzen` },
      ]}
      title={t('boundaries.new.title')}
      lead={<p>{t('boundaries.new.lead')}</p>}
      width="text"
    >
      <ErrorSummary errors={errors} />
      <Form method="post" encType="multipart/form-data" noValidate className="ll-form">
        <FileField
          name="file"
          label={t('boundaries.new.file')}
          hint={t('boundaries.new.fileHint')}
          accept=".geojson,.json,.zip"
          {...(error ? { error: error.message } : {})}
        />
        <Actions>
          <Button icon="upload">{t('boundaries.new.submit')}</Button>
          <ButtonLink to={`${base}/grenzen`} kind="tertiary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
