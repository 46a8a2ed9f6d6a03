import type { ReactNode } from 'react'
import { Breadcrumb, type Crumb } from './Breadcrumb.tsx'
import { useWindowTitle } from './frameContext.ts'

type PageProps = {
  /** Parents only; the page itself is appended. Left out on pages without parents. */
  breadcrumb?: readonly Crumb[]
  /** What kind of thing this is ("Kennzahl", "Sozialraum"). */
  preline?: string
  title: string
  /** One sentence that says what matters now. */
  lead?: ReactNode
  /** The key figure with its context. */
  figure?: ReactNode
  /** What can be done here, at the top right. */
  actions?: ReactNode
  /** `text` for forms and reading, `wide` for big tables. */
  width?: 'text' | 'normal' | 'wide'
  children?: ReactNode
}

/** The sheet (Blatt): one thing per page with its name, the sentence that matters, a figure, then sections. Names the window, too. */
export function Page(props: PageProps) {
  const { breadcrumb, preline, title, lead, figure, actions, width = 'normal', children } = props
  const windowTitle = useWindowTitle(title)
  return (
    <div className={`ll-page ll-page--${width}`}>
      <title>{windowTitle}</title>
      {breadcrumb && breadcrumb.length > 0 ? <Breadcrumb items={breadcrumb} current={title} /> : null}
      <main id="inhalt" tabIndex={-1}>
        <header className={figure ? 'll-sheet ll-sheet--with-figure' : 'll-sheet'}>
          <div className="ll-sheet__name">
            {preline ? <p className="ll-preline">{preline}</p> : null}
            <h1 className="ll-h1">{title}</h1>
            {lead ? <div className="ll-lead">{lead}</div> : null}
          </div>
          {actions ? <div className="ll-sheet__actions">{actions}</div> : null}
          {figure ? <div className="ll-sheet__figure">{figure}</div> : null}
        </header>
        <div className="ll-page__body">{children}</div>
      </main>
    </div>
  )
}

type SectionProps = {
  title: string
  /** For links into the page. */
  id?: string
  lead?: ReactNode
  actions?: ReactNode
  level?: 2 | 3
  children: ReactNode
}

/** A part of a page under its own heading. */
export function Section({ title, id, lead, actions, level = 2, children }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={`ll-section ll-section--${level}`} id={id}>
      <div className="ll-section__head">
        <Heading className={level === 2 ? 'll-h2' : 'll-h3'}>{title}</Heading>
        {actions ? <div className="ll-actions">{actions}</div> : null}
      </div>
      {lead ? <div className="ll-section__lead">{lead}</div> : null}
      <div className="ll-stack">{children}</div>
    </section>
  )
}
