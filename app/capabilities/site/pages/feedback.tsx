import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Page } from '#app/ui/Page.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { changeFeedback, listFeedback, removeFeedback } from '../feedback.server.ts'
import { feedbackDays } from '../site.ts'
import '../site.css'
import type { Route } from './+types/feedback'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'feedback.read', request)
  const state = new URL(request.url).searchParams.get('stand') === 'erledigt' ? 'done' : 'open'
  const { items, open, done } = await visit.read((reader) => listFeedback(reader, visit.actor, state))
  return {
    base: `/${visit.tenant.slug}`,
    state,
    open,
    done,
    items: items.map(({ createdAt, doneAt, ...item }) => ({
      ...item,
      createdAt: createdAt.toISOString(),
      doneAt: doneAt?.toISOString(),
    })),
  } as const
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'feedback.read', request)
  const form = await request.formData()
  const intent = form.get('intent')
  const id = Number(form.get('id'))
  const isKnown = intent === 'done' || intent === 'reopen' || intent === 'remove'
  if (!isKnown || !Number.isInteger(id) || id < 1 || id > 2 ** 31 - 1) throw data(null, { status: 400 })
  const { actor, now } = visit
  const found = await visit.write((writer) =>
    intent === 'remove'
      ? removeFeedback(writer, actor, { id }, now)
      : changeFeedback(writer, actor, { id, done: intent === 'done' }, now),
  )
  // Deleting twice ends where deleting once does.
  if (!found && intent !== 'remove') notFound()
  const list = `/${visit.tenant.slug}/verwaltung/rueckmeldungen`
  throw redirect(intent === 'done' ? list : `${list}?stand=erledigt`)
}

type Item = Route.ComponentProps['loaderData']['items'][number]

export default function FeedbackList({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation('site')
  const { base, state, open, done, items } = loaderData
  const list = `${base}/verwaltung/rueckmeldungen`
  return (
    <Page
      breadcrumb={[{ label: t('administration'), href: `${base}/verwaltung` }]}
      title={t('feedback.title')}
      lead={<p>{t('feedback.lead')}</p>}
      width="text"
    >
      <Tabs
        label={t('feedback.state')}
        items={[
          { label: t('feedback.open', { count: open }), href: list, current: state === 'open' },
          {
            label: t('feedback.done', { count: done }),
            href: `${list}?stand=erledigt`,
            current: state === 'done',
          },
        ]}
      />
      {items.length === 0 && state === 'open' ? (
        <EmptyState title={t('feedback.noneOpen')}>{t('feedback.noneOpenText')}</EmptyState>
      ) : null}
      {items.length === 0 && state === 'done' ? <EmptyState title={t('feedback.noneDone')} /> : null}
      <ul className="ll-plain-list ll-stack">
        {items.map((item) => (
          <li key={item.id} className="ll-card">
            <Message item={item} base={base} />
          </li>
        ))}
      </ul>
      <p className="ll-muted">{t('feedback.retention', { days: feedbackDays })}</p>
    </Page>
  )
}

function Message({ item, base }: { item: Item; base: string }) {
  const { t } = useTranslation('site')
  const { id, text, page, replyTo, createdAt, doneAt, doneBy } = item
  const isOwnPage = page === base || page.startsWith(`${base}/`)
  return (
    <article className="ll-stack" aria-labelledby={`meldung-${id}`}>
      <h2 className="ll-h3" id={`meldung-${id}`}>
        {t('feedback.item', { id })}
      </h2>
      <p className="site-message">{text}</p>
      <Facts
        items={[
          { term: t('feedback.page'), value: isOwnPage ? <TextLink to={page}>{page}</TextLink> : page },
          { term: t('feedback.received'), value: <TimeText at={createdAt} /> },
          {
            term: t('feedback.replyTo'),
            value: replyTo ? (
              <a className="ll-link" href={`mailto:${encodeURIComponent(replyTo)}`}>
                {replyTo}
              </a>
            ) : (
              t('feedback.noReply')
            ),
          },
          {
            term: t('feedback.doneAt'),
            value: doneAt ? (
              <>
                <TimeText at={doneAt} /> {doneBy ? t('feedback.doneBy', { name: doneBy }) : null}
              </>
            ) : undefined,
          },
        ]}
      />
      <Form method="post">
        <input type="hidden" name="id" value={id} />
        <Actions>
          {doneAt ? (
            <>
              <Button kind="secondary" name="intent" value="reopen">
                {t('feedback.reopen')}
              </Button>
              <Button kind="secondary" icon="delete" name="intent" value="remove">
                {t('feedback.remove')}
              </Button>
            </>
          ) : (
            <Button kind="secondary" icon="check" name="intent" value="done">
              {t('feedback.markDone')}
            </Button>
          )}
        </Actions>
      </Form>
    </article>
  )
}
