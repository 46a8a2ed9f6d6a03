import type { ReactNode } from 'react'
import { Link } from 'react-router'

type KeyFigureProps = {
  label: string
  value: ReactNode
  /** What the figure is to be compared with ("Ziel 95 %", "2017: 68,4 %"). */
  context?: ReactNode
  status?: ReactNode
  /** Where more about it stands; the label becomes the link. */
  to?: string
}

/** One number with its name and what it is to be compared with. */
export function KeyFigure({ label, value, context, status, to }: KeyFigureProps) {
  return (
    <div className="ll-key-figure">
      <p className="ll-key-figure__label">{to ? <Link to={to}>{label}</Link> : label}</p>
      <p className="ll-key-figure__value">{value}</p>
      {status ? <p className="ll-key-figure__status">{status}</p> : null}
      {context ? <div className="ll-key-figure__context">{context}</div> : null}
    </div>
  )
}
