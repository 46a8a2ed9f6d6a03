import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wholeGrants, wholeScope } from '#app/capabilities/accounts/account.ts'
import { type Browsing, openBrowsing, type Step } from '../support/signOn/browsing.ts'
import { openSignOnInstance, type SignOnInstance } from '../support/signOn/instance.ts'
import { type RealProvider, signInAtProvider, startRealProvider } from '../support/signOn/realProvider.ts'
import { createTown, setUpSignOn } from '../support/signOn/town.ts'

let on: SignOnInstance
let provider: RealProvider

const [coordination] = wholeGrants('coordination')
const [planning] = wholeGrants('planning')

beforeAll(async () => {
  on = await openSignOnInstance()
  provider = await startRealProvider({
    redirectUris: [on.answerOf('hamm'), on.answerOf('unna')],
    people: {
      ada: { name: 'Ada Beispiel', email: 'Ada@stadt.example', email_verified: true, groups: ['G-Planung'] },
      cem: { name: 'Cem Niemand', groups: ['G-Anderes'] },
    },
  })
  await setUpSignOn(on.database, on.hamm, provider, {
    'G-Planung': planning!,
    'G-Koordination': coordination!,
    'G-Heessen': { role: 'area_coordination', scope: { ...wholeScope, places: ['heessen'] } },
  })
  await setUpSignOn(on.database, on.unna, provider, { 'G-Koordination': coordination! })
})

afterAll(async () => {
  await provider?.stop()
  await on.close()
})

beforeEach(() => on.rows('delete from attempt_counters'))

/** Signs on through the provider's pages and follows the answer one step. */
async function signOn(login: string, slug = 'hamm', browsing: Browsing = openBrowsing()): Promise<Step> {
  const atEnd = await signInAtProvider(browsing, on.startOf(slug), login)
  return browsing.get(atEnd.location!)
}

const rightsOf = (name: string) =>
  on.rows(
    `select t.slug, m.role, m.origin, string_agg(s.kind || ':' || s.key, ',') as keys
     from memberships m join accounts a on a.id = m.account_id join tenants t on t.id = m.tenant_id
     left join membership_scopes s on s.tenant_id = m.tenant_id and s.membership_id = m.id
     where a.name = $1 group by t.slug, m.role, m.origin order by m.role`,
    [name],
  )
const accountsNamed = (name: string) =>
  on.rows<{ id: number }>('select id, email, password_hash from accounts where name = $1', [name])

