import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'

type NoticeProps = {
  kind: 'info' | 'success' | 'warning' | 'error'
  title: string
  /** Read aloud when it appears: for the answer to something the person just did. */
  live?: boolean
  children?: ReactNode
}

const kernKinds = { info: 'info', success: 'success', warning: 'warning', error: 'danger' } as const

/** A message that stands out. The kind is also said in words. */
export function Notice({ kind, title, live, children }: NoticeProps) {
  const { t } = useTranslation('ui')
  return (
    <div className={`kern-alert kern-alert--${kernKinds[kind]} ll-notice`} role={live ? 'status' : undefined}>
      <div className="kern-alert__header">
        <Icon name={kind} size="large" />
        <p className="kern-title">
          <span className="kern-sr-only">{t(`notice.${kind}`)}: </span>
          {title}
        </p>
      </div>
      {children ? <div className="kern-alert__body ll-notice__body">{children}</div> : null}
    </div>
  )
}
