import { data, redirect } from 'react-router'
import { z } from 'zod'
import type { Role, Tenant } from '../account.ts'
import { findDemoAccount, listDemoUsers, listTenants } from '../accounts.server.ts'
import { type Context, requestContext } from '../request.server.ts'
import { safePath } from '../safePath.ts'
import { findSignOnDoor } from '../singleSignOn/providers.server.ts'
import { findCurrentSession, notFound, startSession } from '../visit.server.ts'
import { findCarriedForm } from './carriedForms.server.ts'
import { trustDevice } from './devices.server.ts'
import { beginHalfSession } from './halfSession.server.ts'
import { listBelongings } from './ownAccount.server.ts'
import type { Session } from './sessions.server.ts'
import { checkPassword, waitMinutes } from './signIn.server.ts'

/** The way back that an address asks for, if it leads into this site. */
export const wayBackOf = (request: Request): string | undefined =>
  safePath(new URL(request.url).searchParams.get('zurueck'))

/** `?zurueck=…` for the next step; empty without a way back. */
export const withWayBack = (path: string, back: string | undefined): string =>
  back === undefined ? path : `${path}?zurueck=${encodeURIComponent(back)}`

const isBelow = (path: string | undefined, slug: string) =>
  path !== undefined && path.split(/[/?#]/)[1] === slug

/** Roles in a tenant, each once. */
const rolesOf = (grants: readonly { readonly role: Role }[]) => [...new Set(grants.map(({ role }) => role))]

/** Where somebody works who is signed in: their tenants with their roles. */
export async function describePerson(context: Context, session: Session) {
  const { database, language } = context.get(requestContext)
  const belongings = await listBelongings(database, session, language)
  return {
    name: session.name,
    belongings: belongings.map(({ slug, name, grants }) => ({ slug, name, roles: rolesOf(grants) })),
  }
}

/** What the sign-in page shows; `slug`: that of the tenant whose own door it is. */
export async function describeEntry(context: Context, request: Request, slug: string | undefined) {
  const { database, language, demo, mails } = context.get(requestContext)
  const back = wayBackOf(request)
  const session = await findCurrentSession(context)
  if (session?.hasSecondFactor && !session.secondFactor)
    throw redirect(withWayBack('/anmelden/zweiter-faktor', back))
  const tenants = await database.shared((shared) => listTenants(shared, language))
  const town = tenants.find((tenant) => tenant.slug === slug || isBelow(back, tenant.slug))
  if (slug !== undefined && town?.slug !== slug) notFound()
  const person = session && (await describePerson(context, session))
  return {
    back,
    mails,
    passwordSet: new URL(request.url).searchParams.has('neu'),
    town: town && { slug: town.slug, name: town.name },
    person: person && {
      ...person,
      only: tenants.find(({ id }) => id === session?.onlyTenantId)?.name,
    },
    doors: person ? [] : await listDoors(context, town ? [town] : tenants),
    demoTowns: demo ? await listDemoTowns(context, tenants) : [],
  }
}

/** Tenants with a single sign-on of their own. One short read per tenant. */
async function listDoors(context: Context, tenants: readonly Tenant[]) {
  const { database } = context.get(requestContext)
  const doors = await Promise.all(
    tenants.map(async ({ id, slug, name }) => {
      const door = await database.read(id, (reader) => findSignOnDoor(reader))
      return door && { slug, town: name, label: door.label }
    }),
  )
  return doors.filter((door) => door !== undefined)
}

function listDemoTowns(context: Context, tenants: readonly Tenant[]) {
  const { database } = context.get(requestContext)
  return Promise.all(
    tenants
      .filter((tenant) => tenant.demo)
      .map(async ({ id, slug, name }) => ({
        slug,
        name,
        users: await database.read(id, (reader) => listDemoUsers(reader)),
      })),
  )
}

const demoChoice = z.object({ tenant: z.string(), user: z.string() })

/** Signs in an invented person of the demonstration. */
export async function signInDemoPerson(context: Context, form: FormData, back: string | undefined) {
  const { database, language, demo } = context.get(requestContext)
  if (!demo) notFound()
  const parsed = demoChoice.safeParse(Object.fromEntries(form))
  if (!parsed.success) throw data(null, { status: 400 })
  const tenants = await database.shared((shared) => listTenants(shared, language))
  const tenant = tenants.find(({ slug }) => slug === parsed.data.tenant) ?? notFound()
  const account =
    (await database.read(tenant.id, (reader) => findDemoAccount(reader, parsed.data.user))) ?? notFound()
  const headers = await startSession(context, {
    accountId: account.accountId,
    method: 'demonstration',
    secondFactor: true,
  })
  return redirect(back && isBelow(back, tenant.slug) ? back : `/${tenant.slug}`, { headers })
}

/** Field names as in the form; overlong ones are nobody's. */
const credentials = z.object({ email: z.string().max(1000), kennwort: z.string().max(1000) })

export type SignInError = 'refused.email' | 'refused.password' | 'refused' | 'wait'

/** Signs in by password, or goes on to the second factor. What is wrong comes back with the typed address. */
export async function signInByPassword(context: Context, form: FormData, back: string | undefined) {
  const parsed = credentials.safeParse(Object.fromEntries(form))
  if (!parsed.success) throw data(null, { status: 400 })
  const { email, kennwort: password } = parsed.data
  const answer = (status: number, ...errors: SignInError[]) =>
    data({ errors, email, minutes: waitMinutes }, { status })
  const empty = [
    ...(email.trim() === '' ? (['refused.email'] as const) : []),
    ...(password === '' ? (['refused.password'] as const) : []),
  ]
  if (empty.length > 0) return answer(400, ...empty)
  const outcome = await checkPassword(context, { email, password })
  if (outcome.kind === 'refused') return answer(400, 'refused')
  if (outcome.kind === 'wait') return answer(429, 'wait')
  if (outcome.hasSecondFactor)
    throw redirect(withWayBack('/anmelden/zweiter-faktor', back), {
      headers: { 'Set-Cookie': beginHalfSession(context, outcome) },
    })
  const headers = await startSession(context, {
    accountId: outcome.accountId,
    method: 'password',
    secondFactor: false,
  })
  headers.append('Set-Cookie', trustDevice(context, outcome.accountId, 'password'))
  throw redirect(await whereTo(context, { accountId: outcome.accountId, onlyTenantId: null }, back), {
    headers,
  })
}

/** After signing in: to what was sent too late, else the way back, else the only tenant, else the list of them. */
export async function whereTo(
  context: Context,
  session: Pick<Session, 'accountId' | 'onlyTenantId'>,
  back: string | undefined,
): Promise<string> {
  if (await findCarriedForm(context, session)) return '/anmelden/fortsetzen'
  if (back !== undefined && back !== '/') return back
  const { database, language } = context.get(requestContext)
  const belongings = await listBelongings(database, session, language)
  return belongings.length === 1 ? `/${belongings[0]!.slug}` : '/'
}
