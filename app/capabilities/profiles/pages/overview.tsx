import { useTranslation } from 'react-i18next'
import { permit } from '#app/capabilities/accounts/visit.server.ts'
import { StatusCounts } from '#app/capabilities/goals/GoalParts.tsx'
import { ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { CellText } from '#app/ui/CellText.tsx'
import { ChartFigure } from '#app/ui/ChartFigure.tsx'
import { ChartPicture, MapLegend, ResponsiveChart } from '#app/ui/charts/Chart.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { type Overview as Content, getOverview, type KeyCard } from '../overview.server.ts'
import '../profiles.css'
import type { Route } from './+types/overview'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read')
  const base = `/${visit.tenant.slug}`
  const content = await visit.read((reader) =>
    getOverview(reader, { base, language: visit.language, actor: visit.actor, now: visit.now }),
  )
  return {
    tenant: visit.tenant,
    base,
    content,
    mayDeliver: visit.may('figures.deliver'),
    mayManage: visit.offers('people.manage'),
  }
}

export default function Overview({ loaderData }: Route.ComponentProps) {
  const { tenant, base, content } = loaderData
  const { t } = useTranslation('profiles')
  const { goals, cards, areas, released } = content
  return (
    <Page title={tenant.name} lead={content.lead ?? tenant.note}>
      {content.tasks ? <Tasks tasks={content.tasks} base={base} /> : null}
      {cards.length === 0 && !areas ? (
        <Empty {...loaderData} />
      ) : (
        <>
          {cards.length > 0 ? (
            <Section
              title={t('overview.cards')}
              actions={<TextLink to={`${base}/zahlen`}>{t('overview.allFigures')}</TextLink>}
            >
              <ul className="ll-plain-list profile-cards">
                {cards.map((card) => (
                  <Card key={card.key} card={card} />
                ))}
              </ul>
            </Section>
          ) : null}
          {goals ? <Goals goals={goals} base={base} /> : null}
          {areas ? (
            <Section
              title={t('areas.title')}
              actions={<TextLink to={`${base}/raeume`}>{t('overview.allAreas')}</TextLink>}
            >
              <ChartFigure title={areas.statement} subtitle={areas.subtitle} source={t('chart.source')}>
                <div className="profile-map">
                  <ResponsiveChart wide={areas.map.svg} narrow={areas.map.narrow} />
                  <MapLegend lines={areas.map.legend} />
                </div>
              </ChartFigure>
            </Section>
          ) : null}
        </>
      )}
      {released.length > 0 ? <Released released={released} note={tenant.note} /> : null}
    </Page>
  )
}

type EmptyProps = { base: string; mayDeliver: boolean; mayManage: boolean }

function Empty({ base, mayDeliver, mayManage }: EmptyProps) {
  const { t } = useTranslation('profiles')
  if (mayManage && !mayDeliver)
    return (
      <EmptyState
        title={t('overview.emptyNew')}
        action={<ButtonLink to={`${base}/verwaltung`}>{t('overview.manage')}</ButtonLink>}
      >
        {t('overview.emptyManage')}
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('overview.empty')}
      action={
        mayDeliver ? (
          <ButtonLink to={`${base}/lieferungen/neu`}>{t('overview.deliver')}</ButtonLink>
        ) : undefined
      }
    >
      {mayDeliver ? t('overview.emptyDeliver') : t('overview.emptyText')}
    </EmptyState>
  )
}

/** At most this many are listed; the rest is counted. */
const listedTasks = 5

function Tasks({ tasks, base }: { tasks: NonNullable<Content['tasks']>; base: string }) {
  const { t } = useTranslation('profiles')
  return (
    <Section title={t('overview.tasks')}>
      {tasks.length === 0 ? (
        <p className="ll-muted">{t('overview.noTasks')}</p>
      ) : (
        <ul className="ll-plain-list profile-released">
          {tasks.slice(0, listedTasks).map((task) => (
            <li key={`${task.kind}${task.path}`}>
              <TextLink to={`${base}${task.path}`}>
                {t(`overview.task.${task.kind}`, { count: task.count })}
              </TextLink>
              {task.thing === '' ? null : <span className="ll-muted ll-small">{task.thing}</span>}
            </li>
          ))}
        </ul>
      )}
      {tasks.length > listedTasks ? (
        <p>
          <TextLink to={`${base}/lieferungen`}>
            {t('overview.moreTasks', { count: tasks.length - listedTasks })}
          </TextLink>
        </p>
      ) : null}
    </Section>
  )
}

function Card({ card }: { card: KeyCard }) {
  return (
    <li className="ll-card profile-card">
      <h3 className="ll-h3">
        <TextLink to={card.href}>{card.name}</TextLink>
      </h3>
      <div className="profile-card__figure">
        <p className="profile-card__value">
          <CellText cell={card.cell} unit={card.unit} decimals={card.decimals} to={card.origin} />
        </p>
        {card.course ? <ChartPicture svg={card.course} /> : null}
      </div>
      {card.status === 'none' ? null : (
        <p>
          <StatusMark status={card.status} />
        </p>
      )}
      <p>{card.sentence}</p>
    </li>
  )
}

function Goals({ goals, base }: { goals: NonNullable<Content['goals']>; base: string }) {
  const { t } = useTranslation('profiles')
  return (
    <Section
      title={t('overview.goals', { year: goals.year })}
      actions={<TextLink to={`${base}/ziele`}>{t('overview.allGoals')}</TextLink>}
    >
      <StatusCounts counts={goals.counts} />
      <ol className="ll-plain-list profile-goals">
        {goals.strategic.map((goal) => (
          <li key={goal.key}>
            <p className="profile-goals__title">
              <span className="ll-muted ll-number">{goal.number}</span>{' '}
              <TextLink to={`${base}/ziele/${goal.key}`}>{goal.title}</TextLink>
            </p>
            <StatusCounts counts={goal.counts} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Released({ released, note }: { released: Content['released']; note: string }) {
  const { t } = useTranslation('profiles')
  return (
    <Section title={t('overview.released')} lead={note}>
      <ul className="ll-plain-list profile-released">
        {released.map((release) => (
          <li key={release.family}>
            <span>{release.family}</span>
            <span className="ll-muted ll-small">
              <TimeText at={release.at} />
              {' · '}
              {release.secret > 0
                ? t('overview.cellsSecret', { count: release.shown, secret: release.secret })
                : t('overview.cells', { count: release.shown })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
