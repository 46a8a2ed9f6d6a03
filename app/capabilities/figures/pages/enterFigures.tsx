import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { germanDay } from '#app/plain/day.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { NewSheetForm } from '../entry/NewSheetForm.tsx'
import { readNewSheetPage, readShape } from '../entry/newSheetPage.server.ts'
import { mostCells } from '../entry/sheet.ts'
import { readChoice } from '../entry/sheetForm.ts'
import { createSheet } from '../entry/sheets.server.ts'
import type { Route } from './+types/enterFigures'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.deliver', request)
  const source = new URL(request.url).searchParams.get('quelle')
  const page = await visit.read((reader) => readNewSheetPage(reader, visit.actor, source, visit.language))
  return { base: `/${visit.tenant.slug}/lieferungen`, page }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.deliver', request)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'figures')
  const choice = readChoice(await request.formData())
  const built = await visit.read((reader) => readShape(reader, choice))
  if (!built.ok) {
    const { field, kind, parameters } = built.problem
    const message = t(`entry.wrong.${kind}`, { ...parameters, limit: mostCells })
    return data({ choice, error: { field, message } }, { status: 400 })
  }
  const receivedOn = germanDay(visit.now)
  const given = { source: choice.source, shape: built.shape, receivedOn }
  const id = await visit.write((writer) => createSheet(writer, visit.actor, given, visit.now))
  const base = `/${visit.tenant.slug}/lieferungen/eingeben`
  return redirect(id === undefined ? base : `${base}/${id}`)
}

type Sheet = Route.ComponentProps['loaderData']['page']['sheets'][number]

export default function EnterFigures({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page } = loaderData
  const { t } = useTranslation('figures')
  const { chosen } = page
  const errors = actionData ? [actionData.error] : []
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: base }]}
      title={t('entry.title')}
      lead={<p>{t('entry.lead')}</p>}
    >
      <ErrorSummary errors={errors} />
      {page.sources.length === 0 ? <Notice kind="info" title={t('new.noSource')} /> : null}
      {page.sources.length > 1 ? (
        <Form method="get" className="ll-form">
          <SelectField
            name="quelle"
            label={t('entry.source')}
            placeholder={t('new.sourcePlaceholder')}
            options={page.sources}
            defaultValue={chosen?.source ?? ''}
            key={chosen?.source ?? ''}
          />
          <Actions>
            <Button kind={chosen ? 'secondary' : 'primary'}>{t('entry.choose')}</Button>
          </Actions>
        </Form>
      ) : null}
      {chosen ? (
        <Section title={t('entry.newTitle')} id="neu">
          {chosen.series.length === 0 ? (
            <Notice kind="info" title={t('entry.noSeries')}>
              <p>{t('entry.noSeriesHint')}</p>
            </Notice>
          ) : (
            <NewSheetForm
              key={chosen.source}
              offer={chosen}
              choice={actionData?.choice}
              error={actionData?.error}
            />
          )}
        </Section>
      ) : null}
      <Section title={t('entry.list')} id="tabellen">
        <Sheets base={base} sheets={page.sheets} />
      </Section>
    </Page>
  )
}

function Sheets({ base, sheets }: { base: string; sheets: readonly Sheet[] }) {
  const { t } = useTranslation('figures')
  const columns: Column<Sheet>[] = [
    {
      key: 'table',
      header: t('entry.column.table'),
      rowHeader: true,
      cell: ({ id, source }) => <TextLink to={`${base}/eingeben/${id}`}>{`${source} (${id})`}</TextLink>,
    },
    { key: 'size', header: t('entry.column.size'), cell: (sheet) => t('entry.size', sheet) },
    {
      key: 'changed',
      header: t('entry.column.changed'),
      cell: ({ changedAt }) => <TimeText at={changedAt} />,
    },
    { key: 'by', header: t('entry.column.by'), cell: ({ changedBy }) => changedBy },
    {
      key: 'state',
      header: t('entry.column.state'),
      cell: ({ deliveryId, isChangedSince }) =>
        deliveryId === null
          ? t('entry.state.open')
          : t(isChangedSince ? 'entry.state.changed' : 'entry.state.delivered', { id: deliveryId }),
    },
  ]
  return (
    <DataTable
      caption={t('entry.listCaption')}
      captionHidden
      columns={columns}
      rows={sheets}
      rowKey={({ id }) => String(id)}
      cards
      empty={<EmptyState title={t('entry.empty')} />}
    />
  )
}