describe('somebody with a mapped group', () => {
  test('is signed in, as the person the provider names, with the rights of the group, and led to where they wanted to go', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(
      browsing,
      on.startOf('hamm', '/hamm/lieferungen?sortierung=name'),
      'ada',
    )
    const answered = await browsing.get(atEnd.location!)
    expect(answered.location).toBe(`${on.server.baseUrl}/hamm/lieferungen?sortierung=name`)
    const page = await browsing.get(answered.location!)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Ada Beispiel')
    expect(await rightsOf('Ada Beispiel')).toEqual([
      { slug: 'hamm', role: 'planning', origin: 'group', keys: null },
    ])
    expect(await on.lastEvent()).toMatchObject({ action: 'sign-in', actor: 'Ada Beispiel' })
  })

  test('gets no mail address and no password of their own: what a provider claims opens nothing elsewhere', async () => {
    await signOn('ada')
    expect(await accountsNamed('Ada Beispiel')).toEqual([
      { id: expect.any(Number), email: null, password_hash: null },
    ])
    const rows = await on.rows('select issuer, subject, email from sign_on_identities where subject = $1', [
      'ada',
    ])
    expect(rows).toEqual([{ issuer: provider.issuer, subject: 'ada', email: 'ada@stadt.example' }])
  })

  test('has the rights of today’s groups after the next sign-on, and those that a person gave beside them', async () => {
    await signOn('ada')
    const id = (await accountsNamed('Ada Beispiel'))[0]!.id
    await on.rows(`insert into memberships (tenant_id, account_id, role) values ($1, $2, 'leadership')`, [
      on.hamm,
      id,
    ])
    provider.people.set('ada', { name: 'Ada Beispiel', groups: ['G-Heessen', 'G-Koordination'] })
    await signOn('ada')
    expect(await rightsOf('Ada Beispiel')).toEqual([
      { slug: 'hamm', role: 'area_coordination', origin: 'group', keys: 'place:heessen' },
      { slug: 'hamm', role: 'coordination', origin: 'group', keys: null },
      { slug: 'hamm', role: 'leadership', origin: 'person', keys: null },
    ])
    expect((await accountsNamed('Ada Beispiel')).length).toBe(1)
    const rows = await on.rows(
      `select details from audit_entries where action = 'sign-on.grants' order by position desc limit 1`,
    )
    expect(JSON.stringify(rows)).toContain('area_coordination')
  })

  test('who left all groups is signed on no more, and what the groups gave ends at once', async () => {
    provider.people.set('bela', { name: 'Bela Muster', groups: ['G-Planung'] })
    await signOn('bela')
    provider.people.set('bela', { name: 'Bela Muster', groups: [] })
    expect((await signOn('bela')).location).toBe(on.problem('hamm', 'keine-gruppe'))
    expect(await rightsOf('Bela Muster')).toEqual([])
  })

  test('a name that changed at the provider changes here', async () => {
    provider.people.set('dana', { name: 'Dana Alt', groups: ['G-Planung'] })
    await signOn('dana')
    provider.people.set('dana', { name: 'Dana Neu', groups: ['G-Planung'] })
    await signOn('dana')
    expect(await accountsNamed('Dana Alt')).toEqual([])
    expect(await accountsNamed('Dana Neu')).toHaveLength(1)
  })

  test('two first sign-ons at the same moment make one account', async () => {
    provider.people.set('emil', { name: 'Emil Doppel', groups: ['G-Planung'] })
    const answers = await Promise.all([signOn('emil'), signOn('emil'), signOn('emil')])
    expect(answers.map(({ location }) => location)).toEqual(answers.map(() => `${on.server.baseUrl}/hamm`))
    expect(await accountsNamed('Emil Doppel')).toHaveLength(1)
    expect(await rightsOf('Emil Doppel')).toHaveLength(1)
  })
})

describe('without a mapped group', () => {
  test('nobody gets in, and no account is made', async () => {
    const answered = await signOn('cem')
    expect(answered.location).toBe(on.problem('hamm', 'keine-gruppe'))
    expect(answered.setCookies.join()).not.toContain('sitzung=')
    expect(await accountsNamed('Cem Niemand')).toEqual([])
    const page = await openBrowsing().get(answered.location!)
    expect(page.text).toContain('Sie haben hier noch keinen Zugang')
    expect(await on.lastEvent()).toEqual({
      action: 'sign-on.failed',
      actor: '',
      details: { tenant: 'hamm', reason: 'no-group', cause: 'no-group' },
    })
  })

  test('an account that is switched off here stays outside', async () => {
    provider.people.set('finn', { name: 'Finn Gesperrt', groups: ['G-Planung'] })
    await signOn('finn')
    await on.rows(`update accounts set disabled_at = now() where name = 'Finn Gesperrt'`)
    expect((await signOn('finn')).location).toBe(on.problem('hamm', 'gesperrt'))
  })
})

