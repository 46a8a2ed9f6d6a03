import { randomBytes } from 'node:crypto'
import * as client from 'openid-client'
import { recordAccountEvent } from '../audit/accountEvents.server.ts'
import type { Context } from '../request.server.ts'
import { requestContext } from '../request.server.ts'
import { countAttempt } from '../signIn/attempts.server.ts'
import { cookieName, writeCookie } from '../signIn/cookies.ts'
import { confirmSession, type Session, tokenHash } from '../signIn/sessions.server.ts'
import { type Attempt, createAttempt, takeAttempt } from './attempts.server.ts'
import { type Connection, connect, explainFailure, forgetDescription } from './connection.server.ts'
import { acceptSignedOn, findIdentity, type SignedOn } from './identities.server.ts'
import { isTrial } from './issuer.ts'
import type { Provider } from './provider.ts'
import { findProvider, listGroups } from './providers.server.ts'
import { type Claims, emailOf, grantsFor, groupsOf, nameOf, type SignOnFailure } from './signOn.ts'

/** The municipality for which somebody signs on. */
export type Place = { readonly id: number; readonly slug: string }

/** Where providers send people back to; administrators enter it there. */
export const answerAddress = (publicUrl: string, slug: string) => `${publicUrl}/${slug}/anmelden/sso/antwort`

/** Where a provider that ends its own session too may lead afterwards. */
export const endAddress = (publicUrl: string, slug: string) => `${publicUrl}/${slug}/anmelden/sso/abgemeldet`

export type Failed = { readonly ok: false; readonly reason: SignOnFailure; readonly code: string }
const failed = (reason: SignOnFailure, code: string = reason): Failed => ({ ok: false, reason, code })

/** Begun and answered sign-ons of one address in ten minutes: a whole town hall may stand behind one address. */
const mostAttempts = 600

async function isAllowed(context: Context, tenant: Place): Promise<boolean> {
  const { database, address, now } = context.get(requestContext)
  const key = `single-sign-on ${tenant.id} ${address}`
  return countAttempt(database, { key, limit: mostAttempts, minutes: 10 }, now)
}

/** The provider of a municipality that is switched on and complete. */
async function getConnection(
  context: Context,
  tenant: Place,
): Promise<{ readonly provider: Provider; readonly connection: Connection } | undefined> {
  const { database, publicUrl } = context.get(requestContext)
  const provider = await database.read(tenant.id, findProvider)
  if (!provider?.enabled || provider.clientSecret === undefined) return undefined
  const { issuer, clientId, clientSecret } = provider
  return { provider, connection: { issuer, clientId, clientSecret, trial: isTrial(publicUrl) } }
}

/**
 * Begins a sign-on: the address at the provider to go to, and the cookie that ties the attempt to this browser. `confirms`:
 * the session of somebody who shall prove again who they are; then the provider must not be content with an older proof.
 */
export async function beginSignOn(
  context: Context,
  tenant: Place,
  wanted: { readonly back: string; readonly confirms: Session | undefined },
): Promise<{ readonly ok: true; readonly url: URL; readonly headers: Headers } | Failed> {
  const { database, publicUrl, now, cookie } = context.get(requestContext)
  if (!(await isAllowed(context, tenant))) return failed('limited')
  const found = await getConnection(context, tenant)
  if (!found) return failed('setup', 'secret-missing')
  const { issuer } = found.provider
  try {
    const configuration = await connect(found.connection, now)
    const [state, nonce, verifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ]
    const known = cookie(cookieName('signOn', publicUrl)) ?? ''
    const browser = /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url')
    const { supportsPKCE: _, scopes_supported: scopes } = configuration.serverMetadata()
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: answerAddress(publicUrl, tenant.slug),
      scope: `openid profile email${scopes?.includes('groups') ? ' groups' : ''}`,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(wanted.confirms ? { prompt: 'login', max_age: '0' } : {}),
    })
    await database.write(tenant.id, (writer) =>
      createAttempt(writer, state, {
        nonce,
        verifier,
        issuer,
        back: wanted.back,
        browser: tokenHash(browser),
        begunAt: now,
        confirms: wanted.confirms?.id,
      }),
    )
    return {
      ok: true,
      url,
      headers: new Headers({ 'Set-Cookie': writeCookie('signOn', browser, publicUrl) }),
    }
  } catch (error) {
    forgetDescription(issuer)
    return { ok: false, ...explainFailure(error) }
  }
}

export type Finished = {
  readonly ok: true
  readonly accountId: number
  readonly back: string
  readonly trustsSecondFactor: boolean
  /** The session that was confirmed; undefined for a sign-on. */
  readonly confirms: string | undefined
}

/**
 * Ends a sign-on with what the provider sent back in the address. Whatever comes of it, the attempt is used up. A confirmation
 * renews the rights from groups, too.
 */
