import { useTranslation } from 'react-i18next'
import { Form, redirect } from 'react-router'
import { permitActor, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import { markReminded, readRemindersPage } from '../reminders/remindersPage.server.ts'
import { wishToken } from '../reminders/wishes.server.ts'
import type { Route } from './+types/reminders'
import '../links/links.css'

/** Links open something: the page that shows them must not be found in a computer's memory of pages. */
export const headers = () => ({ 'Cache-Control': 'no-store' })

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const { publicUrl, mails } = context.get(requestContext)
  const { tenant, actor, language, now } = visit
  const where = { language, now, sender: { tenant, publicUrl } }
  const rows = await visit.read((reader) => readRemindersPage(reader, actor, where))
  const token = wishToken(tenant.id, { kind: 'responsible', accountId: actor.accountId })
  const done = new URL(request.url).searchParams.get('erledigt')
  return { base: `/${tenant.slug}`, rows, mails, own: `/${tenant.slug}/erinnerungen/${token}`, done }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.define', request)
  const key = String((await request.formData()).get('reminder') ?? '')
  const here = `/${visit.tenant.slug}/lieferkalender/erinnerungen`
  const marked = await visit.write((writer) => markReminded(writer, visit.actor, key, visit.now))
  return redirect(marked ? `${here}?erledigt=vermerkt` : here)
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

export default function Reminders({ loaderData }: Route.ComponentProps) {
  const { base, rows, mails, own, done } = loaderData
  const { t } = useTranslation('figures')
  const columns: Column<Row>[] = [
    {
      key: 'what',
      header: t('reminders.what'),
      rowHeader: true,
      cell: ({ expectation, source, period }) => (
        <>
          <TextLink to={`${base}/lieferkalender/${expectation}`}>{source}</TextLink>, {period}
        </>
      ),
    },
    { key: 'due', header: t('reminders.due'), cell: ({ dueOn }) => <DateText iso={dueOn} /> },
    {
      key: 'kind',
      header: t('reminders.reminder'),
      cell: ({ kind, round }) => t(`reminders.kind.${kind}`, { round }),
    },
    { key: 'who', header: t('reminders.who'), cell: (row) => <Contact row={row} /> },
    { key: 'link', header: t('reminders.link'), cell: (row) => <LinkCell base={base} row={row} /> },
    { key: 'state', header: t('reminders.state'), cell: (row) => <State row={row} /> },
  ]
  return (
    <Page
      breadcrumb={[{ label: t('calendar.title'), href: `${base}/lieferkalender` }]}
      title={t('reminders.title')}
      lead={<p>{t(mails ? 'reminders.leadMail' : 'reminders.leadHand')}</p>}
      actions={<ButtonLink to={own}>{t('reminders.own')}</ButtonLink>}
      width="wide"
    >
      {done === 'vermerkt' ? <Notice kind="success" title={t('reminders.marked')} live /> : null}
      <DataTable
        caption={t('reminders.caption')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        cards
        empty={
          <EmptyState title={t('reminders.none')}>
            <p>{t('reminders.noneHint')}</p>
          </EmptyState>
        }
      />
    </Page>
  )
}

function Contact({ row: { contact } }: { row: Row }) {
  const { t } = useTranslation('figures')
  if (!contact) return t('reminders.noContact')
  const notes = [
    ...(contact.hasMail ? [] : [t('reminders.noMailAddress')]),
    ...(contact.noReminders ? [t('reminders.declined')] : []),
  ]
  return (
    <>
      {contact.name}
      {notes.length > 0 ? <div className="ll-muted ll-small">{notes.join(', ')}</div> : null}
    </>
  )
}

function LinkCell({ base, row }: { base: string; row: Row }) {
  const { t } = useTranslation('figures')
  if (row.address === undefined)
    return (
      <TextLink to={`${base}/lieferkalender/links?quelle=${row.sourceKey}#neu`}>
        {t('reminders.makeLink')}
        <span className="kern-sr-only">: {row.source}</span>
      </TextLink>
    )
  return (
    <input
      className="links-address"
      readOnly
      value={row.address}
      aria-label={`${t('reminders.link')}: ${row.source}, ${row.period}`}
      onFocus={(event) => event.currentTarget.select()}
    />
  )
}

function State({ row }: { row: Row }) {
  const { t } = useTranslation('figures')
  if (row.isDone) return t('reminders.done')
  return (
    <Form method="post">
      <input type="hidden" name="reminder" value={row.key} />
      <Button kind="tertiary" small>
        {t('reminders.mark')}
        <span className="kern-sr-only">
          : {row.source}, {row.period}
        </span>
      </Button>
    </Form>
  )
}
