import type { ReactNode } from 'react'

/** Details for those who want them. Open in print. */
export function Disclosure({
  summary,
  open,
  children,
}: {
  summary: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="ll-disclosure" open={open}>
      <summary>{summary}</summary>
      <div className="ll-disclosure__body ll-stack">{children}</div>
    </details>
  )
}
