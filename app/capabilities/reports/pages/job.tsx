import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Form, redirect, useRevalidator } from 'react-router'
import { notFound, permit, permitActor, type Visit } from '#app/capabilities/accounts/visit.server.ts'
import type { JobRun } from '#app/platform/jobs/job.ts'
import { findJob } from '#app/platform/jobs/jobs.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { ProgressBar } from '#app/ui/ProgressBar.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { showJob } from '../jobView.ts'
import { stopRun } from '../reports.server.ts'
import type { Route } from './+types/job'

/** Seconds between two looks at a job that is under way. */
const pause = 1

/** A run is there for whoever ordered it, and for those who see all of the municipality's. */
async function getRun(visit: Visit, id: string): Promise<JobRun> {
  const run = (await visit.read((reader) => findJob(reader, id))) ?? notFound()
  const isOwn = run.createdBy !== null && run.createdBy === visit.actor?.accountId
  return isOwn || visit.may('jobs.read') ? run : notFound()
}

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'jobs.own', request)
  const run = await getRun(visit, params.job)
  return { base: `/${visit.tenant.slug}`, job: showJob(run, visit.language) }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'jobs.own', request)
  const run = await getRun(visit, params.job)
  await visit.write((writer) => stopRun(writer, visit.actor, run, visit.now))
  return redirect(`/${visit.tenant.slug}/auftraege/${run.id}`)
}

export default function JobPage({ loaderData }: Route.ComponentProps) {
  const { base, job } = loaderData
  const { t } = useTranslation('reports')
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!job.isOpen) return
    const timer = setInterval(() => void revalidate(), pause * 1000)
    return () => clearInterval(timer)
  }, [job.isOpen, revalidate])
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${base}/berichte` }]}
      preline={t('job.title')}
      title={job.title}
      width="text"
    >
      {job.isOpen ? (
        <>
          <noscript>
            <meta httpEquiv="refresh" content={String(pause * 2)} />
          </noscript>
          <ProgressBar label={job.step} done={job.percent} total={100} />
          <p className="ll-muted">{t('job.reload')}</p>
          {job.isCancelling ? (
            <p role="status">{t('job.cancelling')}</p>
          ) : (
            <Form method="post">
              <Actions>
                <Button kind="secondary">{t('job.cancel')}</Button>
              </Actions>
            </Form>
          )}
        </>
      ) : (
        <Notice kind={job.outcome} title={job.step} live>
          {job.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
      <Facts
        items={[
          { term: t('job.started'), value: job.startedAt ? <TimeText at={job.startedAt} /> : undefined },
          { term: t('job.finished'), value: job.finishedAt ? <TimeText at={job.finishedAt} /> : undefined },
        ]}
      />
      {job.isOpen ? null : (
        <Actions>
          {job.report === undefined ? null : (
            <ButtonLink to={`${base}/berichte/${job.report}?fassung=entwurf`}>
              {t('read', { year: job.report })}
            </ButtonLink>
          )}
          <ButtonLink to={`${base}/${job.backPath}`} kind="tertiary">
            {t(job.backText)}
          </ButtonLink>
        </Actions>
      )}
    </Page>
  )
}
