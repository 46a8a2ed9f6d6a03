import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { readExpectationPage } from '../calendar/calendarPage.server.ts'
import { EntryTable } from '../calendar/EntryTable.tsx'
import { saveException } from '../calendar/formPage.server.ts'
import type { Route } from './+types/expectation'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.read', request)
  const id = readRowId(params.expectation) ?? notFound()
  const page =
    (await visit.read((reader) => readExpectationPage(reader, visit.actor, id, visit))) ?? notFound()
  const search = new URL(request.url).searchParams
  const asked = page.mayChange ? search.get('zeitraum') : null
  return {
    base: `/${visit.tenant.slug}`,
    page,
    chosen: page.rows.find(({ periodKey }) => periodKey === asked),
    done: search.get('erledigt'),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const id = readRowId(params.expectation) ?? notFound()
  const page =
    (await visit.read((reader) => readExpectationPage(reader, visit.actor, id, visit))) ?? notFound()
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const periodKey = text('period')
  const typed = { movedTo: text('movedTo'), announcedFor: text('announcedFor'), skipped: text('skipped') }
  if (!page.rows.some((row) => row.periodKey === periodKey))
    return data({ typed, problems: [{ field: 'movedTo', kind: 'date' } as const] }, { status: 400 })
  const outcome = await visit.write((writer) =>
    saveException(writer, visit.actor, { id, periodKey }, typed, visit.now),
  )
  if ('problems' in outcome) return data({ typed, problems: outcome.problems }, { status: 400 })
  return outcome.saved
    ? redirect(`/${visit.tenant.slug}/lieferkalender/${id}?erledigt=abweichung`)
    : notFound()
}

export default function ExpectationSheet({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, chosen, done } = loaderData
  const { t } = useTranslation('figures')
  const texts = {
    angelegt: t('calendar.done.created'),
    geaendert: t('calendar.done.changed'),
    abweichung: t('calendar.exception.saved'),
  }
  const said = texts[done as keyof typeof texts]
  const active =
    page.activeTo === undefined ? (
      <>
        {t('calendar.sheet.activeFrom', { from: '' })}
        <DateText iso={page.activeFrom} />
      </>
    ) : (
      <>
        <DateText iso={page.activeFrom} /> – <DateText iso={page.activeTo} />
      </>
    )
  const contact = page.contact
    ? `${page.contact.name}${page.contact.email ? `, ${page.contact.email}` : ''}${page.contact.noReminders ? ` (${t('calendar.sheet.noReminders')})` : ''}`
    : t('calendar.sheet.noContact')
  return (
    <Page
      breadcrumb={[{ label: t('calendar.title'), href: `${base}/lieferkalender` }]}
      preline={t('calendar.sheet.preline')}
      title={page.source}
      lead={
        <p>
          {page.office}, {page.rhythm}, {page.due}.
        </p>
      }
      actions={
        page.mayChange ? (
          <>
            <ButtonLink to={`${base}/lieferkalender/links?quelle=${page.sourceKey}`}>
              {t('links.title')}
            </ButtonLink>
            <ButtonLink to={`${base}/lieferkalender/${page.id}/bearbeiten`} icon="edit">
              {t('calendar.sheet.edit')}
            </ButtonLink>
          </>
        ) : null
      }
    >
      {said ? <Notice kind="success" title={said} live /> : null}
      {chosen ? <ExceptionForm page={page} row={chosen} answer={actionData} base={base} /> : null}
      <Section title={t('calendar.sheet.dates')} lead={<p>{t('calendar.sheet.datesLead')}</p>}>
        {page.rows.length === 0 ? (
          <EmptyState title={t('calendar.sheet.noDates')}>
            <p>{t('calendar.sheet.noDatesHint')}</p>
          </EmptyState>
        ) : (
          <EntryTable
            base={base}
            caption={t('calendar.sheet.caption')}
            rows={page.rows}
            single={{ mayChange: page.mayChange }}
          />
        )}
      </Section>
      <Section title={t('calendar.form.what')}>
        <Facts
          items={[
            {
              term: t('calendar.sheet.series'),
              value: page.series.length > 0 ? page.series.join(', ') : t('calendar.sheet.noSeries'),
            },
            { term: t('calendar.responsible'), value: page.responsible ?? t('calendar.form.nobody') },
            { term: t('calendar.sheet.contact'), value: page.mayChange ? contact : undefined },
            { term: t('calendar.sheet.reminders'), value: page.reminders },
            { term: t('calendar.sheet.active'), value: active },
            { term: t('calendar.sheet.note'), value: page.note },
          ]}
        />
      </Section>
    </Page>
  )
}

type PageData = Route.ComponentProps['loaderData']['page']

function ExceptionForm(props: {
  base: string
  page: PageData
  row: PageData['rows'][number]
  answer: Route.ComponentProps['actionData']
}) {
  const { base, page, row, answer } = props
  const { t } = useTranslation('figures')
  const kept = page.exceptions.find(({ key }) => key === row.periodKey)
  const typed = answer?.typed ?? {
    movedTo: kept?.movedTo ?? '',
    announcedFor: kept?.announcedFor ?? '',
    skipped: kept?.skippedBecause ?? '',
  }
  const errors = (answer?.problems ?? []).map(({ field, kind }) => ({
    field,
    message: t(`calendar.exception.${kind}`),
  }))
  const withError = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  return (
    <Section
      title={t('calendar.exception.title', { period: row.period })}
      id="abweichen"
      lead={<p>{t('calendar.exception.lead')}</p>}
    >
      <Form method="post" noValidate className="calendar-form">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="period" value={row.periodKey} />
        <TextField
          name="movedTo"
          type="date"
          width="medium"
          label={t('calendar.exception.movedTo')}
          defaultValue={typed.movedTo}
          optional
          {...withError('movedTo')}
        />
        <TextField
          name="announcedFor"
          type="date"
          width="medium"
          label={t('calendar.exception.announcedFor')}
          hint={t('calendar.exception.announcedHint')}
          defaultValue={typed.announcedFor}
          optional
          {...withError('announcedFor')}
        />
        <TextArea
          name="skipped"
          label={t('calendar.exception.skipped')}
          hint={t('calendar.exception.skippedHint')}
          defaultValue={typed.skipped}
          rows={2}
          optional
          {...withError('skipped')}
        />
        <Actions>
          <Button>{t('calendar.exception.save')}</Button>
          <ButtonLink to={`${base}/lieferkalender/${page.id}`} kind="tertiary">
            {t('calendar.exception.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Section>
  )
}
