import { useTranslation } from 'react-i18next'
import { notFound, permit } from '#app/capabilities/accounts/visit.server.ts'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { CatalogueChanges } from '../CatalogueChanges.tsx'
import { drawCourses } from '../drawings.ts'
import { GoalLink, GoalMarks, GoalNotes, StatusCounts } from '../GoalParts.tsx'
import { GoalTable } from '../GoalTable.tsx'
import type { GoalNode, GoalTree } from '../goal.ts'
import { listGoalTree } from '../goals.server.ts'
import { countJudged } from '../progress.ts'
import { readYear } from '../year.ts'
import type { Route } from './+types/tree'

/** Shows and links only; see `Layout` in `root.tsx`. */
export const handle = { still: true }

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'public.read', request)
  const { searchParams } = new URL(request.url)
  const programme = searchParams.get('programm') ?? undefined
  const year = readYear(searchParams)
  const { language } = visit
  const tree = await visit.read((reader) => listGoalTree(reader, { programme, year, language }))
  if (!tree && programme !== undefined) notFound()
  return { base: `/${visit.tenant.slug}`, tree, drawings: drawCourses(tree?.goals ?? [], language) }
}

export default function Tree({ loaderData: { base, tree, drawings } }: Route.ComponentProps) {
  const { t } = useTranslation('goals')
  if (!tree) return <Page title={t('title')}>{<EmptyState title={t('empty')}>{null}</EmptyState>}</Page>
  const judged = countJudged(tree.counts)
  const lead = judged > 0 ? t('lead', { year: tree.year, count: judged, ...tree.counts }) : t('leadNothing')
  return (
    <Page title={t('title')} preline={tree.programme.name} lead={<p>{lead}</p>}>
      <Switches tree={tree} base={base} />
      <Glance tree={tree} />
      {tree.goals.map((goal) => (
        <Strategic key={goal.key} goal={goal} tree={tree} base={base} drawings={drawings} />
      ))}
      <GoalNotes goals={tree.goals} />
      {tree.change ? <CatalogueChanges change={tree.change} base={base} /> : null}
    </Page>
  )
}

function Switches({ tree, base }: { tree: GoalTree; base: string }) {
  const { t } = useTranslation('goals')
  const address = (programme: string, year?: number) =>
    `${base}/ziele?programm=${programme}${year === undefined ? '' : `&jahr=${year}`}`
  return (
    <div className="goal-switches">
      {tree.programmes.length > 1 ? (
        <Tabs
          label={t('catalogue')}
          items={tree.programmes.map((programme) => ({
            label: programme.name,
            href: address(programme.key),
            current: programme.id === tree.programme.id,
          }))}
        />
      ) : null}
      {tree.years.length > 1 ? (
        <Tabs
          label={t('year')}
          items={tree.years.map((year) => ({
            label: String(year),
            href: address(tree.programme.key, year),
            current: year === tree.year,
          }))}
        />
      ) : null}
    </div>
  )
}

/** What a mayor needs: every operational goal as a mark under its strategic goal. */
function Glance({ tree }: { tree: GoalTree }) {
  const { t } = useTranslation('goals')
  return (
    <Section title={t('glance')} lead={<p>{t('glanceLead')}</p>}>
      <StatusCounts counts={tree.counts} />
      <ol className="goal-glance">
        {tree.goals.map((goal) => (
          <li key={goal.key}>
            <a href={`#${goal.key}`} className="goal-glance__title">
              <span className="ll-number">{goal.number}</span> {goal.title}
            </a>
            <GoalMarks goals={goal.children} />
          </li>
        ))}
      </ol>
      <Disclosure summary={t('ruleTitle')}>
        <p>{t('ruleGoal')}</p>
        <p>{t('ruleIndicator')}</p>
      </Disclosure>
    </Section>
  )
}

type StrategicProps = { goal: GoalNode; tree: GoalTree; base: string; drawings: Record<string, string> }

function Strategic({ goal, tree, base, drawings }: StrategicProps) {
  const { t } = useTranslation('goals')
  return (
    <section className="ll-section goal-strategic" id={goal.key} aria-labelledby={`${goal.key}-name`}>
      <h2 className="ll-h2" id={`${goal.key}-name`}>
        <GoalLink goal={goal} base={base} />
        {goal.change && goal.change.kind !== 'kept' ? (
          <span className={`goal-change goal-change--${goal.change.kind}`}>
            {t(`change.${goal.change.kind}`)}
          </span>
        ) : null}
      </h2>
      <p className="ll-prose">{goal.text}</p>
      <StatusCounts counts={goal.counts} />
      <GoalTable
        caption={t('tableCaption', { title: goal.title, year: tree.year })}
        goals={goal.children}
        year={tree.year}
        drawings={drawings}
        base={base}
      />
    </section>
  )
}
