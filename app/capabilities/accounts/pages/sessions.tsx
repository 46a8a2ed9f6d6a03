import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permitSession, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { listSessions } from '../signIn/sessions.server.ts'
import { endSessions, readSessionChoice } from '../signIn/sessionsPage.server.ts'
import type { Route } from './+types/sessions'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { session, shared, now } = await permitSession(context, request)
  const { sessionLimits } = context.get(requestContext)
  const listed = await shared((handle) => listSessions(handle, session.accountId, sessionLimits, now))
  return {
    ended: Number(new URL(request.url).searchParams.get('beendet') ?? Number.NaN),
    sessions: listed.map(({ id, browser, method, createdAt, lastSeenAt }) => ({
      id,
      browser,
      method,
      since: createdAt.toISOString(),
      seen: lastSeenAt.toISOString(),
      isThis: id === session.id,
    })),
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { session, shared, now } = await permitSession(context, request)
  const choice = readSessionChoice(await request.formData())
  if (!choice) throw data(null, { status: 400 })
  const ended = await shared((handle) => endSessions(handle, session, choice, now))
  return redirect(`/konto/sitzungen?beendet=${ended}`)
}

type Row = Route.ComponentProps['loaderData']['sessions'][number]

export default function Sessions({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation('signIn')
  const { sessions, ended } = loaderData
  const nameOf = (row: Row) => row.browser || t('sessions.unknown')
  const columns: Column<Row>[] = [
    {
      key: 'browser',
      header: t('sessions.browser'),
      rowHeader: true,
      cell: (row) => (row.isThis ? `${nameOf(row)} (${t('sessions.this')})` : nameOf(row)),
    },
    { key: 'since', header: t('sessions.since'), cell: (row) => <TimeText at={row.since} /> },
    { key: 'seen', header: t('sessions.seen'), cell: (row) => <TimeText at={row.seen} /> },
    { key: 'method', header: t('sessions.method'), cell: (row) => t(`sessions.method.${row.method}`) },
    {
      key: 'end',
      header: t('sessions.action'),
      hideHeader: true,
      cell: (row) =>
        row.isThis ? null : (
          <Form method="post">
            <input type="hidden" name="sitzung" value={row.id} />
            <Button kind="tertiary" small>
              {t('sessions.end')}
              <span className="kern-sr-only">: {t('sessions.endOf', { browser: nameOf(row) })}</span>
            </Button>
          </Form>
        ),
    },
  ]
  return (
    <Page
      breadcrumb={[{ label: t('account.title'), href: '/konto' }]}
      title={t('sessions.title')}
      lead={t('sessions.lead')}
    >
      {Number.isInteger(ended) && ended > 0 ? (
        <Notice kind="success" title={t('sessions.ended', { count: ended })} live />
      ) : null}
      <DataTable
        caption={t('sessions.caption')}
        captionHidden
        rows={sessions}
        rowKey={(row) => row.id}
        columns={columns}
        cards
      />
      {sessions.length > 1 ? (
        <Form method="post">
          <Actions>
            <Button kind="secondary" name="sitzung" value="andere">
              {t('sessions.endOthers')}
            </Button>
          </Actions>
        </Form>
      ) : null}
    </Page>
  )
}
