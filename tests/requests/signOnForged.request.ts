import { createPublicKey } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { openBrowsing } from '../support/signOn/browsing.ts'
import {
  type Forgery,
  type ForgingProvider,
  foreignKey,
  startForgingProvider,
  type TokenClaims,
} from '../support/signOn/forgingProvider.ts'
import { openSignOnInstance, type SignOnInstance, signsIn } from '../support/signOn/instance.ts'
import { setUpSignOn } from '../support/signOn/town.ts'

let on: SignOnInstance
let provider: ForgingProvider

beforeAll(async () => {
  on = await openSignOnInstance()
  provider = await startForgingProvider(['G'])
  await setUpSignOn(on.database, on.hamm, provider, { G: wholeGrants('planning')[0]! })
})

afterAll(async () => {
  await provider?.stop()
  await on.close()
})

afterEach(() => provider.forge({}))

/** One whole sign-on with a provider that lies in one point. */
async function signOnWith(forgery: Forgery) {
  provider.forge(forgery)
  const browsing = openBrowsing()
  const answer = (await browsing.follow(on.startOf('hamm'), /sso\/(antwort|hinweis)\?/)).location!
  return /hinweis/.test(answer) ? { location: answer, setCookies: [] } : browsing.get(answer)
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
const header = { alg: 'RS256', typ: 'JWT' }
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('while the provider tells the truth, people are signed on, and the code is shown with its verifier', async () => {
  const answered = await signOnWith({})
  expect(answered.location).toBe(`${on.server.baseUrl}/hamm`)
  expect(signsIn({ ...answered, status: 302, text: '', address: '' })).toBe(true)
  expect(provider.verifiers.at(-1)).toMatch(/^[\w-]{43}$/)
})

test('groups that the ID token does not name are asked for', async () => {
  const answered = await signOnWith({
    claims: ({ groups: _, ...rest }) => rest,
    userInfo: (honest) => ({ ...honest, groups: ['G'] }),
  })
  expect(answered.location).toBe(`${on.server.baseUrl}/hamm`)
})

type Case = readonly [what: string, forgery: Forgery, why: string]

const claims = (change: (honest: TokenClaims) => TokenClaims): Forgery => ({ claims: change })
const without = (name: string) => claims(({ [name]: _, ...rest }) => rest)

const untrusted: readonly Case[] = [
  ['names another issuer', claims((c) => ({ ...c, iss: 'https://evil.example' })), 'CLAIM_COMPARISON'],
  ['is meant for another software', claims((c) => ({ ...c, aud: 'another' })), 'CLAIM_COMPARISON'],
  ['is meant for nobody', without('aud'), 'INVALID_RESPONSE'],
  [
    'is meant for two and not issued to us',
    claims((c) => ({ ...c, aud: ['lueckenlos', 'b'], azp: 'b' })),
    '',
  ],
  ['has run out', claims((c) => ({ ...c, exp: inSeconds(-60), iat: inSeconds(-400) })), 'TIMESTAMP'],
  ['never runs out', without('exp'), 'INVALID_RESPONSE'],
  ['is not valid yet', claims((c) => ({ ...c, nbf: inSeconds(300) })), 'TIMESTAMP'],
  ['does not say when it was made', without('iat'), 'INVALID_RESPONSE'],
  ['has another nonce', claims((c) => ({ ...c, nonce: 'of-another-sign-on' })), 'CLAIM_COMPARISON'],
  ['has no nonce', without('nonce'), 'INVALID_RESPONSE'],
  ['names nobody', without('sub'), 'INVALID_RESPONSE'],
  [
    'is signed with a key that the provider has not published',
    { token: (c, { sign, kid }) => sign({ ...header, kid }, c, foreignKey) },
    '',
  ],
  [
    'is signed with a key that nobody knows',
    { token: (c, { sign }) => sign({ ...header, kid: 'unknown' }, c, foreignKey) },
    'KEY_SELECTION',
  ],
  [
    'brings its own key along',
    {
      token: (c, { sign }) =>
        sign({ ...header, jwk: createPublicKey(foreignKey).export({ format: 'jwk' }) }, c, foreignKey),
    },
    '',
  ],
  [
    'was changed after it was signed',
    {
      token: (c, { sign, key, kid }) => {
        const [head, , signature] = sign({ ...header, kid }, c, key).split('.')
        return `${head}.${base64url({ ...c, sub: 'the-mayor' })}.${signature}`
      },
    },
    '',
  ],
  [
    'is not signed at all (alg none)',
    { token: (c) => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(c)}.` },
    '',
  ],
  [
    'is signed with the client secret, which the provider does not announce',
    { token: (c, { signHmac, clientSecret }) => signHmac({ alg: 'HS256', typ: 'JWT' }, c, clientSecret) },
    '',
  ],
  [
    'is signed with the provider’s public key as if it were a secret',
    { token: (c, { signHmac, publicPem, kid }) => signHmac({ alg: 'HS256', kid }, c, publicPem) },
    '',
  ],
  ['is missing', { token: () => undefined }, 'INVALID_RESPONSE'],
  ['is no token', { token: () => 'no.token' }, ''],
]

const lying: readonly Case[] = [
  [
    'the way back names another issuer',
    { answer: (url) => url.searchParams.set('iss', 'https://a.example') },
    '',
  ],
  ['the way back names no issuer', { answer: (url) => url.searchParams.delete('iss') }, ''],
  [
    'UserInfo, asked for the groups, speaks of somebody else',
    { claims: ({ groups: _, ...rest }) => rest, userInfo: (c) => ({ ...c, sub: 'another', groups: ['G'] }) },
    '',
  ],
  [
    'unsigned tokens are announced and sent',
    {
      description: (d) => ({ ...d, id_token_signing_alg_values_supported: ['none', 'RS256'] }),
      token: (c) => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(c)}.`,
    },
    '',
  ],
]

