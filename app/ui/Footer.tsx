import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

type FooterLink = { readonly label: string; readonly href: string }

/** Links that belong together; `title` where there are several groups. */
export type FooterGroup = { readonly title?: string; readonly links: readonly FooterLink[] }

type FooterProps = { product: string; groups: readonly FooterGroup[] }

/** The end of every page: what is required by law is two clicks away at most, from everywhere. */
export function Footer({ product, groups }: FooterProps) {
  const { t } = useTranslation('ui')
  return (
    <footer className="ll-footer">
      <div className="ll-measure ll-footer__row">
        <p>
          <strong>{product}</strong> · {t('frame.footerNote')}
        </p>
        <nav aria-label={t('frame.footer')} className="ll-footer__groups" id="rechtliches">
          {groups.map(({ title, links }) => (
            <div key={title ?? links[0]?.href}>
              {title ? <p className="ll-footer__title">{title}</p> : null}
              <ul>
                {links.map(({ label, href }) => (
                  <li key={href}>
                    <Link to={href}>{label}</Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </footer>
  )
}
