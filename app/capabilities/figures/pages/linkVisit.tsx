import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { findVisit, notFound, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileField, SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { DueStateMark } from '../calendar/DueStateMark.tsx'
import { GoneLink } from '../links/GoneLink.tsx'
import { announceThroughLink, findVisitor, readLinkPage } from '../links/linkPage.server.ts'
import { takeUpload } from '../links/takeUpload.server.ts'
import { receiveUpload } from '../upload.server.ts'
import type { Route } from './+types/linkVisit'

/** The link must not be found again in a shared computer's memory of pages, nor by a search engine. */
export const headers = () => ({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const { tenant, now } = visit
  const page = await visit.read(async (reader) => {
    const visitor = await findVisitor(reader, params.token, now)
    return visitor && readLinkPage(reader, visitor, visit)
  })
  const base = { town: tenant.name, here: `/${tenant.slug}/zulieferung/${params.token}` }
  const imprint = `/${tenant.slug}/impressum`
  if (!page) return data({ ...base, imprint, page: undefined, done: null }, { status: 404 })
  return data({ ...base, imprint, page, done: new URL(request.url).searchParams.get('erledigt') })
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = (await findVisit(context, params.tenant)) ?? notFound()
  const { database } = context.get(requestContext)
  const here = `/${visit.tenant.slug}/zulieferung/${params.token}`
  const visitor = await visit.read((reader) => findVisitor(reader, params.token, visit.now))
  if (!visitor) return data(null, { status: 404 })
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  if (!/^multipart\/form-data/i.test(request.headers.get('content-type') ?? '')) {
    const form = await request.formData()
    const given = { key: String(form.get('awaited') ?? ''), day: String(form.get('day') ?? '') }
    if (await announceThroughLink(database, visitor, given, visit.now))
      return redirect(`${here}?erledigt=angekuendigt`)
    const errors = [{ field: 'day', message: t('links.visit.announceWrong') }]
    return data({ errors, note: '', day: given.day }, { status: 400 })
  }
  return receiveUpload(request, async (upload) => {
    const taken = await takeUpload(database, visitor, upload, t, visit.now)
    if ('id' in taken) return redirect(`${here}/${taken.id}`)
    const errors = [{ field: taken.field, message: taken.message }]
    return data({ errors, note: taken.note, day: '' }, { status: 400 })
  })
}

export default function LinkVisit({ loaderData, actionData }: Route.ComponentProps) {
  const { page, town, here, imprint, done } = loaderData
  const { t } = useTranslation('figures')
  if (!page) return <GoneLink imprint={imprint} />
  const errors = actionData?.errors ?? []
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  const isUpload = page.purpose === 'upload'
  const said =
    done === 'angekuendigt'
      ? t('links.visit.announced')
      : done === 'verworfen'
        ? t('links.visit.discarded')
        : undefined
  return (
    <Page
      preline={t('links.visit.preline')}
      title={page.source}
      lead={<p>{t(isUpload ? 'links.visit.lead' : 'links.visit.leadAnswer', { name: page.name, town })}</p>}
      width="text"
    >
      {said ? <Notice kind="success" title={said} live /> : null}
      <ErrorSummary errors={errors} />
      {isUpload ? <Awaited page={page} /> : null}
      {isUpload ? (
        <Section title={t('links.visit.upload')} lead={<p>{t('links.visit.uploadLead')}</p>} id="abgeben">
          <Notice kind="info" title={t('links.visit.noPersons')}>
            <p>{t('links.visit.noPersonsText')}</p>
          </Notice>
          {/* The file comes last: what stands before it has arrived when the file begins. */}
          <Form method="post" encType="multipart/form-data" noValidate reloadDocument className="ll-form">
            <TextArea
              name="note"
              label={t('links.visit.note')}
              hint={t('links.visit.noteHint')}
              defaultValue={actionData?.note ?? ''}
              rows={2}
              optional
              {...withError('note')}
            />
            <FileField
              name="file"
              label={t('links.visit.file')}
              hint={t('links.visit.fileHint')}
              accept=".csv,.txt,.tsv,.zip,.xlsx,.xlsm"
              {...withError('file')}
            />
            <Actions>
              <Button icon="upload">{t('links.visit.submit')}</Button>
            </Actions>
          </Form>
        </Section>
      ) : null}
      {page.deliveries.length > 0 ? <Deliveries here={here} page={page} /> : null}
      {isUpload && page.awaited.length > 0 ? (
        <Section
          title={t('links.visit.announce')}
          lead={<p>{t('links.visit.announceLead')}</p>}
          id="ankuendigen"
        >
          <Form method="post" noValidate className="ll-form">
            <SelectField
              name="awaited"
              label={t('links.visit.announceFor')}
              options={page.awaited.map(({ key, period }) => ({ value: key, label: period }))}
            />
            <TextField
              name="day"
              type="date"
              width="medium"
              label={t('links.visit.announceDay')}
              defaultValue={actionData?.day ?? ''}
              {...withError('day')}
            />
            <Actions>
              <Button kind="secondary">{t('links.visit.announceSave')}</Button>
            </Actions>
          </Form>
        </Section>
      ) : null}
      <p className="ll-muted ll-small">
        {t('links.visit.until')} <DateText iso={page.until} />.
      </p>
    </Page>
  )
}

type PageData = NonNullable<Route.ComponentProps['loaderData']['page']>

function Awaited({ page }: { page: PageData }) {
  const { t } = useTranslation('figures')
  type Row = PageData['awaited'][number]
  const columns: Column<Row>[] = [
    { key: 'period', header: t('calendar.period'), rowHeader: true, cell: ({ period }) => period },
    {
      key: 'due',
      header: t('calendar.due'),
      nowrap: true,
      cell: ({ dueOn }) => <DateText iso={dueOn} />,
    },
    {
      key: 'state',
      header: t('calendar.state'),
      cell: ({ state, announcedFor }) => (
        <>
          <DueStateMark state={state} />
          {state === 'announced' && announcedFor ? (
            <span className="ll-muted">
              {' '}
              <DateText iso={announcedFor} />
            </span>
          ) : null}
        </>
      ),
    },
    { key: 'series', header: t('links.visit.series'), cell: ({ series }) => <SeriesNames names={series} /> },
  ]
  return (
    <Section title={t('links.visit.awaited')} id="erwartet">
      {page.awaited.length === 0 ? (
        <p>{t('links.visit.awaitedNone')}</p>
      ) : (
        <DataTable
          caption={t('links.visit.awaitedCaption')}
          captionHidden
          columns={columns}
          rows={page.awaited}
          rowKey={({ key }) => key}
          cards
        />
      )}
    </Section>
  )
}

function SeriesNames({ names }: { names: readonly string[] }) {
  if (names.length < 2) return <>{names[0]}</>
  return (
    <ul className="ll-list">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  )
}

function Deliveries({ here, page }: { here: string; page: PageData }) {
  const { t } = useTranslation('figures')
  type Row = PageData['deliveries'][number]
  const columns: Column<Row>[] = [
    {
      key: 'file',
      header: t('links.visit.fileName'),
      rowHeader: true,
      cell: ({ id, fileName }) => <TextLink to={`${here}/${id}`}>{fileName}</TextLink>,
    },
    {
      key: 'received',
      header: t('links.visit.received'),
      nowrap: true,
      cell: ({ receivedOn }) => <DateText iso={receivedOn} />,
    },
    { key: 'state', header: t('links.visit.state'), cell: ({ state }) => t(`state.${state}`) },
    {
      key: 'questions',
      header: t('links.visit.questions'),
      numeric: true,
      cell: ({ questions }) => questions,
    },
  ]
  return (
    <Section title={t('links.visit.deliveries')} id="lieferungen">
      <DataTable
        caption={t('links.visit.deliveriesCaption')}
        captionHidden
        columns={columns}
        rows={page.deliveries}
        rowKey={({ id }) => String(id)}
        cards
      />
    </Section>
  )
}
