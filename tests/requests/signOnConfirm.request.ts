import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { type Browsing, openBrowsing } from '../support/signOn/browsing.ts'
import { type ForgingProvider, startForgingProvider } from '../support/signOn/forgingProvider.ts'
import { openSignOnInstance, type SignOnInstance } from '../support/signOn/instance.ts'
import { type RealProvider, signInAtProvider, startRealProvider } from '../support/signOn/realProvider.ts'
import { setUpSignOn } from '../support/signOn/town.ts'

let on: SignOnInstance
let provider: RealProvider
let forging: ForgingProvider

beforeAll(async () => {
  on = await openSignOnInstance()
  const person = (name: string) => ({ name, groups: ['G'] })
  provider = await startRealProvider({
    redirectUris: [on.answerOf('hamm')],
    endUris: [`${on.server.baseUrl}/hamm/anmelden/sso/abgemeldet`],
    people: { ada: person('Ada Beispiel'), bela: person('Bela Muster') },
  })
  forging = await startForgingProvider(['G'])
  const groups = { G: wholeGrants('administration')[0]! }
  await setUpSignOn(on.database, on.hamm, provider, groups)
  await setUpSignOn(on.database, on.unna, forging, groups)
})

afterAll(async () => {
  await Promise.all([provider?.stop(), forging?.stop()])
  await on.close()
})

const settings = (slug = 'hamm') => `/${slug}/verwaltung/anmeldung`
const confirmation = (slug = 'hamm') =>
  `${on.server.baseUrl}/${slug}/anmelden/sso?bestaetigen=1&zurueck=${settings(slug)}`

async function signedOn(login: string): Promise<Browsing> {
  const browsing = openBrowsing()
  const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), login)
  await browsing.get(atEnd.location!)
  return browsing
}

const makeOld = () => on.rows(`update sessions set authenticated_at = now() - interval '20 minutes'`)
const recentSessions = async () =>
  (await on.rows(`select id from sessions where authenticated_at > now() - interval '5 minutes'`)).length

describe('before a dangerous act somebody who signed on centrally', () => {
  test('is led to the provider, which asks for the password again although they are signed in there', async () => {
    const ada = await signedOn('ada')
    const elsewhere = await signedOn('ada')
    await makeOld()
    const sent = await ada.get(`${on.server.baseUrl}${settings()}`)
    expect(sent.location).toBe(
      `${on.server.baseUrl}/anmelden/bestaetigen?zurueck=${encodeURIComponent(settings())}`,
    )
    const asked = await ada.get(sent.location!)
    const link = /href="(\/hamm\/anmelden\/sso\?[^"]+)"/.exec(asked.text)![1]!.replaceAll('&amp;', '&')
    const atProvider = await ada.get(`${on.server.baseUrl}${link}`)
    expect(Object.fromEntries(new URL(atProvider.location!).searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
    })
    const login = await ada.follow(atProvider.location!)
    expect(login.text).toContain('name="password"')
    const back = await signInAtProvider(ada, `${on.server.baseUrl}${link}`, 'ada')
    const confirmed = await ada.get(back.location!)
    expect(confirmed.location).toBe(`${on.server.baseUrl}${settings()}`)
    expect(confirmed.setCookies).toEqual([])
    expect((await ada.get(confirmed.location!)).status).toBe(200)
    expect(await on.lastEvent()).toMatchObject({ action: 'sign-on.confirm', actor: 'Ada Beispiel' })
    // Their other session has proved nothing.
    expect((await elsewhere.get(`${on.server.baseUrl}${settings()}`)).location).toContain(
      '/anmelden/bestaetigen',
    )
    expect(await recentSessions()).toBe(1)
  })

  test('can’t be confirmed by somebody else', async () => {
    const ada = await signedOn('ada')
    await makeOld()
    ada.forget(provider.issuer)
    const back = await signInAtProvider(ada, confirmation(), 'bela')
    expect((await ada.get(back.location!)).location).toBe(on.problem('hamm', 'andere-person'))
    expect(await recentSessions()).toBe(0)
  })

  test('is confirmed in the session that asked, not in a later one', async () => {
    const ada = await signedOn('ada')
    const back = await signInAtProvider(ada, confirmation(), 'ada')
    const later = await signedOn('ada')
    ada.setCookie(on.server.baseUrl, 'sitzung', later.cookie(on.server.baseUrl, 'sitzung')!)
    await makeOld()
    expect((await ada.get(back.location!)).location).toBe(on.problem('hamm', 'abgelaufen'))
    expect(await recentSessions()).toBe(0)
  })

  test('loses what the groups gave, if they have left them in the meantime', async () => {
    const ada = await signedOn('ada')
    const back = await signInAtProvider(ada, confirmation(), 'ada')
    provider.people.set('ada', { name: 'Ada Beispiel', groups: [] })
    expect((await ada.get(back.location!)).location).toBe(on.problem('hamm', 'keine-gruppe'))
    expect((await ada.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).not.toBe(200)
    provider.people.set('ada', { name: 'Ada Beispiel', groups: ['G'] })
  })

  test('can’t confirm without such a session', async () => {
    const step = await openBrowsing().get(confirmation())
    expect(step.location).toBe(`${on.server.baseUrl}/anmelden?zurueck=${encodeURIComponent(settings())}`)
  })

  const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago
  test.each([
    ['was asked before the confirmation began', { auth_time: seconds(3600) }, 'ungueltig'],
    ['was asked at a time the provider does not tell', { auth_time: undefined }, 'ungueltig'],
    ['was asked just now', {}, undefined],
  ])('who %s', async (_what, change, word) => {
    const browsing = openBrowsing()
    await browsing.follow(on.startOf('unna'), /\/unna$/)
    await makeOld()
    forging.forge({ claims: (honest) => ({ ...honest, ...change }) })
    const answer = await browsing.follow(confirmation('unna'), /hinweis|verwaltung/)
    forging.forge({})
    expect(answer.location).toBe(word ? on.problem('unna', word) : `${on.server.baseUrl}${settings('unna')}`)
    expect(await recentSessions()).toBe(word ? 0 : 1)
  })
})

