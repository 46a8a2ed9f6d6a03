import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permit, permitActor, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { FileField, SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { listOwnSources } from '../catalogue.server.ts'
import { deliverFile } from '../commands.server.ts'
import { findDelivery } from '../deliveries.server.ts'
import { describePersons, describeRefusal } from '../sentences.ts'
import { receiveUpload } from '../upload.server.ts'
import { readUploadForm } from '../uploadForm.ts'
import type { Route } from './+types/newDelivery'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.deliver', request)
  const found = await visit.read((reader) => listOwnSources(reader, visit.actor))
  const sources = found.map(({ key, name, nameEn }) => ({
    value: key,
    label: nameIn(visit.language, { name, nameEn }),
  }))
  const today = germanDay(visit.now)
  const asked = readRowId(new URL(request.url).searchParams.get('ersetzt') ?? undefined)
  const corrected =
    asked === undefined
      ? undefined
      : await visit.read((reader) => findDelivery(reader, asked, visit.language))
  const corrects =
    corrected && sources.some(({ value }) => value === corrected.sourceKey)
      ? { id: corrected.id, fileName: corrected.fileName, source: corrected.sourceKey }
      : undefined
  const tenant = `/${visit.tenant.slug}`
  const mayDefine = visit.may('figures.define')
  return { tenant, base: `${tenant}/lieferungen`, sources, today, corrects, mayDefine }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.deliver', request)
  const { database } = context.get(requestContext)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  return receiveUpload(request, async (upload) => {
    const form = readUploadForm(upload, t)
    const refuse = (errors: readonly FormError[], persons = false) =>
      data({ errors, values: form.values, persons }, { status: 400 })
    if (!form.ok) return refuse(form.errors)
    const outcome = await deliverFile(database, visit.actor, form.delivery, visit.now)
    if (outcome.ok) return redirect(`/${visit.tenant.slug}/lieferungen/${outcome.id}`)
    if ('persons' in outcome)
      return refuse([{ field: 'file', message: describePersons(outcome.persons, t) }], true)
    const message = 'refusal' in outcome ? describeRefusal(outcome.refusal, t) : t(`no.${outcome.no}`)
    return refuse([{ field: 'file', message }])
  })
}

export default function NewDelivery({ loaderData, actionData }: Route.ComponentProps) {
  const { tenant, base, sources, today, corrects, mayDefine } = loaderData
  const { t } = useTranslation('figures')
  const errors = actionData?.errors ?? []
  const values = actionData?.values
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const withError = (field: string) => {
    const error = errorOf(field)
    return error === undefined ? {} : { error }
  }
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: base }]}
      title={t('new.title')}
      lead={<p>{t('new.lead')}</p>}
      width="text"
    >
      <ErrorSummary errors={errors} />
      {actionData?.persons ? (
        <Notice kind="info" title={t('new.personsCounted')}>
          <p>{t('new.personsCountedHow')}</p>
          <TextLink to={`${base}/einzeldaten`}>{t('individual.upload')}</TextLink>
        </Notice>
      ) : null}
      {corrects ? (
        <Notice kind="info" title={t('new.corrects', { id: corrects.id, file: corrects.fileName })}>
          <p>{t('new.correctsMeans')}</p>
        </Notice>
      ) : null}
      {sources.length === 0 ? (
        <Notice kind="info" title={t('new.noSource')}>
          {mayDefine ? (
            <>
              <p>{t('series.list.emptyText')}</p>
              <ButtonLink to={`${tenant}/quellen/neu`}>{t('series.sources.new')}</ButtonLink>
            </>
          ) : (
            <p>{t('series.list.emptyReading')}</p>
          )}
        </Notice>
      ) : null}
      {/* The file comes last: what stands before it has arrived when the file begins. */}
      <Form method="post" encType="multipart/form-data" noValidate className="ll-form">
        {corrects ? <input type="hidden" name="replaces" value={corrects.id} /> : null}
        <SelectField
          name="source"
          label={t('new.source')}
          hint={t('new.sourceHint')}
          placeholder={t('new.sourcePlaceholder')}
          options={sources}
          defaultValue={values?.source ?? corrects?.source ?? ''}
          {...withError('source')}
        />
        <TextField
          name="receivedOn"
          type="date"
          label={t('new.received')}
          defaultValue={values?.receivedOn ?? today}
          width="medium"
          {...withError('receivedOn')}
        />
        <TextArea
          name="note"
          label={t('new.note')}
          hint={t('new.noteHint')}
          defaultValue={values?.note ?? ''}
          rows={2}
          optional
          {...withError('note')}
        />
        <FileField
          name="file"
          label={t('new.file')}
          hint={t('new.fileHint')}
          accept=".csv,.txt,.tsv,.zip,.xlsx,.xlsm"
          {...withError('file')}
        />
        <Actions>
          <Button icon="upload">{t('new.submit')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
