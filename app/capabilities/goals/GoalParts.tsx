import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Reading, type Status, statuses } from '#app/capabilities/indicators/indicator.ts'
import { formatValue, type Unit } from '#app/plain/format.ts'
import { useLanguage } from '#app/ui/language.ts'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import type { GoalNode } from './goal.ts'
import type { ProgressCounts } from './progress.ts'
import './goals.css'

/** Where a goal stands within the page of the tree. */
export const goalAnchor = (key: string) => `ziel-${key}`

/** "5 erreicht, 1 fast erreicht ..." with the mark of each status; statuses without goals are left out. */
export function StatusCounts({ counts }: { counts: ProgressCounts }) {
  const { t } = useTranslation('goals')
  return (
    <ul className="goal-counts">
      {statuses
        .filter((status) => counts[status] > 0)
        .map((status) => (
          <li key={status}>
            <BareMark status={status} />
            {t('count', { count: counts[status], status: t(`status.${status}`) })}
          </li>
        ))}
    </ul>
  )
}

/** The mark of a status whose words stand beside it or are read aloud only. */
function BareMark({ status, words }: { status: Status; words?: string }) {
  return (
    <span className="goal-mark">
      <span aria-hidden="true">
        <StatusMark status={status} small />
      </span>
      {words ? <span className="kern-sr-only">{words}</span> : null}
    </span>
  )
}

/** The operational goals below a goal as numbers with their marks; each leads to its place on the page. */
export function GoalChips({ goals }: { goals: readonly GoalNode[] }) {
  const { t } = useTranslation('goals')
  return (
    <ul className="goal-chips">
      {goals.map((goal) => (
        <li key={goal.key}>
          <a href={`#${goalAnchor(goal.key)}`} title={`${goal.title}: ${t(`status.${goal.status}`)}`}>
            <BareMark status={goal.status} />
            <span className="ll-number">{goal.number}</span>
            <span className="kern-sr-only">
              {goal.title}: {t(`status.${goal.status}`)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** "mindestens 95 %"; in words where there is no target. */
export function TargetText({
  reading,
  unit,
  decimals,
}: {
  reading: Reading | undefined
  unit: Unit
  decimals: number
}) {
  const { t } = useTranslation('goals')
  const language = useLanguage()
  if (reading?.target === undefined || reading.comparison === undefined)
    return <span className="ll-muted">{t('noTarget')}</span>
  const value = formatValue(reading.target, unit, decimals, language)
  return <span className="ll-number">{t(`comparison.${reading.comparison}`, { value })}</span>
}

/** Number and title as a link to the goal's sheet; `base` is the address of the tenant. */
export function GoalLink({
  goal,
  base,
}: {
  goal: { key: string; number: string; title: string }
  base: string
}) {
  return (
    <Link to={`${base}/ziele/${goal.key}`} className="goal-link">
      <span className="ll-number">{goal.number}</span> {goal.title}
    </Link>
  )
}
