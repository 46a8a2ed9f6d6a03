import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { data, Form, redirect, useRevalidator } from 'react-router'
import { permitRecent } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { ProgressBar } from '#app/ui/ProgressBar.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import {
  cancelExport,
  exportHours,
  findExportJob,
  listExports,
  removeExport,
  startExport,
} from '../archive.server.ts'
import { type ExportState, showExportJob, sizeInWords } from '../exportView.ts'
import type { Route } from './+types/exports'

/** Seconds between two looks at an export that is under way. */
const pause = 1

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitRecent(context, params.tenant, 'tenant.export', request)
  const { actor, language, now } = visit
  return visit.read(async (reader) => ({
    base: `/${visit.tenant.slug}/verwaltung`,
    hours: exportHours,
    state: showExportJob(await findExportJob(reader), language),
    files: (await listExports(reader, actor, now)).map((file) => ({
      id: file.id,
      name: file.name,
      size: sizeInWords(file.size, language),
      createdBy: file.createdBy,
      createdAt: file.createdAt.toISOString(),
      expiresAt: file.expiresAt.toISOString(),
    })),
  }))
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitRecent(context, params.tenant, 'tenant.export', request)
  const { actor, now } = visit
  const form = await request.formData()
  const id = readRowId(String(form.get('ausgabe')))
  switch (form.get('tun')) {
    case 'erstellen':
      await visit.write((writer) => startExport(writer, actor, now))
      break
    case 'abbrechen':
      await visit.write((writer) => cancelExport(writer, actor, now))
      break
    case 'loeschen':
      if (id !== undefined) await visit.write((writer) => removeExport(writer, actor, id, now))
      break
    default:
      throw data(null, { status: 400 })
  }
  return redirect(`/${visit.tenant.slug}/verwaltung/export`)
}

type File = Route.ComponentProps['loaderData']['files'][number]

export default function ExportsPage({ loaderData }: Route.ComponentProps) {
  const { base, hours, state, files } = loaderData
  const { t } = useTranslation('archive')
  const { t: people } = useTranslation('people')
  const columns: readonly Column<File>[] = [
    {
      key: 'file',
      header: t('list.file'),
      rowHeader: true,
      cell: (file) => (
        <a
          className="ll-link"
          href={`${base}/export/${file.id}`}
          aria-label={t('list.download', { name: file.name })}
        >
          {file.name}
        </a>
      ),
    },
    { key: 'size', header: t('list.size'), cell: (file) => file.size, nowrap: true },
    {
      key: 'made',
      header: t('list.made'),
      cell: (file) => (
        <span>
          <TimeText at={file.createdAt} />
          <span className="ll-muted">, {file.createdBy}</span>
        </span>
      ),
    },
    { key: 'until', header: t('list.until'), cell: (file) => <TimeText at={file.expiresAt} /> },
    {
      key: 'actions',
      header: t('list.actions'),
      hideHeader: true,
      cell: (file) => (
        <Form method="post">
          <input type="hidden" name="ausgabe" value={file.id} />
          <Button kind="tertiary" small name="tun" value="loeschen">
            {t('list.remove')}
            <span className="kern-sr-only">: {file.name}</span>
          </Button>
        </Form>
      ),
    },
  ]
  return (
    <Page
      breadcrumb={[{ label: people('office.title'), href: base }]}
      title={t('title')}
      lead={<p>{t('lead')}</p>}
    >
      <Notice kind="warning" title={t('secret.title')}>
        <p>{t('secret.text')}</p>
      </Notice>
      <Section title={state?.kind === 'running' ? t('running.title') : t('start.title')}>
        {state?.kind === 'running' ? (
          <Running state={state} />
        ) : (
          <Start state={state} isThere={files.length > 0} />
        )}
      </Section>
      <Section title={t('list.title', { hours })}>
        <DataTable
          caption={t('list.caption')}
          captionHidden
          columns={columns}
          rows={files}
          rowKey={(file) => String(file.id)}
          cards
          empty={<EmptyState title={t('list.empty')} />}
        />
      </Section>
    </Page>
  )
}

function Start({ state, isThere }: { state: ExportState | undefined; isThere: boolean }) {
  const { t } = useTranslation('archive')
  return (
    <>
      {state?.kind === 'failed' ? (
        <Notice kind="error" title={t('ended.failed')}>
          <p>{state.sentence}</p>
        </Notice>
      ) : null}
      {state?.kind === 'cancelled' ? <p>{t('ended.cancelled')}.</p> : null}
      {state?.kind === 'done' && isThere ? <p role="status">{t('ended.done')}</p> : null}
      <p>{t('start.what')}</p>
      <Form method="post">
        <Actions>
          <Button name="tun" value="erstellen">
            {t('start.button')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function Running({ state }: { state: Extract<ExportState, { kind: 'running' }> }) {
  const { t } = useTranslation('archive')
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => void revalidate(), pause * 1000)
    return () => clearInterval(timer)
  }, [revalidate])
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(pause * 2)} />
      </noscript>
      <ProgressBar label={state.step} done={state.percent} total={100} />
      <p className="ll-muted">{t('running.reload')}</p>
      {state.isCancelling ? (
        <p role="status">{t('running.cancelling')}</p>
      ) : (
        <Form method="post">
          <Actions>
            <Button kind="secondary" name="tun" value="abbrechen">
              {t('running.cancel')}
            </Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
