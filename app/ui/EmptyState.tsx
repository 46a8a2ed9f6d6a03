import type { ReactNode } from 'react'

type EmptyStateProps = {
  title: string
  /** What to do first. */
  children?: ReactNode
  action?: ReactNode
}

/** Nothing here yet: says so, and what to do first. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="ll-empty">
      <p className="ll-empty__title">{title}</p>
      {children ? <div className="ll-empty__text">{children}</div> : null}
      {action ? <div className="ll-actions">{action}</div> : null}
    </div>
  )
}
