import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { draftCourseTitle } from '#app/capabilities/indicators/sentences.ts'
import { TextLink } from '#app/ui/Button.tsx'
import { CellText, ChangeText } from '#app/ui/CellText.tsx'
import { ChartFigure } from '#app/ui/ChartFigure.tsx'
import { ResponsiveChart } from '#app/ui/charts/Chart.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { KeyFigure } from '#app/ui/KeyFigure.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { drawCourses, drawingKey, drawTrends } from '../drawings.ts'
import { GoalLink, GoalNotes, StatusCounts, TargetText } from '../GoalParts.tsx'
import { GoalTable } from '../GoalTable.tsx'
import type { Goal, GoalIndicator, GoalNode } from '../goal.ts'
import { findGoal } from '../goals.server.ts'
import { readYear } from '../year.ts'
import type { Route } from './+types/goal'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const year = readYear(new URL(request.url).searchParams)
  const { language } = visit
  const sheet =
    (await visit.read((reader) => findGoal(reader, params.goal, { year, language }))) ?? notFound()
  const leads = sheet.goal.indicators.map(({ result }) =>
    draftCourseTitle(result, { year: sheet.year, language }),
  )
  const trends = drawTrends(sheet.goal, language)
  const drawings = drawCourses(sheet.goal.children, language)
  return { base: `/${visit.tenant.slug}`, sheet, leads, trends, drawings }
}

export default function GoalPage({ loaderData }: Route.ComponentProps) {
  const { base, sheet, leads, trends, drawings } = loaderData
  const { t } = useTranslation('goals')
  const { goal, parent, year, history } = sheet
  const list = `${base}/ziele?programm=${goal.programme.key}`
  const parents = parent
    ? [{ label: `${parent.number} ${parent.title}`, href: `${base}/ziele/${parent.key}` }]
    : []
  return (
    <Page
      breadcrumb={[{ label: t('title'), href: list }, ...parents]}
      preline={t(goal.level, { number: goal.number })}
      title={goal.title}
      lead={<p>{goal.text}</p>}
      figure={hasState(goal) ? <State goal={goal} year={year} /> : undefined}
    >
      {goal.children.length > 0 ? (
        <Section title={t('sheet.below')}>
          <StatusCounts counts={goal.counts} />
          <GoalTable
            caption={t('tableCaption', { title: goal.title, year })}
            goals={goal.children}
            year={year}
            drawings={drawings}
            base={base}
          />
        </Section>
      ) : (
        <Section title={t('sheet.figures')} lead={<p>{t('sheet.figuresLead')}</p>}>
          {goal.indicators.length === 0 ? <p>{t('sheet.noFigures')}</p> : null}
          {goal.indicators.map((indicator, index) => (
            <IndicatorCard
              key={indicator.result.indicator.key}
              indicator={indicator}
              lead={leads[index] ?? ''}
              year={year}
              base={base}
              chart={trends[drawingKey(goal, indicator.result)]}
            />
          ))}
        </Section>
      )}
      <GoalNotes goals={[goal]} />
      <Section title={t('sheet.about')}>
        <Facts
          items={[
            { term: t('sheet.responsible'), value: goal.responsible },
            { term: t('sheet.phase'), value: goal.phase },
            { term: t('sheet.field'), value: goal.field },
            { term: t('catalogue'), value: <TextLink to={list}>{goal.programme.name}</TextLink> },
            {
              term: t('sheet.belongsTo'),
              value: parent ? <GoalLink goal={parent} base={base} /> : undefined,
            },
          ]}
        />
      </Section>
      <Section title={t('sheet.history')}>
        <History history={history} base={base} />
      </Section>
    </Page>
  )
}

/** Something can be said about the goal in one figure. */
const hasState = (goal: GoalNode) => goal.status !== 'none' || goal.indicators.length === 1

/** Where one indicator makes the goal, its value with the state; else the state of the goal, if it has one. */
function State({ goal, year }: { goal: GoalNode; year: number }) {
  const { t } = useTranslation('goals')
  const status = goal.status === 'none' ? undefined : <StatusMark status={goal.status} />
  const [only] = goal.indicators.length === 1 ? goal.indicators : []
  if (!only?.reading) return status ? <KeyFigure label={t('sheet.state', { year })} value={status} /> : null
  const { name, unit, decimals } = only.result.indicator
  return (
    <KeyFigure
      label={`${name}, ${year}`}
      value={<CellText cell={only.reading.cell} unit={unit} decimals={decimals} />}
      status={status}
      context={<TargetText target={only.target} />}
    />
  )
}

type IndicatorCardProps = {
  indicator: GoalIndicator
  lead: string
  year: number
  base: string
  chart: { narrow: string; wide: string } | undefined
}

function IndicatorCard({
  indicator: { result, reading, target },
  lead,
  year,
  base,
  chart,
}: IndicatorCardProps) {
  const { t } = useTranslation('goals')
  const { key, name, unit, decimals, direction, sourceNote, meaning } = result.indicator
  const measure = { unit, decimals }
  const place = result.rows[0]?.place.key ?? ''
  const origin = `${base}/zahlen/${key}/herkunft?raum=${place}&jahr=${year}`
  return (
    <section className="goal-indicator" aria-labelledby={`kennzahl-${key}`}>
      <h3 className="ll-h3" id={`kennzahl-${key}`}>
        {name}
      </h3>
      {chart ? (
        <ChartFigure title={lead} subtitle={t('sheet.trendSubtitle')} source={sourceNote}>
          <ResponsiveChart narrow={chart.narrow} wide={chart.wide} />
        </ChartFigure>
      ) : (
        <div>
          <p>{lead}.</p>
          <p className="ll-small ll-muted">{meaning}</p>
        </div>
      )}
      <div className="goal-indicator__facts">
        <Facts
          items={[
            {
              term: t('sheet.value', { year }),
              value: reading ? (
                <CellText cell={reading.cell} {...measure} to={origin} />
              ) : (
                t('status.no-data')
              ),
            },
            {
              term: t('sheet.changeSince'),
              value: reading?.change ? (
                <ChangeText cell={reading.change} {...measure} direction={direction} />
              ) : undefined,
            },
            { term: t('column.target'), value: <TargetText target={target} /> },
            {
              term: t('column.status'),
              value:
                reading && reading.status !== 'none' ? <StatusMark status={reading.status} /> : undefined,
            },
          ]}
        />
        <TextLink to={`${base}/zahlen/${key}`}>{t('sheet.more', { name })}</TextLink>
      </div>
    </section>
  )
}

function History({ history, base }: { history: readonly Goal[]; base: string }) {
  const { t } = useTranslation('goals')
  const columns: readonly Column<Goal>[] = [
    { key: 'catalogue', header: t('column.catalogue'), rowHeader: true, cell: (goal) => goal.programme.name },
    { key: 'goal', header: t('column.goal'), cell: (goal) => <GoalLink goal={goal} base={base} /> },
    {
      key: 'change',
      header: t('column.change'),
      cell: (goal) =>
        goal.change ? (
          <div>
            {t(`change.${goal.change.kind}`)}
            {goal.change.note ? <span className="goal-table__about">{goal.change.note}</span> : null}
          </div>
        ) : (
          t('sheet.untouched')
        ),
    },
  ]
  return (
    <DataTable
      caption={t('sheet.historyCaption')}
      captionHidden
      columns={columns}
      rows={history}
      rowKey={(goal) => goal.key}
      cards
    />
  )
}
