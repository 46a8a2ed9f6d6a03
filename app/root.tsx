import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from 'react-router'
import {
  findCurrentSession,
  findVisit,
  pageAddress,
  requestContext,
} from '#app/capabilities/accounts/visit.server.ts'
import { listFooterTowns } from '#app/capabilities/site/site.server.ts'
import { footerLinks } from '#app/capabilities/site/site.ts'
import { FontPreload } from '#app/ui/FontPreload.tsx'
import type { FooterGroup } from '#app/ui/Footer.tsx'
import { Page } from '#app/ui/Page.tsx'
import { PageFrame } from '#app/ui/PageFrame.tsx'
import '#app/ui/styles/index.css'
import { nonceContext } from '../server/nonce.ts'
import type { Route } from './+types/root'
import { useErrorReference } from './errorReference.ts'
import { navigation } from './navigation.ts'
import { RefusalHints } from './RefusalHints.tsx'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const { language, demo } = context.get(requestContext)
  const [visit, session] = await Promise.all([findVisit(context, params.tenant), findCurrentSession(context)])
  const here = pageAddress(request)
  return {
    language,
    demo: demo && (visit?.tenant.demo ?? true),
    // The browser knows the nonce of its own page only; it never leaves the answer.
    nonce: context.get(nonceContext),
    here,
    tenant: visit && { slug: visit.tenant.slug, name: visit.tenant.name },
    footer: await listFooterTowns(context, visit, here.split('?')[0] ?? here),
    person: session && { name: session.name, role: visit?.actor?.grants[0]?.role },
    navigation: visit
      ? navigation.filter(({ actions }) => actions.some(visit.offers)).map(({ key, path }) => ({ key, path }))
      : [],
  }
}

type RootData = Awaited<ReturnType<typeof loader>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/**
 * A page that only shows and links says `export const handle = { still: true }`: it is sent without scripts and without
 * its data a second time, which halves a page of many drawings.
 */
export function Layout({ children }: { children: ReactNode }) {
  const found = useRouteLoaderData<typeof loader>('root')
  const language = found?.language ?? 'de'
  const isBroken = useErrorReference() !== ''
  const isStill = useMatches().some(({ handle }) => isRecord(handle) && handle.still === true) || isBroken
  return (
    <html lang={language} data-kern-theme="light">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <FontPreload />
        <Meta />
        <Links />
      </head>
      <body>
        <Framed found={found}>{children}</Framed>
        {isStill ? null : (
          <>
            <ScrollRestoration nonce={found?.nonce} />
            <Scripts nonce={found?.nonce} />
          </>
        )}
      </body>
    </html>
  )
}

function Framed({ found, children }: { found: RootData | undefined; children: ReactNode }) {
  const { t } = useTranslation(['shell', 'accounts'])
  const tenant = found?.tenant
  const person = found?.person
  return (
    <PageFrame
      product={t('shell:product')}
      language={found?.language ?? 'de'}
      here={found?.here ?? '/'}
      demo={found?.demo ?? false}
      tenant={tenant}
      person={person && { name: person.name, role: person.role && t(`accounts:role.${person.role}`) }}
      navigation={(found?.navigation ?? []).map(({ key, path }) => ({
        label: t(`shell:navigation.${key}`),
        href: `/${tenant?.slug}${path}`,
      }))}
      footer={useFooter(found)}
    >
      {children}
    </PageFrame>
  )
}

/** The pages each town owes its public, and the ways that hold everywhere. */
function useFooter(found: RootData | undefined): FooterGroup[] {
  const { t } = useTranslation(['ui', 'site'])
  const { tenant, footer = [] } = found ?? {}
  const everywhere = [
    { label: t('ui:frame.towns'), href: '/' },
    ...(tenant ? [{ label: t('ui:frame.figures'), href: `/${tenant.slug}/zahlen` }] : []),
    ...(footer.length === 0 ? [{ label: t('site:footer.ofTowns'), href: '/#rechtliches' }] : []),
  ]
  const ofTowns = footer.map((town) => ({
    title: footer.length > 1 ? town.name : undefined,
    links: footerLinks(town).map(({ label, href }) => ({ label: t(`site:footer.${label}`), href })),
  }))
  return [...ofTowns, { links: everywhere }]
}

export default function App() {
  return <Outlet />
}

const knownStatuses = [400, 403, 404, 413, 429] as const

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const { t } = useTranslation(['shell', 'accounts'])
  const found = useRouteLoaderData<typeof loader>('root')
  const role = found?.person?.role
  const person = found?.person && { name: found.person.name, role: role && t(`accounts:role.${role}`) }
  const answered = isRouteErrorResponse(error) ? error.status : 500
  const status = knownStatuses.find((known) => known === answered) ?? 500
  const reference = useErrorReference()
  // In the browser, after a page that was asked for from within another, the number is not known.
  const broken = reference === '' ? t('error.500.textPlain') : t('error.500.text', { reference })
  return (
    <Page title={t(`error.${status}.title`)} width="text">
      <p>{status === 500 ? broken : t(`error.${status}.text`)}</p>
      <RefusalHints status={status} here={found?.here ?? '/'} tenant={found?.tenant} person={person} />
      <p>
        <a href="/">{t('error.back')}</a>
      </p>
    </Page>
  )
}
