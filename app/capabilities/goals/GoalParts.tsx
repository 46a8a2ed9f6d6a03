import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Status, statuses } from '#app/capabilities/indicators/indicator.ts'
import type { Cell } from '#app/plain/cell.ts'
import { CellNotes } from '#app/ui/CellText.tsx'
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

/** The goals below a goal, each with its mark; each leads to its place on the page. */
export function GoalMarks({ goals }: { goals: readonly GoalNode[] }) {
  const { t } = useTranslation('goals')
  return (
    <ul className="goal-marks">
      {goals.map((goal) => (
        <li key={goal.key}>
          <BareMark status={goal.status} words={`${t(`status.${goal.status}`)}: `} />
          <a href={`#${goalAnchor(goal.key)}`}>
            <span className="ll-number">{goal.number}</span> {goal.title}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** "mindestens 95 %", or that there is none. */
export function TargetText({ target }: { target: string | undefined }) {
  const { t } = useTranslation('goals')
  return target === undefined ? (
    <span className="ll-muted">{t('noTarget')}</span>
  ) : (
    <span className="ll-number">{target}</span>
  )
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

/** Explains the marks beside the values of these goals and those below them. */
export function GoalNotes({ goals }: { goals: readonly GoalNode[] }) {
  return <CellNotes cells={goals.flatMap(cellsOf)} />
}

function cellsOf(goal: GoalNode): readonly Cell[] {
  const own = goal.indicators.flatMap(({ reading }) => (reading ? [reading.cell] : []))
  return [...own, ...goal.children.flatMap(cellsOf)]
}
