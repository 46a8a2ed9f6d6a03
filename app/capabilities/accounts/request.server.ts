import { createContext, type RouterContextProvider } from 'react-router'
import type { Language } from '#app/plain/format.ts'
import type { Database } from '#app/platform/database.server.ts'
import type { SessionLimits } from './signIn/sessions.server.ts'

/** What the web server knows of a request before any page is asked. */
export type RequestFacts = {
  readonly database: Database
  readonly language: Language
  readonly demo: boolean
  readonly now: Date
  readonly sessionLimits: SessionLimits
  /** Where the browser sees the software, without slash at the end: for links in mails and for single sign-on. */
  readonly publicUrl: string
  /** The address the request came from, behind as many proxies as the settings name. Never stored or logged as it is. */
  readonly address: string
  readonly userAgent: string
  /** A mail server is set up; without one links are shown to the administrator. */
  readonly mails: boolean
  readonly cookie: (name: string) => string | undefined
}

export const requestContext = createContext<RequestFacts>()

export type Context = Readonly<RouterContextProvider>

/**
 * The page that a request belongs to, path and search. Inside the browser React Router asks for a page's data at an address of
 * its own ("/hamm/ziele.data?_routes=…"), which leads nowhere when it is opened.
 */
export function pageAddress(request: Pick<Request, 'url'>): string {
  const { pathname, searchParams } = new URL(request.url)
  const path = pathname.replace(/(?:\/_root|\/_)?\.data$/, '') || '/'
  const query = new URLSearchParams(
    [...searchParams].filter(([name]) => name !== '_routes' && name !== 'index'),
  )
  return query.size > 0 ? `${path}?${query}` : path
}
