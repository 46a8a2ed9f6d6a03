import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { commandLineActor } from '#app/capabilities/accounts/accounts.server.ts'
import { createPlaces } from '#app/capabilities/places/places.server.ts'
import { openSignedIn, settingsFor } from '../support/signOn/administration.ts'
import { type Browsing, openBrowsing } from '../support/signOn/browsing.ts'
import { openSignOnInstance, type SignOnInstance } from '../support/signOn/instance.ts'
import { type RealProvider, signInAtProvider, startRealProvider } from '../support/signOn/realProvider.ts'
import { setUpSignOn } from '../support/signOn/town.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let on: SignOnInstance
/** As in real use: reached by https from outside. */
let inUse: WebServer
let provider: RealProvider
let administrator: Browsing

const bare = { ags: undefined, tile: undefined, aliases: [], invented: true }
const right = () => settingsFor(provider)
const path = '/hamm/verwaltung/anmeldung'
const page = () => `${on.server.baseUrl}${path}`

const stored = async () =>
  (
    await on.rows<Record<string, unknown>>('select * from sign_on_providers where tenant_id = $1', [on.hamm])
  )[0]
const entries = (action: string) =>
  on.rows<{ kind: string; details: unknown }>(
    'select kind, details from audit_entries where action = $1 order by position',
    [action],
  )

beforeAll(async () => {
  on = await openSignOnInstance()
  inUse = await startWebServer(on.store, {
    APP_URL: 'https://praevention.stadt.example',
    LUECKENLOS_PROXIES: '1',
  })
  provider = await startRealProvider({
    redirectUris: [on.answerOf('hamm')],
    people: { ada: { name: 'Ada Beispiel', groups: ['G-Planung'] } },
  })
  administrator = await openSignedIn(on, 'administration', 'admin')
  await on.database.write(on.hamm, (writer) =>
    createPlaces(
      writer,
      commandLineActor(on.hamm),
      [
        { key: 'hamm', kind: 'town', parent: undefined, ...bare, name: 'Hamm' },
        { key: 'heessen', kind: 'area', parent: 'hamm', ...bare, name: 'Heessen' },
      ],
      new Date(),
    ),
  )
})

afterAll(async () => {
  await Promise.all([provider?.stop(), inUse?.stop()])
  await on.close()
})

beforeEach(async () => {
  await on.rows('delete from sign_on_providers')
  await on.rows('delete from sign_on_groups')
  // The same form sent again within two seconds would get the answer of before.
  await on.rows('delete from submissions')
})