export async function finishSignOn(
  context: Context,
  tenant: Place,
  search: string,
  session: Session | undefined,
): Promise<Finished | Failed> {
  const { database, publicUrl, now, cookie } = context.get(requestContext)
  if (!(await isAllowed(context, tenant))) return failed('limited')
  const state = new URLSearchParams(search).get('state') ?? ''
  const browser = cookie(cookieName('signOn', publicUrl))
  const attempt = await database.write(tenant.id, (writer) => takeAttempt(writer, { state, browser }, now))
  if (typeof attempt === 'string') return failed('expired', attempt)
  const found = await getConnection(context, tenant)
  if (!found || found.provider.issuer !== attempt.issuer) return failed('setup', 'provider-changed')
  const { provider, connection } = found
  const answered = new URL(answerAddress(publicUrl, tenant.slug) + search)
  const claims = await readClaims(connection, answered, provider.groupClaim, attempt, now).catch(
    (error: unknown) => {
      forgetDescription(provider.issuer)
      return { ok: false as const, ...explainFailure(error) }
    },
  )
  if (!claims.ok) return claims
  const refused =
    attempt.confirms && (await refuseConfirmation(context, tenant, claims, session, attempt.confirms))
  const done = refused || (await accept(context, tenant, provider, claims))
  const { trustsSecondFactor } = provider
  return typeof done === 'string'
    ? failed(done)
    : { ok: true, ...done, back: attempt.back, trustsSecondFactor, confirms: attempt.confirms }
}

type Identified = {
  readonly ok: true
  readonly issuer: string
  readonly subject: string
  readonly claims: Claims
}

/**
 * Exchanges the code and checks everything: issuer (also in the answer's address, RFC 9207), state, nonce, audience,
 * signature, times, and for a confirmation that the person was asked after it had begun. What the ID token doesn't say the
 * provider is asked for (UserInfo, OpenID Connect Core 1.0, 5.3).
 */
async function readClaims(
  connection: Connection,
  answered: URL,
  groupClaim: string,
  attempt: Attempt,
  now: Date,
): Promise<Identified> {
  const configuration = await connect(connection, now)
  const secondsSince = Math.ceil((now.getTime() - attempt.begunAt.getTime()) / 1000)
  const tokens = await client.authorizationCodeGrant(configuration, answered, {
    expectedState: answered.searchParams.get('state') ?? '',
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
    idTokenExpected: true,
    ...(attempt.confirms ? { maxAge: secondsSince } : {}),
  })
  const told = tokens.claims()!
  const isEnough = Object.hasOwn(told, groupClaim) && nameOf(told) !== undefined
  const more =
    isEnough || !configuration.serverMetadata().userinfo_endpoint
      ? {}
      : await client.fetchUserInfo(configuration, tokens.access_token, told.sub)
  return { ok: true, issuer: told.iss, subject: told.sub, claims: { ...more, ...told } }
}

async function accept(
  context: Context,
  tenant: Place,
  { groupClaim }: Provider,
  { issuer, subject, claims }: Identified,
): Promise<{ readonly accountId: number } | SignOnFailure> {
  const { database, now } = context.get(requestContext)
  return database.write(tenant.id, async (writer) => {
    const grants = grantsFor(groupsOf(claims, groupClaim), await listGroups(writer))
    const person: SignedOn = { issuer, subject, name: nameOf(claims), email: emailOf(claims), grants }
    return acceptSignedOn(writer, person, now)
  })
}

/** Only the very session that asked is confirmed, and only by the person it belongs to; undefined if so. */
async function refuseConfirmation(
  context: Context,
  tenant: Place,
  identified: Identified,
  session: Session | undefined,
  askedBy: string,
): Promise<SignOnFailure | undefined> {
  if (session?.id !== askedBy) return 'expired'
  const { database } = context.get(requestContext)
  const accountId = await database.read(tenant.id, (reader) => findIdentity(reader, identified))
  return accountId === session.accountId ? undefined : 'other-person'
}

/** What the provider says back when it has ended its session too. */
const endedThere = 'dort-auch'

export const hasEndedThere = (search: URLSearchParams) => search.get('state') === endedThere

/** The address at the provider that ends the person's session there, where it has one (RP-Initiated Logout 1.0). */
export async function findEndSession(context: Context, tenant: Place): Promise<URL | undefined> {
  const { publicUrl, now } = context.get(requestContext)
  const found = await getConnection(context, tenant)
  if (!found) return undefined
  try {
    const configuration = await connect(found.connection, now)
    if (!configuration.serverMetadata().end_session_endpoint) return undefined
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: endAddress(publicUrl, tenant.slug),
      state: endedThere,
    })
  } catch {
    forgetDescription(found.provider.issuer)
    return undefined
  }
}

/** The person has proved again at the provider who they are. */
export async function noteConfirmation(context: Context, session: Session): Promise<void> {
  const { database, now } = context.get(requestContext)
  await database.shared(async (shared) => {
    await confirmSession(shared, session.id, now)
    await recordAccountEvent(shared, {
      accountId: session.accountId,
      actor: session.name,
      action: 'sign-on.confirm',
      details: {},
      at: now,
    })
  })
}
