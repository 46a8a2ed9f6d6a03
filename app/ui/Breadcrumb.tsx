import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export type Crumb = { readonly label: string; readonly href: string }

/** The way to this page. The page itself comes last, without a link. */
export function Breadcrumb({ items, current }: { items: readonly Crumb[]; current: string }) {
  const { t } = useTranslation('ui')
  return (
    <nav className="ll-breadcrumb" aria-label={t('breadcrumb')}>
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <Link to={item.href}>{item.label}</Link>
          </li>
        ))}
        <li>
          <span aria-current="page">{current}</span>
        </li>
      </ol>
    </nav>
  )
}
