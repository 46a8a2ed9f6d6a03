import { useTranslation } from 'react-i18next'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Section } from '#app/ui/Page.tsx'
import { GoalLink } from './GoalParts.tsx'
import type { CatalogueChange, Goal } from './goal.ts'

/** What was changed, ended and added against the catalogue before. */
export function CatalogueChanges({ change, base }: { change: CatalogueChange; base: string }) {
  const { t } = useTranslation('goals')
  const { kept, changed, added, ended } = change
  const numbers = { kept, changed: changed.length, added: added.length, ended: ended.length }
  return (
    <Section
      title={t('changes', { programme: change.previous.name })}
      id="veraenderungen"
      lead={<p>{t('changesLead', numbers)}</p>}
    >
      <div className="ll-columns">
        <NotedGoals title={t('endedGoals')} goals={ended} base={base} />
        <NotedGoals title={t('changedGoals')} goals={changed} base={base} />
      </div>
      {added.length > 0 ? (
        <Disclosure summary={`${t('addedGoals')} (${added.length})`}>
          <ul className="ll-plain-list goal-list">
            {added.map((goal) => (
              <li key={goal.key}>
                <GoalLink goal={goal} base={base} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </Section>
  )
}

function NotedGoals({ title, goals, base }: { title: string; goals: readonly Goal[]; base: string }) {
  if (goals.length === 0) return null
  return (
    <div>
      <h3 className="ll-h3">{title}</h3>
      <ul className="ll-plain-list goal-list">
        {goals.map((goal) => (
          <li key={goal.key}>
            <GoalLink goal={goal} base={base} />
            <p className="ll-small ll-muted">{goal.change?.note}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
