import { useTranslation } from 'react-i18next'
import { TimeText } from '#app/ui/Time.tsx'
import type { TakenStep } from './steps.server.ts'

type ShownStep = Omit<TakenStep, 'at'> & { readonly at: string }

/** The life of a delivery in order: what happened, who did it, when, and what they said. */
export function LifeSteps({ steps }: { steps: readonly ShownStep[] }) {
  const { t } = useTranslation('figures')
  const remark = ({ step, note }: ShownStep) => {
    if (step === 'replace') return ` ${t('life.replacedBy', { id: note })}`
    if (step === 'restore') return `, ${t('life.restoredBy', { id: note })}`
    return note === '' ? '' : `: ${note}`
  }
  return (
    <ol className="ll-list">
      {steps.map((step) => (
        <li key={step.id}>
          <strong>{t(`life.step.${step.step}`)}</strong>
          {remark(step)}
          <br />
          <span className="ll-muted">
            {step.by}, <TimeText at={step.at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
