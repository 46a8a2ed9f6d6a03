import { useTranslation } from 'react-i18next'
import { data, Form } from 'react-router'
import { permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { placeFileLimits, receiveForm } from '../files/receive.server.ts'
import { answerAddresses, askCodeInWords } from '../streets/askForm.server.ts'
import { listRegisters } from '../streets/registers.server.ts'
import type { Route } from './+types/addresses'

/** Addresses of people may stand on this page: no browser and no proxy keeps it. */
export const headers = () => ({ 'Cache-Control': 'no-store' })

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const registers = await visit.read(listRegisters)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const message = askCodeInWords(new URL(request.url).searchParams.get('fehler'), t)
  return {
    base: `/${visit.tenant.slug}/verwaltung`,
    hasRegister: registers.length > 0,
    today: germanDay(visit.now),
    fileErrors: message === undefined ? [] : [{ field: 'file', message }],
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const form = await receiveForm(request, placeFileLimits.table)
  const answer = await visit.read((reader) => answerAddresses(reader, form, t, visit.language))
  return data(answer, { status: 'errors' in answer ? 400 : 200 })
}

export default function Addresses({ loaderData, actionData }: Route.ComponentProps) {
  const { base, hasRegister, today, fileErrors } = loaderData
  const { t } = useTranslation('places')
  const frame = {
    breadcrumb: [
      { label: t('administration'), href: base },
      { label: t('streets.title'), href: `${base}/strassen` },
    ],
    title: t('streets.ask.title'),
    lead: <p>{t('streets.ask.lead')}</p>,
  }
  if (!hasRegister)
    return (
      <Page {...frame}>
        <EmptyState
          title={t('streets.ask.noRegister')}
          action={<ButtonLink to={`${base}/strassen`}>{t('streets.title')}</ButtonLink>}
        />
      </Page>
    )
  const errors = actionData ? ('errors' in actionData ? actionData.errors : []) : fileErrors
  const answer = actionData && 'rows' in actionData ? actionData : undefined
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  const csv = `${base}/strassen/adressen/tabelle.csv`
  const day = (
    <TextField
      name="day"
      type="date"
      label={t('streets.ask.day')}
      hint={t('streets.ask.dayHint')}
      defaultValue={actionData?.values.day ?? today}
      width="medium"
      {...withError('day')}
    />
  )
  return (
    <Page {...frame}>
      <ErrorSummary errors={errors} />
      {answer ? (
        <>
          <Section title={t('streets.ask.counts')} lead={<p>{answer.register}</p>}>
            <DataTable
              caption={t('streets.ask.counts')}
              captionHidden
              rows={answer.counts}
              rowKey={({ area }) => area}
              columns={[
                { key: 'area', header: t('streets.ask.area'), rowHeader: true, cell: ({ area }) => area },
                { key: 'count', header: t('streets.ask.count'), numeric: true, cell: ({ count }) => count },
              ]}
            />
          </Section>
          <Section title={t('streets.ask.answers')}>
            <DataTable
              caption={t('streets.ask.answers')}
              captionHidden
              cards
              rows={answer.rows}
              rowKey={({ key }) => key}
              columns={[
                {
                  key: 'address',
                  header: t('streets.ask.address'),
                  rowHeader: true,
                  cell: ({ address }) => address,
                },
                {
                  key: 'area',
                  header: t('streets.ask.area'),
                  cell: ({ area }) => area || <em>{t('streets.unassigned')}</em>,
                },
                { key: 'note', header: t('streets.ask.note'), cell: ({ note }) => note || '–' },
              ]}
            />
            {answer.rows.length < answer.total ? (
              <p className="ll-muted">
                {t('streets.ask.answersMore', { shown: answer.rows.length, count: answer.total })}
              </p>
            ) : null}
          </Section>
        </>
      ) : null}
      <Section title={t('streets.ask.title')}>
        <Form method="post" encType="multipart/form-data" noValidate className="ll-form">
          <TextArea
            name="lines"
            label={t('streets.ask.lines')}
            hint={t('streets.ask.linesHint')}
            rows={6}
            defaultValue={actionData?.values.lines ?? ''}
            {...withError('lines')}
          />
          {day}
          <Actions>
            <Button>{t('streets.ask.show')}</Button>
          </Actions>
        </Form>
        {answer && answer.values.lines !== '' ? (
          <form method="post" action={csv} encType="multipart/form-data">
            <input type="hidden" name="lines" value={answer.values.lines} />
            <input type="hidden" name="day" value={answer.values.day} />
            <Actions>
              <Button kind="secondary" icon="download">
                {t('streets.ask.csv')}
              </Button>
            </Actions>
          </form>
        ) : null}
      </Section>
      <Section title={t('streets.ask.fileTitle')} lead={<p>{t('streets.ask.fileLead')}</p>}>
        {/* A plain form: what comes back is a file. */}
        <form method="post" action={csv} encType="multipart/form-data" className="ll-form">
          <input type="hidden" name="day" value={actionData?.values.day ?? today} />
          <FileField
            name="file"
            label={t('streets.ask.file')}
            hint={t('streets.ask.fileHint')}
            accept=".csv,.txt,.tsv,.xlsx,.xlsm"
            {...withError('file')}
          />
          <Actions>
            <Button icon="download">{t('streets.ask.fileCsv')}</Button>
            <Button kind="secondary" formAction={`${base}/strassen/adressen`}>
              {t('streets.ask.fileCounts')}
            </Button>
          </Actions>
        </form>
      </Section>
    </Page>
  )
}
