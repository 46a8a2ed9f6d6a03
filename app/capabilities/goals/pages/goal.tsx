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
      figure={goal.level === 'operational' ? <State goal={goal} year={year} /> : undefined}
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

/** The goal's own state; where one indicator makes it, with its value. */
function State({ goal, year }: { goal: GoalNode; year: number }) {
  const { t } = useTranslation('goals')
  const [only] = goal.indicators.length === 1 ? goal.indicators : []
  if (!only?.reading)
    return <KeyFigure label={t('sheet.state', { year })} value={<StatusMark status={goal.status} />} />
  const { name, unit, decimals } = only.result.indicator
  return (
    <KeyFigure
      label={`${name}, ${year}`}
      value={<CellText cell={only.reading.cell} unit={unit} decimals={decimals} />}
      status={<StatusMark status={goal.status} />}
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
  const { key, name, unit, decimals, direction, sourceNote } = result.indicator
  const measure = { unit, decimals }
  const place = result.rows[0]?.place.key ?? ''
  const origin = `${base}/zahlen/${key}/herkunft?raum=${place}&jahr=${year}`
  return (
    <div className="goal-indicator">
      {chart ? (
        <ChartFigure title={lead} subtitle={t('sheet.trendSubtitle', { name })} source={sourceNote}>
          <ResponsiveChart narrow={chart.narrow} wide={chart.wide} />
        </ChartFigure>
      ) : (
        <p>{lead}</p>
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
    </div>
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
          <>
            {t(`change.${goal.change.kind}`)}
            {goal.change.note ? <span className="goal-table__about">{goal.change.note}</span> : null}
          </>
        ) : (
          t('sheet.untouched')
        ),
    },
  ]
  return (
    <DataTable
      caption={t('sheet.history')}
      captionHidden
      columns={columns}
      rows={history}
      rowKey={(goal) => goal.key}
      cards
    />
  )
}
