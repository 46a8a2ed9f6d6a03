import { useId } from 'react'
import { useTranslation } from 'react-i18next'

type ProgressBarProps = {
  /** What is being done, as a sentence. */
  label: string
  done: number
  /** Left out where it is not known how much there is. */
  total?: number
  /** What is being done right now. */
  text?: string
}

/** Progress of a long task with what is done and what is left. */
export function ProgressBar({ label, done, total, text }: ProgressBarProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  return (
    <div className="kern-progress ll-progress">
      <p className="ll-progress__label" id={id}>
        {label}
      </p>
      <progress aria-labelledby={id} value={total === undefined ? undefined : done} max={total} />
      <p className="ll-progress__text" role="status">
        {total === undefined ? t('progress.running') : t('progress.done', { done, total })}
        {text ? ` · ${text}` : ''}
      </p>
    </div>
  )
}
