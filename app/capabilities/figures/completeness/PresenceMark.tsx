import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenceState } from './presence.ts'
import './completeness.css'

const ring = <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />

/** Shapes that differ without colour: full, half, a lozenge for a gap, an empty ring for what is to come, a dash. */
const shapes: Record<PresenceState, ReactNode> = {
  complete: <circle cx="8" cy="8" r="7" fill="currentColor" />,
  partly: (
    <>
      {ring}
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5Z" fill="currentColor" />
    </>
  ),
  missing: <path d="M8 1 15 8l-7 7-7-7Z" fill="currentColor" />,
  'not-due': ring,
  skipped: <path d="M3 8h10" stroke="currentColor" strokeWidth="1.5" />,
  'not-expected': <path d="M6.5 8h3" stroke="currentColor" strokeWidth="1.5" />,
}

/** A sign with what it says beside it; `children` instead of the word of the state (never without either). */
export function PresenceMark({ state, children }: { state: PresenceState; children?: ReactNode }) {
  const { t } = useTranslation('figures')
  const word = t(`completeness.state.${state}`)
  return (
    <span className={`completeness-cell completeness-cell--${state}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        {shapes[state]}
      </svg>
      {children === undefined ? (
        <span>{word}</span>
      ) : (
        <>
          <span className="kern-sr-only">{word}: </span>
          <span>{children}</span>
        </>
      )}
    </span>
  )
}