describe('where the provider checks no second factor', () => {
  const believe = (trusted: boolean) =>
    on.rows('update sign_on_providers set trusts_second_factor = $1 where tenant_id = $2', [trusted, on.hamm])
  beforeEach(() => believe(false))
  afterEach(() => believe(true))

  test('the municipality’s own rule holds: who has none sets one up first, and can', async () => {
    const ada = await signedOn('ada')
    expect((await ada.get(`${on.server.baseUrl}/hamm/lieferungen`)).status).toBe(200)
    const sent = await ada.get(`${on.server.baseUrl}${settings()}`)
    expect(sent.location).toContain('/konto/zweiter-faktor')
    expect((await ada.get(sent.location!)).status).toBe(200)
  })

  test('who has one gives its code before anything else', async () => {
    const bela = await signedOn('bela')
    const inside = () => bela.get(`${on.server.baseUrl}/hamm/lieferungen`)
    expect((await inside()).status).toBe(200)
    await on.rows(`update accounts set second_factor_since = now() where name = 'Bela Muster'`)
    expect((await inside()).location).toContain('/anmelden/zweiter-faktor')
    await on.rows(`update accounts set second_factor_since = null where name = 'Bela Muster'`)
  })
})

describe('who signs out', () => {
  test('is told that the provider still knows them, and can sign out there too', async () => {
    const ada = await signedOn('ada')
    const out = await ada.post(`${on.server.baseUrl}/abmelden`, {})
    expect(out.location).toBe(`${on.server.baseUrl}/hamm/anmelden/sso/abgemeldet`)
    const page = await ada.get(out.location!)
    const end = /href="([^"]*\/session\/end[^"]*)"/.exec(page.text)![1]!.replaceAll('&amp;', '&')
    const asked = await ada.follow(end)
    const form = /<form[^>]*action="([^"]+)"[\s\S]*?name="xsrf" value="([^"]+)"/.exec(asked.text)!
    const ended = await ada.post(new URL(form[1]!, asked.address).href, { xsrf: form[2]!, logout: 'yes' })
    const last = await ada.get(ended.location!)
    expect(last.address).toContain(`${on.server.baseUrl}/hamm/anmelden/sso/abgemeldet?state=`)
    expect(last.text).toContain('in diesem System und beim Anmeldedienst')
    const again = await ada.follow(on.startOf('hamm'), /sso\/antwort/)
    expect(again.text).toContain('name="password"')
  })
})
