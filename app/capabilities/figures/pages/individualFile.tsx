import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { z } from 'zod'
import { permit, permitActor, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileField, SelectField, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { deliverIndividualFile } from '../individual/arrival.server.ts'
import { receivePassing } from '../individual/receive.server.ts'
import { readRuleList } from '../individual/rulePage.server.ts'
import { describeArrivalOutcome } from '../individual/sentences.ts'
import type { Route } from './+types/individualFile'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.deliver', request)
  const rules = await visit.read((reader) => readRuleList(reader, visit.actor, visit.language))
  const today = germanDay(visit.now)
  return {
    base: `/${visit.tenant.slug}`,
    rules: rules.map(({ id, name, source }) => ({ value: String(id), label: `${name} (${source})` })),
    today,
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.deliver', request)
  const { database } = context.get(requestContext)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  const valuesOf = (fields: Readonly<Record<string, string>>) => ({
    rule: fields.rule ?? '',
    period: (fields.period ?? '').trim(),
    receivedOn: fields.receivedOn ?? '',
  })
  const received = await receivePassing(request, async (fields, content) => {
    const values = valuesOf(fields)
    if (!z.iso.date().safeParse(values.receivedOn).success)
      return { values, errors: [{ field: 'receivedOn', message: t('new.receivedWrong') }] }
    const input = { ...values, rule: readRowId(values.rule) ?? 0, content }
    const outcome = await deliverIndividualFile(database, visit.actor, input, visit.now)
    return outcome.ok ? outcome : { values, errors: describeArrivalOutcome(outcome, t) }
  })
  if (!received.ok) {
    const message = received.why === 'no-file' ? t('new.fileMissing') : t('new.broken')
    return data({ values: valuesOf(received.fields), errors: [{ field: 'file', message }] }, { status: 400 })
  }
  if ('ok' in received.value)
    return redirect(`/${visit.tenant.slug}/lieferungen/${received.value.deliveryId}`)
  return data(received.value, { status: 400 })
}

export default function IndividualFile({ loaderData, actionData }: Route.ComponentProps) {
  const { base, rules, today } = loaderData
  const { t } = useTranslation('figures')
  const errors = actionData?.errors ?? []
  const values = actionData?.values
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${base}/lieferungen` }]}
      title={t('individual.upload')}
      lead={<p>{t('individual.uploadLead')}</p>}
      width="text"
    >
      <ErrorSummary errors={errors} />
      {rules.length === 0 ? (
        <Notice kind="info" title={t('individual.noRules')}>
          <p>{t('individual.noRulesHint')}</p>
        </Notice>
      ) : null}
      <p>
        <TextLink to={`${base}/auswertungsregeln`}>{t('individual.toRules')}</TextLink>
      </p>
      {/* The file comes last: what stands before it has arrived when the file begins. */}
      <Form method="post" encType="multipart/form-data" noValidate className="ll-form">
        <SelectField
          name="rule"
          label={t('individual.rule')}
          placeholder={t('individual.rulePlaceholder')}
          options={rules}
          defaultValue={values?.rule ?? ''}
          {...withError('rule')}
        />
        <TextField
          name="period"
          label={t('individual.filePeriod')}
          hint={t('individual.filePeriodHint')}
          defaultValue={values?.period ?? ''}
          width="medium"
          optional
        />
        <TextField
          name="receivedOn"
          type="date"
          label={t('new.received')}
          defaultValue={values?.receivedOn ?? today}
          width="medium"
          {...withError('receivedOn')}
        />
        <FileField
          name="file"
          label={t('individual.file')}
          hint={t('individual.fileHint')}
          accept=".csv,.txt,.tsv,.xlsx,.xlsm"
          {...withError('file')}
        />
        <Actions>
          <Button icon="upload">{t('individual.evaluate')}</Button>
        </Actions>
      </Form>
    </Page>
  )
}
