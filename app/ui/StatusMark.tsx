import type { ReactNode } from 'react'
import { useUiText } from './language.ts'

export type StatusName = 'reached' | 'nearly' | 'missed' | 'no-data' | 'none'

/** Shapes that differ without colour: a filled disc with a tick, a half disc, a ring with a bar, a dotted ring, a dash. */
const shapes: Record<StatusName, ReactNode> = {
  reached: (
    <>
      <circle cx="8" cy="8" r="7" className="ll-status__fill" />
      <path d="M4.6 8.2 7 10.6l4.4-5" className="ll-status__sign" />
    </>
  ),
  nearly: (
    <>
      <circle cx="8" cy="8" r="6.25" className="ll-status__line" />
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5Z" className="ll-status__fill" />
    </>
  ),
  missed: (
    <>
      <path d="M8 1 15 8l-7 7-7-7Z" className="ll-status__fill" />
      <path d="M5 8h6" className="ll-status__sign" />
    </>
  ),
  'no-data': <circle cx="8" cy="8" r="6.25" className="ll-status__line ll-status__line--dotted" />,
  none: <path d="M3 8h10" className="ll-status__line" />,
}

/** A status in words with a mark of its own shape; never colour alone. */
export function StatusMark({ status, small }: { status: StatusName; small?: boolean }) {
  const t = useUiText()
  return (
    <span className={`ll-status ll-status--${status}${small ? ' ll-status--small' : ''}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {shapes[status]}
      </svg>
      <span>{t(`status.${status}`)}</span>
    </span>
  )
}