describe('the settings of sign-in', () => {
  test('show what has to be entered at the provider', async () => {
    const { status, text } = await administrator.get(page())
    expect(status).toBe(200)
    expect(text).toContain(on.answerOf('hamm'))
    expect(text).toContain(`${on.server.baseUrl}/hamm/anmelden/sso/abgemeldet`)
  })

  test('are for the administration, and only shortly after they have proved who they are', async () => {
    expect((await openBrowsing().get(page())).location).toContain('/anmelden?zurueck=')
    expect((await (await openSignedIn(on, 'planning', 'planer')).get(page())).status).toBe(403)
    const late = await openSignedIn(on, 'administration', 'late')
    await on.rows(`update sessions set authenticated_at = now() - interval '11 minutes'
      where account_id = (select id from accounts where key = 'late')`)
    expect((await late.get(page())).location).toContain('/anmelden/bestaetigen?zurueck=')
    expect((await late.post(page(), right())).location).toContain('/anmelden/bestaetigen?zurueck=')
    expect(await stored()).toBeUndefined()
  })

  test('are stored with the secret sealed, and never show it again', async () => {
    const saved = await administrator.post(page(), right())
    expect(saved.location).toBe(`${page()}?gespeichert=1#dienst`)
    expect(await stored()).toMatchObject({
      issuer: provider.issuer,
      client_id: 'lueckenlos',
      label: 'Mit dem Konto der Stadt Hamm anmelden',
      enabled: true,
      trusts_second_factor: true,
    })
    const { text } = await administrator.get(`${page()}?gespeichert=1`)
    expect(text).toContain(`value="${provider.issuer}"`)
    expect(text).toContain('Ein Geheimnis ist gespeichert')
    const trail = await entries('sign-on.provider')
    expect(trail.at(-1)).toMatchObject({
      kind: 'account',
      details: { after: { clientSecret: { masked: true } } },
    })
    for (const seen of [text, JSON.stringify([await stored(), trail]), on.server.output()])
      expect(seen).not.toContain(provider.clientSecret)
  })

  test('keep the secret when the field stays empty, and say in the trail when it is replaced', async () => {
    await administrator.post(page(), right())
    await administrator.post(page(), { ...right(), clientSecret: '', label: 'Anmelden wie im Rathaus' })
    expect((await entries('sign-on.provider')).at(-1)?.details).toEqual({
      before: { label: 'Mit dem Konto der Stadt Hamm anmelden' },
      after: { label: 'Anmelden wie im Rathaus' },
    })
    const browsing = openBrowsing()
    await administrator.post(`${page()}/gruppe`, { group: 'G-Planung', role: 'planning' })
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    expect((await browsing.get(atEnd.location!)).location).toBe(`${on.server.baseUrl}/hamm`)
    await administrator.post(page(), { ...right(), clientSecret: 'another-one' })
    expect((await entries('sign-on.provider')).at(-1)?.details).toEqual({
      before: { label: 'Anmelden wie im Rathaus', clientSecret: { masked: true } },
      after: { label: 'Mit dem Konto der Stadt Hamm anmelden', clientSecret: { masked: true } },
    })
  })

  test.each([
    ['issuer', '', 'Bitte ausfüllen'],
    ['issuer', 'anmeldung.stadt.example', 'beginnt'],
    ['issuer', 'http://anmeldung.stadt.example', 'https://'],
    ['issuer', 'https://anmeldung.stadt.example/?a=b', 'ohne Fragezeichen'],
    ['clientId', '', 'Bitte ausfüllen'],
    ['clientId', 'x'.repeat(256), 'zu lang'],
    ['clientSecret', '', 'Bitte ausfüllen'],
    ['clientSecret', 'x'.repeat(1001), 'zu lang'],
    ['label', '', 'Bitte ausfüllen'],
    ['label', 'x'.repeat(61), 'zu lang'],
    ['groupClaim', '', 'Bitte ausfüllen'],
  ])(
    'refuse %s "%s" beside the field and keep what was typed, but not the secret',
    async (field, value, said) => {
      const { status, text } = await administrator.post(page(), { ...right(), [field]: value })
      expect(status).toBe(400)
      expect(text).toContain(`id="feld-${field}-fehler"`)
      expect(text).toContain(said)
      expect(text).toContain(field === 'label' ? provider.issuer : 'Mit dem Konto der Stadt Hamm anmelden')
      expect(text).not.toContain(provider.clientSecret)
      expect(await stored()).toBeUndefined()
    },
  )

  test('take no http provider where the software is in real use, nor anything on this computer', async () => {
    const cookie = `__Host-sitzung=${administrator.cookie(on.server.baseUrl, 'sitzung')}`
    const send = async (fields: Record<string, string>) =>
      fetch(`${inUse.baseUrl}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        redirect: 'manual',
        headers: { cookie, origin: 'https://praevention.stadt.example', host: 'praevention.stadt.example' },
      })
    expect((await send(right())).status).toBe(400)
    for (const issuer of [
      'https://localhost:9',
      'https://127.0.0.1',
      'https://169.254.169.254/latest',
      'https://[::1]',
    ]) {
      expect((await send({ ...right(), issuer })).status).toBe(302)
      expect(await (await send({ tun: 'pruefen' })).text(), issuer).toContain('dieser Rechner selbst')
    }
  })
})

describe('what a group may', () => {
  const groups = () => on.rows('select group_name, role, scope from sign_on_groups order by id')

  test('is entered with role and scope, once however often it is sent, and can be taken away', async () => {
    const removals = (await entries('sign-on.group-remove')).length
    const wanted = { group: ' G-Heessen ', role: 'area_coordination', places: 'heessen' }
    for (let times = 0; times < 2; times++) {
      const sent = await administrator.post(`${page()}/gruppe`, wanted)
      expect(sent.location).toBe(`${page()}?gespeichert=1#gruppen`)
    }
    expect(await groups()).toEqual([
      {
        group_name: 'G-Heessen',
        role: 'area_coordination',
        scope: { places: ['heessen'], organisations: [], fields: [] },
      },
    ])
    const { text } = await administrator.get(page())
    expect(text).toContain('G-Heessen')
    expect(text).toContain('für Heessen')
    const id = /name="zuordnung" value="(\d+)"/.exec(text)![1]!
    for (let times = 0; times < 2; times++)
      await administrator.post(page(), { tun: 'zuordnung-entfernen', zuordnung: id })
    expect(await groups()).toEqual([])
    expect((await entries('sign-on.group-remove')).length).toBe(removals + 1)
  })

  test.each([
    [{ group: '', role: 'planning' }, 'feld-group'],
    [{ group: 'G', role: '' }, 'feld-role'],
    [{ group: 'G', role: 'king' }, 'feld-role'],
    [{ group: 'G', role: 'area_coordination' }, 'feld-places'],
    [{ group: 'G', role: 'planning', places: 'atlantis' }, 'feld-places'],
    [{ group: 'x'.repeat(256), role: 'planning' }, 'feld-group'],
  ] as const)('is refused as %j', async (fields, id) => {
    const { status, text } = await administrator.post(`${page()}/gruppe`, fields)
    expect(status).toBe(400)
    expect(text).toContain(`href="#${id}"`)
    expect(await groups()).toEqual([])
  })

  test('is not taken away by the number that it has in another municipality', async () => {
    await setUpSignOn(on.database, on.unna, provider, { 'G-Unna': wholeGrants('planning')[0]! })
    const [{ id }] = (await on.rows<{ id: number }>('select id from sign_on_groups')) as [{ id: number }]
    await administrator.post(page(), { tun: 'zuordnung-entfernen', zuordnung: String(id) })
    expect(await groups()).toHaveLength(1)
    const wrong = await administrator.post(page(), { tun: 'zuordnung-entfernen', zuordnung: '1 or 1=1' })
    expect(wrong.status).toBe(404)
  })

  test('ends at once when single sign-on is switched off', async () => {
    await administrator.post(page(), right())
    await administrator.post(`${page()}/gruppe`, { group: 'G-Planung', role: 'planning' })
    const ada = openBrowsing()
    const atEnd = await signInAtProvider(ada, on.startOf('hamm'), 'ada')
    await ada.get(atEnd.location!)
    expect((await ada.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).toBe(200)
    await administrator.post(page(), { ...right(), clientSecret: '', enabled: 'nein' })
    expect((await ada.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).not.toBe(200)
    expect((await entries('sign-on.provider')).at(-1)?.details).toMatchObject({ endedRights: 1 })
  })
})

describe('a session that the provider vouched for', () => {
  test.each([
    ['is switched off', () => ({ enabled: 'nein' })],
    ['becomes another', () => ({ issuer: 'https://anderswo.stadt.example' })],
  ])('ends when the provider %s, also where a person gave the right', async (_what, change) => {
    await administrator.post(page(), right())
    await administrator.post(`${page()}/gruppe`, { group: 'G-Planung', role: 'planning' })
    const ada = openBrowsing()
    const atEnd = await signInAtProvider(ada, on.startOf('hamm'), 'ada')
    await ada.get(atEnd.location!)
    await on.rows(`update memberships set origin = 'person' where origin = 'group'`)
    expect((await ada.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).toBe(200)
    await administrator.post(page(), { ...right(), clientSecret: '', ...change() })
    expect((await ada.get(`${on.server.baseUrl}/hamm/lieferungen`)).location).toContain('/anmelden?zurueck=')
    expect((await entries('sign-on.provider')).at(-1)?.details).toMatchObject({ sessionsEnded: 1 })
    expect((await administrator.get(page())).status).toBe(200)
  })
})

describe('the rule for the second factor', () => {
  test('is changed here and recorded', async () => {
    await administrator.post(page(), { tun: 'regel', rule: 'everybody' })
    expect(await on.rows('select second_factor from tenant_settings')).toEqual([
      { second_factor: 'everybody' },
    ])
    expect((await entries('sign-on.second-factor')).at(-1)?.details).toEqual({
      before: { rule: 'sensitive' },
      after: { rule: 'everybody' },
    })
    expect((await administrator.post(page(), { tun: 'regel', rule: 'never' })).status).toBe(400)
    expect((await administrator.post(page(), {})).status).toBe(400)
  })
})
