import { Link } from 'react-router'

type TabsProps = {
  /** What is switched between, read aloud. */
  label: string
  items: readonly { readonly label: string; readonly href: string; readonly current?: boolean }[]
}

/** Views of one thing. Each is a link of its own, so that it can be shared and works without JavaScript. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav className="ll-tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Link to={item.href} aria-current={item.current ? 'page' : undefined} preventScrollReset>
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