describe('two municipalities with the same provider', () => {
  test('stay apart: a session of one is nobody in the other, and each has its own account', async () => {
    provider.people.set('greta', { name: 'Greta Beide', groups: ['G-Koordination'] })
    const browsing = openBrowsing()
    await signOn('greta', 'hamm', browsing)
    expect((await browsing.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).toBe(200)
    const inUnna = await browsing.get(`${on.server.baseUrl}/unna/lieferungen`)
    expect(inUnna.location).toContain('/anmelden?zurueck=')
    await signOn('greta', 'unna', browsing)
    expect((await browsing.get(`${on.server.baseUrl}/unna/lieferungen`)).status).toBe(200)
    expect((await browsing.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).not.toBe(200)
    const rows = await on.rows(
      `select tenant_id, account_id from sign_on_identities where subject = 'greta' order by tenant_id`,
    )
    expect(rows.map(({ tenant_id }) => tenant_id)).toEqual([on.hamm, on.unna])
    expect(new Set(rows.map(({ account_id }) => account_id)).size).toBe(2)
  })
})

describe('the way to the provider', () => {
  test('asks for PKCE with S256, state and nonce, and keeps none of them readable', async () => {
    const step = await openBrowsing().get(on.startOf('hamm'))
    const asked = new URL(step.location!).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'lueckenlos',
      redirect_uri: `${on.server.baseUrl}/hamm/anmelden/sso/antwort`,
      scope: 'openid profile email groups',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBe(43)
    const rows = await on.rows('select * from sign_on_attempts')
    expect(JSON.stringify(rows)).not.toContain(asked.get('state'))
    expect(JSON.stringify(rows)).not.toContain(asked.get('nonce'))
  })

  test('binds the attempt to the browser by a cookie that scripts can’t read', async () => {
    const step = await openBrowsing().get(on.startOf('hamm'))
    expect(step.setCookies).toEqual([
      expect.stringMatching(/^anmeldedienst=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/),
    ])
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/unna/ziele',
    '/hamm/anmelden/sso',
  ])('never leads to %s afterwards', async (back) => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm', back), 'ada')
    expect((await browsing.get(atEnd.location!)).location).toBe(`${on.server.baseUrl}/hamm`)
  })

  test('does not exist where nobody has set it up, or it is switched off', async () => {
    await createTown(on.database, 'ohne', 'Ohne')
    expect((await openBrowsing().get(on.startOf('ohne'))).status).toBe(404)
    expect((await openBrowsing().get(on.startOf('nirgends'))).status).toBe(404)
    await on.rows('update sign_on_providers set enabled = false where tenant_id = $1', [on.unna])
    expect((await openBrowsing().get(on.startOf('unna'))).status).toBe(404)
    await on.rows('update sign_on_providers set enabled = true where tenant_id = $1', [on.unna])
  })

  test('ends for an address that begins too often', async () => {
    await on.rows('update attempt_counters set count = 100000')
    const browsing = openBrowsing()
    await browsing.get(on.startOf('hamm'))
    await on.rows('update attempt_counters set count = 100000')
    expect((await browsing.get(on.startOf('hamm'))).location).toBe(on.problem('hamm', 'zu-viele'))
  })

  test('goes on after the provider has changed its keys', async () => {
    await signOn('ada')
    await provider.changeKeys()
    const answered = await signOn('ada')
    expect(answered.location).toBe(`${on.server.baseUrl}/hamm`)
  })

  test('says so when the person gives up at the provider', async () => {
    const browsing = openBrowsing()
    const page = await browsing.follow(on.startOf('hamm'))
    const abort = /href="([^"]*\/abort)"/.exec(page.text)![1]!
    const back = await browsing.follow(new URL(abort, page.address).href, /sso\/antwort/)
    expect((await browsing.get(back.location!)).location).toBe(on.problem('hamm', 'abgebrochen'))
  })
})

describe('the secret', () => {
  test('stands in no page, log, cookie, trail or readable row', async () => {
    await signOn('ada')
    await signOn('cem')
    const seen: string[] = [on.server.output()]
    for (const table of [
      'sign_on_providers',
      'audit_entries',
      'account_events',
      'sign_on_attempts',
      'sessions',
    ])
      seen.push(JSON.stringify(await on.rows(`select * from ${table}`)))
    for (const text of seen) expect(text).not.toContain(provider.clientSecret)
    expect(seen.join()).toContain('sign-on.provider')
  })

  test('and no names, addresses or codes stand in what the servers print', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    await browsing.get(atEnd.location!)
    const printed = on.server.output()
    for (const secret of ['Ada', 'ada@', new URL(atEnd.location!).searchParams.get('code')!])
      expect(printed).not.toContain(secret)
  })
})
