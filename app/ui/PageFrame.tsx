import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import type { Language } from '#app/plain/format.ts'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { Footer, type FooterGroup } from './Footer.tsx'
import { FrameProvider } from './frameContext.ts'
import { Icon } from './Icon.tsx'
import { Mark } from './Mark.tsx'
import { useSaidOnce } from './useSaidOnce.ts'

type NavigationItem = { readonly label: string; readonly href: string }

type PageFrameProps = {
  product: string
  language: Language
  /** Path and search of this page: the language switch and the sign-in lead back to it. */
  here: string
  /** Nobody's real data: says so above every page. */
  demo: boolean
  /** Left out where no town is chosen. */
  tenant?: { readonly slug: string; readonly name: string }
  /** Who is signed in, with the role in words where the page belongs to a town in which they have one. */
  person?: { readonly name: string; readonly role?: string | undefined } | undefined
  /** Only what exists and what the person may open. */
  navigation: readonly NavigationItem[]
  footer: readonly FooterGroup[]
  children: ReactNode
}

/** Everything around a page. Works without JavaScript from 320 px on: the menu of small screens is a `details`. */
export function PageFrame(props: PageFrameProps) {
  const { product, language, here, demo, tenant, person, navigation, footer, children } = props
  const { t } = useTranslation('ui')
  const location = useLocation()
  const { pathname } = location
  useFocusOnNewPage(pathname)
  useSaidOnce(location)
  const home = tenant ? `/${tenant.slug}` : '/'
  return (
    <div className="ll-frame">
      <a className="ll-skip" href="#inhalt">
        {t('frame.skip')}
      </a>
      {demo ? (
        <aside className="ll-demo" aria-label={t('frame.demo')}>
          <p className="ll-measure">
            <strong>{t('frame.demo')}</strong> {t('frame.demoText')}
          </p>
        </aside>
      ) : null}
      <header className="ll-header">
        <div className="ll-measure ll-header__row">
          <Link to={home} className="ll-brand">
            <Mark />
            <span className="ll-brand__names">
              <span className="ll-brand__product">{product}</span>
              {tenant ? <span className="ll-brand__town">{tenant.name}</span> : null}
            </span>
          </Link>
          <div className="ll-header__tools">
            <LanguageSwitch language={language} here={here} />
            {person ? <Account {...person} /> : <SignIn here={here} />}
          </div>
        </div>
        {navigation.length > 0 ? <Navigation items={navigation} home={home} pathname={pathname} /> : null}
      </header>
      <FrameProvider value={{ product, town: tenant?.name }}>{children}</FrameProvider>
      <Footer product={product} groups={footer} />
      <ConnectionNotice />
    </div>
  )
}

/** After a change of page inside the browser, screen reader and keyboard start at the new content, as after a full load. */
function useFocusOnNewPage(pathname: string) {
  const former = useRef(pathname)
  useEffect(() => {
    if (former.current === pathname) return
    former.current = pathname
    document.getElementById('inhalt')?.focus({ preventScroll: true })
  }, [pathname])
}

type NavigationProps = { items: readonly NavigationItem[]; home: string; pathname: string }

/** Once as a list for wide screens, once folded for small ones; CSS shows exactly one, so that both work without JavaScript. */
function Navigation({ items, home, pathname }: NavigationProps) {
  const { t } = useTranslation('ui')
  const isCurrent = (href: string) =>
    href === home ? pathname === home : pathname === href || pathname.startsWith(`${href}/`)
  const list = (
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <Link to={item.href} aria-current={isCurrent(item.href) ? 'page' : undefined}>
            {item.label}
          </Link>
        </li>
      ))}
    </ul>
  )
  return (
    <div className="ll-measure">
      <nav className="ll-nav ll-nav--wide" aria-label={t('frame.navigation')}>
        {list}
      </nav>
      <details className="ll-nav ll-nav--folded" key={pathname}>
        <summary>
          <Icon name="menu" />
          {t('frame.menu')}
        </summary>
        <nav aria-label={t('frame.navigation')}>{list}</nav>
      </details>
    </div>
  )
}

/** A plain form: the whole document comes back in the other language, with the same view. */
function LanguageSwitch({ language, here }: { language: Language; here: string }) {
  const { t } = useTranslation('ui')
  const other = language === 'en' ? 'de' : 'en'
  return (
    <form method="post" action="/sprache">
      <input type="hidden" name="zurueck" value={here} />
      <button type="submit" className="ll-tool" name="sprache" value={other} lang={other}>
        <Icon name="language" size="small" />
        {t('frame.switchLanguage')}
      </button>
    </form>
  )
}

/** Leads back to this page, but not to a page about signing in. */
function SignIn({ here }: { here: string }) {
  const { t } = useTranslation('ui')
  const leadsBack = here !== '/' && !/^(\/[a-z0-9-]+)?\/(anmelden|konto)\b/.test(here)
  return (
    <Link className="ll-tool" to={leadsBack ? `/anmelden?zurueck=${encodeURIComponent(here)}` : '/anmelden'}>
      <Icon name="account" size="small" />
      {t('frame.signIn')}
    </Link>
  )
}

function Account({ name, role }: { name: string; role?: string | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <>
      <Link className="ll-account" to="/konto">
        <span className="kern-sr-only">{t('frame.account')} </span>
        <span className="ll-account__name">{name}</span>
        {role ? <span className="ll-account__role">{role}</span> : null}
      </Link>
      <form method="post" action="/abmelden">
        <button type="submit" className="ll-tool">
          <Icon name="logout" size="small" />
          {t('frame.signOut')}
        </button>
      </form>
    </>
  )
}
