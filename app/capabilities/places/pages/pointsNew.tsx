import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileField, SelectField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { placeFileLimits, receiveForm } from '../files/receive.server.ts'
import { usePointKinds } from '../points/PointFields.tsx'
import { uploadPoints } from '../points/pointFile.server.ts'
import type { Route } from './+types/pointsNew'

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
  const form = await receiveForm(args.request, placeFileLimits.table)
  const uploaded = await uploadPoints(visit, form, t)
  if ('errors' in uploaded) return data(uploaded, { status: 400 })
  return redirect(`/${visit.tenant.slug}/verwaltung/einrichtungen/pruefen/${uploaded.id}`)
}

export default function PointsNew({ loaderData: { base }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const kinds = usePointKinds()
  const errors = actionData?.errors ?? []
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('points.title'), href: `${base}/einrichtungen` },
      ]}
      title={t('points.upload.title')}
      lead={<p>{t('points.upload.lead')}</p>}
      width="text"
    >
      <ErrorSummary errors={errors} />
      <Form method="post" encType="multipart/form-data" noValidate className="ll-form">
        <FileField
          name="file"
          label={t('points.upload.file')}
          hint={t('points.upload.fileHint')}
          accept=".csv,.txt,.tsv,.xlsx,.xlsm"
          {...withError('file')}
        />
        <SelectField
          name="kind"
          label={t('points.upload.kind')}
          hint={t('points.upload.kindHint')}
          options={kinds}
          defaultValue={actionData?.values.kind || 'kita'}
          {...withError('kind')}
        />
        <Actions>
          <Button icon="upload">{t('points.upload.submit')}</Button>
          <ButtonLink to={`${base}/einrichtungen`} kind="tertiary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
