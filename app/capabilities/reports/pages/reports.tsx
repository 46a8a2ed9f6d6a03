import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { reportHref, reportPdfHref } from '../hrefs.ts'
import type { ReportEdition } from '../report.ts'
import { listReports, listYearsWithFigures, startReport } from '../reports.server.ts'
import { reportWords } from '../words.ts'
import type { Route } from './+types/reports'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const mayBuild = visit.may('reports.build')
  const mayPublish = visit.may('reports.publish')
  const sight = { language: visit.language, drafts: visit.may('reports.read-drafts') }
  return visit.read(async (reader) => ({
    base: `/${visit.tenant.slug}`,
    mayBuild,
    mayPublish,
    mayReadDrafts: sight.drafts,
    editions: await listReports(reader, sight),
    years: mayBuild ? await listYearsWithFigures(reader) : [],
  }))
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'reports.build', request)
  const year = Number((await request.formData()).get('year'))
  const { actor, tenant, now } = visit
  const started = await visit.write((writer) => startReport(writer, actor, { year, tenant, now }))
  if ('refused' in started) {
    return data({ error: reportWords(visit.language)('refused.year', { year }) }, { status: 400 })
  }
  return redirect(`/${tenant.slug}/auftraege/${started.id}`)
}

/** Who and when, or nothing. */
function By({ at, name }: { at: string | undefined; name: string | undefined }) {
  if (!at) return <>–</>
  return (
    <span>
      <TimeText at={at} />
      {name ? <span className="ll-muted">, {name}</span> : null}
    </span>
  )
}

export default function ReportsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { base, mayBuild, mayPublish, mayReadDrafts, editions, years } = loaderData
  const { t } = useTranslation('reports')
  const columns: readonly Column<ReportEdition>[] = [
    { key: 'year', header: t('list.year'), cell: (one) => one.year, rowHeader: true },
    { key: 'state', header: t('list.state'), cell: (one) => t(`state.${one.state}`), nowrap: true },
    ...(mayReadDrafts
      ? [
          {
            key: 'built',
            header: t('list.built'),
            cell: (one: ReportEdition) => <By at={one.builtAt} name={one.builtBy} />,
          },
        ]
      : []),
    {
      key: 'published',
      header: t('list.published'),
      cell: (one) => <By at={one.publishedAt} name={mayReadDrafts ? one.publishedBy : undefined} />,
    },
    {
      key: 'actions',
      header: t('list.actions'),
      cell: (one) => (
        <Actions>
          <TextLink to={reportHref(base, one)}>{t('read', { year: one.year })}</TextLink>
          <TextLink to={reportPdfHref(base, one)} icon="download" download>
            {t('downloadYear', { year: one.year })}
          </TextLink>
          {mayPublish && one.state === 'draft' ? (
            <TextLink to={`${reportHref(base, one)}#veroeffentlichen`}>{t('publish.section')}</TextLink>
          ) : null}
        </Actions>
      ),
    },
  ]
  return (
    <Page title={t('list.title')} lead={<p>{t('list.lead')}</p>}>
      <DataTable
        caption={t('list.caption')}
        captionHidden
        columns={columns}
        rows={editions}
        rowKey={(one) => String(one.id)}
        cards
        empty={<EmptyState title={mayBuild ? t('list.empty') : t('list.emptyPublic')} />}
      />
      {mayBuild ? (
        <Section title={t('list.build')}>
          <ErrorSummary errors={actionData?.error ? [{ field: 'year', message: actionData.error }] : []} />
          {years.length === 0 ? (
            <p>{t('list.noYears')}</p>
          ) : (
            <Form method="post" noValidate className="ll-stack">
              <SelectField
                name="year"
                label={t('list.year')}
                hint={t('list.buildHint')}
                options={years.map((year) => ({ value: String(year), label: String(year) }))}
              />
              <Actions>
                <Button>{t('list.start')}</Button>
              </Actions>
            </Form>
          )}
        </Section>
      ) : null}
    </Page>
  )
}
