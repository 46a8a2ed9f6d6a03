import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from './Icon.tsx'

type Kind = 'primary' | 'secondary' | 'tertiary'

type ButtonProps = {
  kind?: Kind
  icon?: IconName
  /** Which button of a form was pressed. */
  name?: string
  value?: string
  disabled?: boolean
  formAction?: string
  small?: boolean
  children: ReactNode
}

const classesOf = (kind: Kind, small: boolean | undefined) =>
  `kern-btn kern-btn--${kind}${small ? ' kern-btn--x-small' : ''} ll-button`

/** Sends the form it stands in. */
export function Button({ kind = 'primary', icon, small, children, ...rest }: ButtonProps) {
  return (
    <button type="submit" className={classesOf(kind, small)} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      <span className="kern-label">{children}</span>
    </button>
  )
}

type ButtonLinkProps = {
  to: string
  kind?: Kind
  icon?: IconName
  small?: boolean
  /** A file, not a page: asked for by a plain request. */
  download?: boolean
  children: ReactNode
}

/** Leads somewhere and weighs as much as a button. */
export function ButtonLink({ to, kind = 'secondary', icon, small, download, children }: ButtonLinkProps) {
  const content = (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span className="kern-label">{children}</span>
    </>
  )
  return download ? (
    <a href={to} className={classesOf(kind, small)} download>
      {content}
    </a>
  ) : (
    <Link to={to} className={classesOf(kind, small)}>
      {content}
    </Link>
  )
}

type TextLinkProps = { to: string; icon?: IconName; download?: boolean; children: ReactNode }

export function TextLink({ to, icon, download, children }: TextLinkProps) {
  const content = (
    <>
      {icon ? <Icon name={icon} size="small" /> : null}
      {children}
    </>
  )
  const className = icon ? 'll-link ll-link--icon' : 'll-link'
  return download ? (
    <a className={className} href={to} download>
      {content}
    </a>
  ) : (
    <Link className={className} to={to}>
      {content}
    </Link>
  )
}

/** Buttons and links side by side; they wrap on small screens and are left out in print. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="ll-actions">{children}</div>
}
