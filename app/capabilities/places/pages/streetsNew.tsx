import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileField, TextField } from '#app/ui/fields.tsx'
import { Page } from '#app/ui/Page.tsx'
import { placeFileLimits, receiveForm } from '../files/receive.server.ts'
import { uploadRegister } from '../streets/registerUpload.server.ts'
import type { Route } from './+types/streetsNew'

async function permitUpload({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  return visit.may('places.edit', wholeTenant) ? visit : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const visit = await permitUpload(args)
  return { base: `/${visit.tenant.slug}/verwaltung`, today: germanDay(visit.now) }
}

export async function action(args: Route.ActionArgs) {
  const visit = await permitUpload(args)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const form = await receiveForm(args.request, placeFileLimits.table)
  const uploaded = await uploadRegister(visit, form, t)
  if ('errors' in uploaded) return data(uploaded, { status: 400 })
  return redirect(`/${visit.tenant.slug}/verwaltung/strassen/pruefen/${uploaded.id}`)
}

export default function StreetsNew({ loaderData: { base, today }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const errors = actionData?.errors ?? []
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('streets.title'), href: `${base}/strassen` },
      ]}
      title={t('streets.new.title')}
      lead={<p>{t('streets.new.lead')}</p>}
      width="text"
    >
      <ErrorSummary errors={errors} />
      <Form method="post" encType="multipart/form-data" noValidate className="ll-form">
        <TextField
          name="validFrom"
          type="date"
          label={t('streets.new.validFrom')}
          hint={t('streets.new.validFromHint')}
          defaultValue={actionData?.values.validFrom ?? today}
          width="medium"
          {...withError('validFrom')}
        />
        <FileField
          name="file"
          label={t('streets.new.file')}
          hint={t('streets.new.fileHint')}
          accept=".csv,.txt,.tsv,.xlsx,.xlsm"
          {...withError('file')}
        />
        <Actions>
          <Button icon="upload">{t('streets.new.submit')}</Button>
          <ButtonLink to={`${base}/strassen`} kind="tertiary">
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Page>
  )
}