describe('nobody is signed on when', () => {
  test.each([
    ...untrusted.map(([what, forgery, why]) => [`the ID token ${what}`, forgery, why] as const),
    ...lying,
  ])('%s', async (_what, forgery, why) => {
    const answered = await signOnWith(forgery)
    expect(answered.location).toBe(on.problem('hamm', 'ungueltig'))
    expect(answered.setCookies.join()).not.toMatch(/sitzung=[^;]/)
    const event = await on.lastEvent()
    expect(event).toMatchObject({ action: 'sign-on.failed', actor: '', details: { reason: 'invalid' } })
    expect(event?.details.cause).toContain(why)
    expect(JSON.stringify(event)).not.toMatch(/Fritz|forged-1/)
  })
})

describe('a provider that', () => {
  test('describes itself as another is not believed', async () => {
    const fresh = await startForgingProvider(['G'])
    fresh.forge({ description: (honest) => ({ ...honest, issuer: provider.issuer }) })
    await setUpSignOn(on.database, on.unna, fresh, {})
    const step = await openBrowsing().get(on.startOf('unna'))
    expect(step.location).toBe(on.problem('unna', 'ungueltig'))
    await fresh.stop()
  })

  test.each([
    ['breaks', (path) => path === '/token', 500, {}],
    [
      'sends us on to somewhere else',
      (path) => path === '/token',
      307,
      { location: 'http://localhost:1/token' },
    ],
    ['keeps its keys to itself', (path) => path === '/keys', 404, {}],
  ] as const satisfies readonly (readonly [
    string,
    (path: string) => boolean,
    number,
    Record<string, string>,
  ])[])('%s signs nobody on', async (_what, isPath, status, headers) => {
    const answered = await signOnWith({
      take: (path, response) => {
        if (isPath(path)) response.writeHead(status, headers).end()
        return isPath(path)
      },
    })
    expect(answered.location).toBe(on.problem('hamm', 'nicht-erreichbar'))
  })

  test('answers without end is cut off', async () => {
    const answered = await signOnWith({
      take: (path, response) => {
        if (path === '/token')
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(`{"a":"${'a'.repeat(2_000_000)}"}`)
        return path === '/token'
      },
    })
    expect(answered.location).toBe(on.problem('hamm', 'nicht-erreichbar'))
  })

  test('does not know our secret is a matter for the administration', async () => {
    const answered = await signOnWith({
      take: (path, response) => {
        if (path === '/token')
          response
            .writeHead(401, { 'content-type': 'application/json' })
            .end(JSON.stringify({ error: 'invalid_client' }))
        return path === '/token'
      },
    })
    expect(answered.location).toBe(on.problem('hamm', 'einrichtung'))
  })

  test('does not answer at all leads to a page that says so', async () => {
    const gone = await startForgingProvider(['G'])
    await setUpSignOn(on.database, on.unna, gone, {})
    await gone.stop()
    const step = await openBrowsing().get(on.startOf('unna'))
    expect(step.location).toBe(on.problem('unna', 'nicht-erreichbar'))
    expect((await openBrowsing().get(step.location!)).text).toContain('Der Anmeldedienst antwortet nicht')
  })
})
