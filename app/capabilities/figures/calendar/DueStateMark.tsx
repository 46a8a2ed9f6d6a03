import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DueState } from './expectation.ts'
import './calendar.css'

const ring = <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />

/** Shapes that differ without colour: an empty ring fills on the way; a lozenge is late; a dash is left out. */
const shapes: Record<DueState, ReactNode> = {
  expected: ring,
  announced: (
    <>
      {ring}
      <path d="M8 4.5V8l2.5 1.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  overdue: <path d="M8 1 15 8l-7 7-7-7Z" fill="currentColor" />,
  delivered: (
    <>
      {ring}
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5Z" fill="currentColor" />
    </>
  ),
  partly: (
    <>
      {ring}
      <path d="M8 8V1.75A6.25 6.25 0 0 1 14.25 8Z" fill="currentColor" />
    </>
  ),
  checked: (
    <>
      {ring}
      <path d="M4.8 8.2 7 10.4l4-4.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  released: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.6 8.2 7 10.6l4.4-5" fill="none" stroke="#fff" strokeWidth="1.75" />
    </>
  ),
  skipped: <path d="M3 8h10" stroke="currentColor" strokeWidth="1.5" />,
}

/** Where an expected delivery stands, in words with a mark of its own shape. */
export function DueStateMark({ state }: { state: DueState }) {
  const { t } = useTranslation('figures')
  return (
    <span className={`calendar-state calendar-state--${state}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {shapes[state]}
      </svg>
      <span>{t(`calendar.stateOf.${state}`)}</span>
    </span>
  )
}
