import '#app/platform/documents/document.css'
import { useTranslation } from 'react-i18next'
import { Form, redirect } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { DocumentView } from '#app/platform/documents/documentView.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { DateText, TimeText } from '#app/ui/Time.tsx'
import { reportPdfHref, wantsDraft } from '../hrefs.ts'
import { findReport, getReportContent, publishReport } from '../reports.server.ts'
import type { Route } from './+types/report'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const sight = { language: visit.language, drafts: visit.may('reports.read-drafts') }
  const wanted = { ...sight, preferDraft: wantsDraft(request.url) }
  return visit.read(async (reader) => {
    const edition = (await findReport(reader, Number(params.year), wanted)) ?? notFound()
    const document = await getReportContent(reader, edition.id)
    const mayPublish = edition.state === 'draft' && visit.may('reports.publish')
    return { base: `/${visit.tenant.slug}`, edition, document, mayPublish }
  })
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'reports.publish', request)
  const { actor, now } = visit
  const year = Number(params.year)
  const done = await visit.write((writer) => publishReport(writer, actor, { year, now }))
  if ('refused' in done) notFound()
  return redirect(`/${visit.tenant.slug}/berichte/${year}`)
}

export default function ReportPage({ loaderData }: Route.ComponentProps) {
  const { base, edition, document, mayPublish } = loaderData
  const { t } = useTranslation('reports')
  const { year, builtAt, builtBy, publishedAt } = edition
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${base}/berichte` }]}
      preline={document.meta.author}
      title={document.meta.title}
      lead={<p>{document.meta.subtitle}</p>}
      actions={
        <ButtonLink to={reportPdfHref(base, edition)} icon="download" download>
          {t('download')}
        </ButtonLink>
      }
    >
      {edition.state === 'draft' ? (
        <Notice kind="info" title={t('draftNotice.title')}>
          <p>
            {t('draftNotice.text')}{' '}
            {builtAt ? (
              <>
                {t('list.built')}: <TimeText at={builtAt} />, {builtBy}.
              </>
            ) : null}
          </p>
        </Notice>
      ) : null}
      <p className="ll-muted">
        {document.meta.description}{' '}
        {publishedAt ? (
          <>
            {t('list.published')}: <DateText iso={publishedAt.slice(0, 10)} />.
          </>
        ) : null}
      </p>
      <DocumentView document={document} firstLevel={2} />
      {mayPublish ? (
        <Section title={t('publish.section')} id="veroeffentlichen">
          <p>{t('publish.hint')}</p>
          <Form method="post">
            <Actions>
              <Button>{t('publish.button', { year })}</Button>
            </Actions>
          </Form>
        </Section>
      ) : null}
    </Page>
  )
}
