import type { TFunction } from 'i18next'
import { data, redirect } from 'react-router'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Shared, Writer } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { Actor, Tenant } from './account.ts'
import { findActor, findTenant } from './accounts.server.ts'
import { type Action, Forbidden, may, type Thing } from './permission.ts'
import { type Context, pageAddress, requestContext } from './request.server.ts'
import { carryForm } from './signIn/carriedForms.server.ts'
import { findCurrentSession } from './signIn/currentSession.server.ts'
import { findSecondFactorRule } from './signIn/secondFactorRule.server.ts'
import { withheldActions } from './signIn/secondFactorRule.ts'
import { isRecent, type Session } from './signIn/sessions.server.ts'

export { pageAddress, requestContext } from './request.server.ts'
export { sessionCookieName } from './signIn/cookies.ts'
export { findCurrentSession, startSession } from './signIn/currentSession.server.ts'

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
  /** Whether to show the way there: allowed, or allowed as soon as the second factor is given or set up. */
  readonly offers: (action: Action) => boolean
}

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
  const actor = counts
    ? await database.read(tenant.id, async (reader) => {
        const found = await findActor(reader, session)
        return found && { ...found, withheld: withheldActions(session, await findSecondFactorRule(reader)) }
      })
    : undefined
  const complete = actor && { ...actor, withheld: [] }
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
    offers: (action) => may(complete, action),
  }
}

/** A thing outside of somebody's scope is for them as if it weren't there. */
function answerForbidden(error: unknown): never {
  throw error instanceof Forbidden ? data(null, { status: error.hidden ? 404 : 403 }) : error
}

/** For the way back to where a request wants to go. */
const wayBack = (request: Request | undefined): string =>
  request ? `?zurueck=${encodeURIComponent(pageAddress(request))}` : ''

/**
 * First line of every loader and action of a tenant's page: the visit, if the action is allowed.
 * Unknown tenant: 404. Signed out: to the sign-in page and back, what was sent in a form is carried along. Signed in, but
 * the second factor is missing: there and back. Signed in without the right: 403; without any role here: 404.
 */
export async function permit(
  context: Context,
  slug: string | undefined,
  action: Action,
  request?: Request,
): Promise<Visit> {
  const visit = (await findVisit(context, slug)) ?? notFound()
  if (visit.may(action)) return visit
  if (visit.session && visit.offers(action))
    throw redirect(
      `${visit.session.hasSecondFactor ? '/anmelden/zweiter-faktor' : '/konto/zweiter-faktor'}${wayBack(request)}`,
      { headers: await carryForm(context, request) },
    )
  if (visit.actor) throw data(null, { status: 403 })
  if (visit.session && visit.session.onlyTenantId === null) notFound()
  throw redirect(`/anmelden${wayBack(request)}`, { headers: await carryForm(context, request) })
}

/** A visit of somebody who is signed in and may do this: for commands. */
export async function permitActor(
  context: Context,
  slug: string | undefined,
  action: Action,
  request?: Request,
): Promise<Visit & { readonly actor: Actor }> {
  const visit = await permit(context, slug, action, request)
  if (!visit.actor) throw redirect(`/anmelden${wayBack(request)}`)
  return { ...visit, actor: visit.actor }
}

/**
 * As `permitActor`, for dangerous acts: the person has proved who they are within the last minutes, or is sent to do so; what
 * was sent in a form is carried along.
 */
export async function permitRecent(
  context: Context,
  slug: string | undefined,
  action: Action,
  request: Request,
): Promise<Visit & { readonly actor: Actor }> {
  const visit = await permitActor(context, slug, action, request)
  if (!visit.session || !isRecent(visit.session, visit.now))
    throw redirect(`/anmelden/bestaetigen${wayBack(request)}`, { headers: await carryForm(context, request) })
  return visit
}

/** Somebody who is signed in, whatever the tenant. */
export type OwnVisit = {
  readonly session: Session
  readonly language: Language
  readonly now: Date
  readonly t: TFunction
  readonly shared: <T>(work: (shared: Shared) => Promise<T>) => Promise<T>
}

/** First line of the pages of one's own account: signed out, or without the second factor the account has, one signs in first. */
export async function permitSession(context: Context, request: Request): Promise<OwnVisit> {
  const { database, language, now } = context.get(requestContext)
  const session = await findCurrentSession(context)
  if (!session) throw redirect(`/anmelden${wayBack(request)}`)
  if (session.hasSecondFactor && !session.secondFactor && session.method !== 'demonstration')
    throw redirect(`/anmelden/zweiter-faktor${wayBack(request)}`)
  return { session, language, now, t: i18nFor(language).t, shared: (work) => database.shared(work) }
}

/** As `permitSession`, for what must not be done by somebody who finds the browser open. */
export async function permitRecentSession(context: Context, request: Request): Promise<OwnVisit> {
  const visit = await permitSession(context, request)
  if (!isRecent(visit.session, visit.now)) throw redirect(`/anmelden/bestaetigen${wayBack(request)}`)
  return visit
}
