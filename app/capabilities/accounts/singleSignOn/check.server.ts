import * as client from 'openid-client'
import { type Connection, connect, discover, explainFailure, forgetDescription } from './connection.server.ts'
import type { SignOnFailure } from './signOn.ts'

/** What asking a provider has shown, for the administrator. */
export type CheckResult =
  | {
      readonly ok: true
      /** Where people enter their password: host name. */
      readonly host: string
      /** Whether the provider takes identifier and secret; `unclear` where it answers in a way of its own. */
      readonly secret: 'accepted' | 'refused' | 'unclear'
      /** Says itself that it protects the code by PKCE with S256. */
      readonly namesPkce: boolean
      /** Can end its own session too. */
      readonly endsSession: boolean
      /** Lists the claim with the groups; many providers list only the standard ones. */
      readonly namesGroupClaim: boolean
    }
  | { readonly ok: false; readonly reason: SignOnFailure; readonly code: string }

/**
 * Asks the provider anew for its description of itself, and shows it identifier and secret together with a code that can't
 * be right: whoever refuses only the code has accepted the secret (RFC 6749, 5.2).
 */
export async function checkProvider(
  connection: Connection,
  groupClaim: string,
  redirectUri: string,
  now: Date,
): Promise<CheckResult> {
  forgetDescription(connection.issuer)
  try {
    const metadata = await discover(connection, now)
    const url = client.buildAuthorizationUrl(await connect(connection, now), {})
    return {
      ok: true,
      host: url.host,
      secret: await trySecret(connection, redirectUri, now),
      namesPkce: metadata.code_challenge_methods_supported?.includes('S256') ?? false,
      endsSession: metadata.end_session_endpoint !== undefined,
      namesGroupClaim: metadata.claims_supported?.includes(groupClaim) ?? false,
    }
  } catch (error) {
    return { ok: false, ...explainFailure(error) }
  }
}

async function trySecret(
  connection: Connection,
  redirectUri: string,
  now: Date,
): Promise<'accepted' | 'refused' | 'unclear'> {
  const configuration = await connect(connection, now)
  const wrong = {
    code: client.randomState(),
    redirect_uri: redirectUri,
    code_verifier: client.randomPKCECodeVerifier(),
  }
  try {
    await client.genericGrantRequest(configuration, 'authorization_code', wrong)
    return 'unclear'
  } catch (error) {
    if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return 'accepted'
    return explainFailure(error).reason === 'setup' ? 'refused' : 'unclear'
  }
}
