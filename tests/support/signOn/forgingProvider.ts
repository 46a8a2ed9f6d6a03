import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { findFreePort } from '../installation.ts'

export type TokenClaims = Record<string, unknown>
type Header = Record<string, unknown>

/** What a forging provider may do otherwise than an honest one. */
export type Forgery = {
  /** Changes what the ID token says. */
  readonly claims?: (claims: TokenClaims) => TokenClaims
  /** Makes the whole ID token; left out, it is signed with the provider's key. */
  readonly token?: (claims: TokenClaims, tools: ForgeryTools) => string | undefined
  /** Changes the address by which people are sent back. */
  readonly answer?: (answer: URL) => void
  /** Answers a request instead of the honest provider; true if it did. */
  readonly take?: (path: string, response: ServerResponse) => boolean
  /** Changes the provider's description of itself. */
  readonly description?: (description: Record<string, unknown>) => Record<string, unknown>
  /** Changes what UserInfo says. */
  readonly userInfo?: (claims: TokenClaims) => TokenClaims
}

export type ForgeryTools = {
  readonly key: KeyObject
  readonly publicPem: string
  readonly kid: string
  readonly clientSecret: string
  readonly sign: (header: Header, claims: TokenClaims, key: KeyObject) => string
  readonly signHmac: (header: Header, claims: TokenClaims, secret: string) => string
}

export type ForgingProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What it does from now on. */
  forge(forgery: Forgery): void
  /** What somebody is sent back with whom it has signed on. */
  issueCode(nonce: string): { readonly code: string; readonly iss: string }
  /** Code verifiers that it was shown. */
  readonly verifiers: string[]
  stop(): Promise<void>
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function signRsa(header: Header, claims: TokenClaims, key: KeyObject): string {
  const body = `${part(header)}.${part(claims)}`
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`
}

function signHmac(header: Header, claims: TokenClaims, secret: string): string {
  const body = `${part(header)}.${part(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

/** A key that no provider has published. */
export const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/**
 * A small provider on loopback that signs everybody on at once as the same invented person. It lies where `forge` says so;
 * otherwise it is honest, which the tests prove first. With a certificate it speaks TLS.
 */
export async function startForgingProvider(
  groups: readonly string[],
  certificate?: { readonly key: string; readonly cert: string },
): Promise<ForgingProvider> {
  const port = await findFreePort()
  const issuer = `${certificate ? 'https' : 'http'}://localhost:${port}`
  const [clientId, clientSecret, kid] = ['lueckenlos', randomBytes(24).toString('base64url'), 'a-key']
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const nonces = new Map<string, string>()
  const verifiers: string[] = []
  let forgery: Forgery = {}

  const tools: ForgeryTools = {
    key: privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    kid,
    clientSecret,
    sign: signRsa,
    signHmac,
  }

  const issueCode = (nonce: string) => {
    const code = randomBytes(12).toString('hex')
    nonces.set(code, nonce)
    return { code, iss: issuer }
  }

  const claimsFor = (nonce: string): TokenClaims => {
    const now = Math.floor(Date.now() / 1000)
    const person = { sub: 'forged-1', name: 'Fritz Fälschung', groups }
    return { iss: issuer, aud: clientId, iat: now, exp: now + 300, auth_time: now, nonce, ...person }
  }

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    '/.well-known/openid-configuration': (_request, response) => {
      const honest = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        userinfo_endpoint: `${issuer}/me`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['client_secret_post'],
        authorization_response_iss_parameter_supported: true,
      }
      answerJson(response, forgery.description?.(honest) ?? honest)
    },
    '/keys': (_request, response) =>
      answerJson(response, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }],
      }),
    '/authorize': (request, response) => {
      const asked = new URL(request.url!, issuer).searchParams
      const answer = new URL(asked.get('redirect_uri')!)
      const given = { ...issueCode(asked.get('nonce')!), state: asked.get('state')! }
      for (const [name, value] of Object.entries(given)) answer.searchParams.set(name, value)
      forgery.answer?.(answer)
      response.writeHead(303, { location: answer.href }).end()
    },
    '/token': async (request, response) => {
      const sent = new URLSearchParams(await readBody(request))
      verifiers.push(sent.get('code_verifier') ?? '')
      const honest = claimsFor(nonces.get(sent.get('code') ?? '') ?? '')
      const claims = forgery.claims?.(honest) ?? honest
      const token = forgery.token
        ? forgery.token(claims, tools)
        : signRsa({ alg: 'RS256', kid, typ: 'JWT' }, claims, privateKey)
      answerJson(response, { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: token })
    },
    '/me': (_request, response) => {
      const honest = { sub: 'forged-1', email: 'fritz@stadt.example', email_verified: true }
      answerJson(response, forgery.userInfo?.(honest) ?? honest)
    },
  }

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url!.split('?')[0]!
    if (forgery.take?.(path, response)) return
    const route = routes[path]
    if (route) route(request, response)
    else response.writeHead(404).end()
  }
  const server = certificate ? createSecureServer(certificate, answer) : createServer(answer)
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    issuer,
    clientId,
    clientSecret,
    issueCode,
    verifiers,
    forge: (next) => {
      forgery = next
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answerJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request) body += String(piece)
  return body
}
