import * as client from 'openid-client'
import { isLoopback } from './issuer.ts'
import { NotAsked, providerFetch } from './providerFetch.server.ts'
import type { SignOnFailure } from './signOn.ts'

/** What is needed to talk with a provider. */
export type Connection = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** See `isTrial`. */
  readonly trial: boolean
}

/** Seconds that a provider may take for one answer. */
const patience = 10

/** How long a provider's description of itself is believed, in milliseconds. */
const remembered = 10 * 60_000

const descriptions = new Map<string, { readonly metadata: client.ServerMetadata; readonly until: number }>()

/** The provider names itself otherwise than the address it was found at. */
class IssuerDiffers extends Error {
  override name = 'IssuerDiffers'
}

/**
 * The provider's description of itself, found at its address (OpenID Connect Discovery 1.0). Fails when the provider isn't
 * reachable or names itself differently: an address that stands for many organisations would let all of them in.
 */
export async function discover(connection: Connection, now: Date): Promise<client.ServerMetadata> {
  const { issuer, trial } = connection
  const known = descriptions.get(issuer)
  if (known && known.until > now.getTime()) return known.metadata
  const server = new URL(issuer)
  const found = await client.discovery(server, connection.clientId, undefined, undefined, {
    timeout: patience,
    [client.customFetch]: providerFetch(trial),
    execute: trial && isLoopback(server) ? [client.allowInsecureRequests] : [],
  })
  const { supportsPKCE: _, ...metadata } = found.serverMetadata()
  if (new URL(metadata.issuer).href !== server.href) throw new IssuerDiffers()
  descriptions.set(issuer, { metadata, until: now.getTime() + remembered })
  return metadata
}

/** After a failure the provider is asked anew: it may have moved. */
export function forgetDescription(issuer: string): void {
  descriptions.delete(issuer)
}

/**
 * What openid-client works with. Made anew for each sign-on, so that the provider's keys are always fetched fresh: a key
 * that the provider has changed or withdrawn counts at once. Signatures of ID tokens are checked, although OpenID Connect
 * Core 1.0 (3.1.3.7) would let TLS stand for them.
 */
export async function connect(connection: Connection, now: Date): Promise<client.Configuration> {
  const metadata = await discover(connection, now)
  const { clientId, clientSecret, issuer, trial } = connection
  const configuration = new client.Configuration(
    metadata,
    clientId,
    clientSecret,
    authenticationFor(metadata, clientSecret),
  )
  configuration.timeout = patience
  configuration[client.customFetch] = providerFetch(trial)
  if (trial && isLoopback(new URL(issuer))) client.allowInsecureRequests(configuration)
  client.enableNonRepudiationChecks(configuration)
  return configuration
}

/** In the body where the provider takes it there, as it needs no further encoding; else in the header. */
function authenticationFor(metadata: client.ServerMetadata, secret: string): client.ClientAuth {
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_post')
    ? client.ClientSecretPost(secret)
    : client.ClientSecretBasic(secret)
}

/** What to tell about an error of openid-client, and its code for the administrator (never a detail of the answer). */
export function explainFailure(error: unknown): { readonly reason: SignOnFailure; readonly code: string } {
  if (error instanceof client.AuthorizationResponseError) {
    const isBusy = ['server_error', 'temporarily_unavailable'].includes(error.error)
    const isSetup = ['unauthorized_client', 'invalid_scope', 'invalid_request'].includes(error.error)
    return { reason: isBusy ? 'unreachable' : isSetup ? 'setup' : 'cancelled', code: 'answered-no' }
  }
  if (error instanceof client.ResponseBodyError) {
    const isSetup = ['invalid_client', 'unauthorized_client'].includes(error.error)
    return { reason: isSetup ? 'setup' : 'invalid', code: isSetup ? 'client-refused' : 'code-refused' }
  }
  if (error instanceof client.WWWAuthenticateChallengeError)
    return { reason: 'setup', code: 'client-refused' }
  if (error instanceof NotAsked) return { reason: 'unreachable', code: error.code }
  if (error instanceof IssuerDiffers) return { reason: 'invalid', code: 'issuer-differs' }
  if (error instanceof client.ClientError) {
    if (error.cause instanceof NotAsked) return { reason: 'unreachable', code: error.cause.code }
    const code = error.code ?? 'no-answer'
    const isAway = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'no-answer'].includes(
      code,
    )
    return { reason: isAway ? 'unreachable' : 'invalid', code }
  }
  const isAway = error instanceof TypeError && error.message === 'fetch failed'
  return isAway ? { reason: 'unreachable', code: 'no-answer' } : { reason: 'invalid', code: 'unexpected' }
}
