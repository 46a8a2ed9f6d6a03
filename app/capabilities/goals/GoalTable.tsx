import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CellText } from '#app/ui/CellText.tsx'
import { ChartPicture } from '#app/ui/charts/Chart.tsx'
import { StatusMark } from '#app/ui/StatusMark.tsx'
import { type Drawings, drawingKey } from './drawings.ts'
import { GoalLink, goalAnchor, TargetText } from './GoalParts.tsx'
import type { GoalIndicator, GoalNode } from './goal.ts'

type GoalTableProps = {
  /** Names the table, read aloud; the heading above says it too. */
  caption: string
  goals: readonly GoalNode[]
  year: number
  drawings: Drawings
  /** Address of the tenant ("/hamm"). */
  base: string
}

/** Goals one below the other, under each its indicators with course, value, target and state. */
export function GoalTable({ caption, goals, year, drawings, base }: GoalTableProps) {
  const { t } = useTranslation('goals')
  return (
    <table className="goal-table">
      <caption className="kern-sr-only">{caption}</caption>
      <thead className={goals.some((goal) => goal.indicators.length > 0) ? undefined : 'kern-sr-only'}>
        <tr>
          <th scope="col">{t('column.indicator')}</th>
          <th scope="col" className="goal-table__course">
            {t('column.course')}
          </th>
          <th scope="col" className="goal-table__value">
            {t('column.value', { year })}
          </th>
          <th scope="col">{t('column.target')}</th>
          <th scope="col">{t('column.status')}</th>
        </tr>
      </thead>
      {goals.map((goal) => (
        <GoalGroup key={goal.key} goal={goal} drawings={drawings} base={base} year={year} />
      ))}
    </table>
  )
}

function GoalGroup({
  goal,
  drawings,
  base,
  year,
}: {
  goal: GoalNode
  drawings: Drawings
  base: string
  year: number
}) {
  const { t } = useTranslation('goals')
  const id = useId()
  const none = goal.indicators.length === 0 ? t('noIndicator') : undefined
  const about = [goal.phase, goal.responsible, none].filter((part) => part !== undefined)
  return (
    <tbody id={goalAnchor(goal.key)} aria-labelledby={id}>
      <tr className="goal-table__goal">
        <th scope="rowgroup" colSpan={4} id={id}>
          <GoalLink goal={goal} base={base} />
          {goal.change && goal.change.kind !== 'kept' ? (
            <span className={`goal-change goal-change--${goal.change.kind}`}>
              {t(`change.${goal.change.kind}`)}
            </span>
          ) : null}
          {about.length > 0 ? <span className="goal-table__about">{about.join(' · ')}</span> : null}
        </th>
        <td>
          {goal.indicators.length > 1 && goal.status !== 'none' ? (
            <strong>
              <StatusMark status={goal.status} />
            </strong>
          ) : null}
        </td>
      </tr>
      {goal.indicators.map((indicator) => (
        <IndicatorRow
          key={indicator.result.indicator.key}
          indicator={indicator}
          year={year}
          svg={drawings[drawingKey(goal, indicator.result)]}
          base={base}
        />
      ))}
    </tbody>
  )
}

type IndicatorRowProps = { indicator: GoalIndicator; year: number; svg: string | undefined; base: string }

function IndicatorRow({
  indicator: { result, reading, target, status },
  year,
  svg,
  base,
}: IndicatorRowProps) {
  const { t } = useTranslation('goals')
  const { key, name, unit, decimals } = result.indicator
  const place = result.rows[0]?.place.key ?? ''
  const origin = `${base}/zahlen/${key}/herkunft?raum=${place}&jahr=${year}`
  return (
    <tr>
      <th scope="row">
        <Link to={`${base}/zahlen/${key}`}>{name}</Link>
      </th>
      <td className="goal-table__course">{svg ? <ChartPicture svg={svg} small /> : null}</td>
      <td className="goal-table__value" data-label={t('column.value', { year })}>
        {reading ? (
          <CellText cell={reading.cell} unit={unit} decimals={decimals} to={origin} />
        ) : (
          <span className="ll-muted">{t('status.no-data')}</span>
        )}
      </td>
      <td
        data-label={t('column.target')}
        className={target === undefined ? 'goal-table__no-target' : undefined}
      >
        <TargetText target={target} />
      </td>
      <td>{status === 'none' ? null : <StatusMark status={status} />}</td>
    </tr>
  )
}
