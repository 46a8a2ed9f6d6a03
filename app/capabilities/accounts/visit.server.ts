import type { TFunction } from 'i18next'
import { createContext, data, type RouterContextProvider, redirect } from 'react-router'
import type { Language } from '#app/plain/format.ts'
import type { Database, Reader, Writer } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Actor, Tenant } from './account.ts'
import { findActor, findTenant } from './accounts.server.ts'
import { type Action, Forbidden, may, type Thing } from './permission.ts'
import { findSession, type Session, type SessionLimits } from './signIn/sessions.server.ts'

/** What the web server knows of a request before any page is asked. */
export type RequestFacts = {
  readonly database: Database
  readonly sessionToken: string | undefined
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

/** One person's look at one tenant: what every loader and action starts with. */
export type Visit = {
  readonly tenant: Tenant
  readonly actor: Actor | undefined
  /** Who is signed in, whether or not they have a role here. */
  readonly session: Session | undefined
  readonly language: Language
  readonly now: Date
  readonly t: TFunction
  readonly read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>
  readonly write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>
  readonly may: (action: Action, thing?: Thing) => boolean
}

type Context = Readonly<RouterContextProvider>

/** 404 as every unknown thing answers: it doesn't tell whether the thing exists elsewhere. */
export function notFound(): never {
  throw data(null, { status: 404 })
}

const visits = new WeakMap<Context, Map<string, Promise<Visit | undefined>>>()

/** Who visits which tenant; undefined where there is no such tenant. Looked up once per request. */
export async function findVisit(context: Context, slug: string | undefined): Promise<Visit | undefined> {
  if (!slug || !/^[a-z][a-z0-9-]{1,39}$/.test(slug)) return undefined
  const known = visits.get(context) ?? new Map<string, Promise<Visit | undefined>>()
  visits.set(context, known)
  const visit = known.get(slug) ?? lookUpVisit(context, slug)
  known.set(slug, visit)
  return visit
}

async function lookUpVisit(context: Context, slug: string): Promise<Visit | undefined> {
  const { database, language, now } = context.get(requestContext)
  const [tenant, session] = await Promise.all([
    database.shared((shared) => findTenant(shared, slug, language)),
    findCurrentSession(context),
  ])
  if (!tenant) return undefined
  const counts = session !== undefined && (session.onlyTenantId ?? tenant.id) === tenant.id
  const actor = counts ? await database.read(tenant.id, (reader) => findActor(reader, session)) : undefined
  return {
    tenant,
    actor,
    session,
    language,
    now,
    t: i18nFor(language).t,
    read: (work) => database.read(tenant.id, work).catch(answerForbidden),
    write: (work) => database.write(tenant.id, work).catch(answerForbidden),
    may: (action, thing) => may(actor, action, thing),
  }
}

/** A thing outside of somebody's scope is for them as if it weren't there. */
function answerForbidden(error: unknown): never {
  throw error instanceof Forbidden ? data(null, { status: error.hidden ? 404 : 403 }) : error
}

const sessionsOf = new WeakMap<Context, Promise<Session | undefined>>()

/** The session of this request's cookie, looked up once. */
export function findCurrentSession(context: Context): Promise<Session | undefined> {
  const known = sessionsOf.get(context)
  if (known) return known
  const { database, sessionToken, sessionLimits, now } = context.get(requestContext)
  const found = sessionToken
    ? database.shared((shared) => findSession(shared, sessionToken, sessionLimits, now))
    : Promise.resolve(undefined)
  sessionsOf.set(context, found)
  return found
}

/**
 * First line of every loader and action of a tenant's page: the visit, if the action is allowed.
 * Unknown tenant: 404. Signed out: to the sign-in page and back. Signed in without the right: 403.
 */
export async function permit(
  context: Context,
  slug: string | undefined,
  action: Action,
  request?: Request,
): Promise<Visit> {
  const visit = (await findVisit(context, slug)) ?? notFound()
  if (visit.may(action)) return visit
  if (visit.actor) throw data(null, { status: 403 })
  const back = request ? new URL(request.url) : undefined
  const query = back ? `?zurueck=${encodeURIComponent(back.pathname + back.search)}` : ''
  throw redirect(`/anmelden${query}`)
}

/** A visit of somebody who is signed in and may do this: for commands. */
export async function permitActor(
  context: Context,
  slug: string | undefined,
  action: Action,
  request?: Request,
): Promise<Visit & { readonly actor: Actor }> {
  const visit = await permit(context, slug, action, request)
  if (!visit.actor) throw redirect('/anmelden')
  return { ...visit, actor: visit.actor }
}
