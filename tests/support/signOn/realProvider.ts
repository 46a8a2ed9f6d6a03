import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { findFreePort } from '../installation.ts'
import type { Browsing, Step } from './browsing.ts'

/** An invented person as the provider knows them. */
export type ProviderPerson = {
  name?: string
  email?: string
  email_verified?: boolean
  groups?: readonly string[]
}

export type RealProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** By login name; may be changed while it runs. */
  readonly people: Map<string, ProviderPerson>
  /** Every request that reached it: method and path. */
  readonly asked: string[]
  /** New signing keys from now on, the old ones gone. */
  changeKeys(): Promise<void>
  stop(): Promise<void>
}

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: randomBytes(6).toString('hex'),
  use: 'sig',
  alg: 'RS256',
})

/**
 * A real OpenID provider (`oidc-provider`) on loopback that demands PKCE, lets everybody in whose login name it knows, and
 * asks nobody for consent, as a municipality's own does.
 */
export async function startRealProvider(wanted: {
  readonly redirectUris: readonly string[]
  readonly endUris?: readonly string[]
  readonly people: Readonly<Record<string, ProviderPerson>>
}): Promise<RealProvider> {
  const port = await findFreePort()
  const issuer = `http://localhost:${port}`
  const people = new Map(Object.entries(wanted.people))
  const [clientId, clientSecret] = ['lueckenlos', randomBytes(24).toString('base64url')]
  const asked: string[] = []

  const create = () => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [...wanted.redirectUris],
          post_logout_redirect_uris: [...(wanted.endUris ?? [])],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [newKey()] },
      cookies: { keys: [randomBytes(24).toString('hex')] },
      claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
      pkce: { required: () => true },
      ttl: {
        AccessToken: 60,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 600,
        Interaction: 600,
        Session: 600,
      },
      findAccount: (_context, login) => {
        const person = people.get(login)
        return (
          person && {
            accountId: login,
            claims: () => ({ sub: login, ...person, groups: [...(person.groups ?? [])] }),
          }
        )
      },
      loadExistingGrant: async ({ oidc }) => {
        const { client, session, params } = oidc
        if (!client || !session?.accountId) return undefined
        const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
        grant.addOIDCScope(String(params?.scope))
        await grant.save()
        return grant
      },
    })
    return provider.callback()
  }

  let handle = create()
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`)
    void handle(request, response)
  }).listen(port, 'localhost')
  await once(server, 'listening')
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    asked,
    async changeKeys() {
      handle = create()
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/**
 * Signs in on the provider's pages, from the address the software leads to, until the provider leads back; the last step's
 * `location` is the address of the answer.
 */
export async function signInAtProvider(browsing: Browsing, start: string, login: string): Promise<Step> {
  const isAnswer = /\/anmelden\/sso\/antwort\?/
  const page = await browsing.follow(start, isAnswer)
  if (page.location) return page
  const form = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1]
  if (!form) throw new Error(`No sign-in form at ${page.address}: ${page.status} ${page.text.slice(0, 400)}`)
  const sent = await browsing.post(new URL(form, page.address).href, {
    prompt: 'login',
    login,
    password: 'x',
  })
  return browsing.follow(sent.location!, isAnswer)
}
