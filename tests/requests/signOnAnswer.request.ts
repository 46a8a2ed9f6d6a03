import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { openBrowsing } from '../support/signOn/browsing.ts'
import { openSignOnInstance, type SignOnInstance, signsIn } from '../support/signOn/instance.ts'
import { type RealProvider, signInAtProvider, startRealProvider } from '../support/signOn/realProvider.ts'
import { setUpSignOn } from '../support/signOn/town.ts'
import { startWebServer, type WebServer } from '../support/webServer.ts'

let on: SignOnInstance
/** A second process on the same database, as behind a proxy. */
let other: WebServer
let provider: RealProvider
/** Another provider, of another municipality. */
let foreign: RealProvider

beforeAll(async () => {
  on = await openSignOnInstance()
  other = await startWebServer(on.store, { APP_URL: on.server.baseUrl })
  const person = (name: string) => ({ name, groups: ['G'] })
  const people = { ada: person('Ada Beispiel'), bela: person('Bela Muster') }
  provider = await startRealProvider({ redirectUris: [on.answerOf('hamm')], people })
  foreign = await startRealProvider({ redirectUris: [on.answerOf('unna')], people })
  const groups = { G: wholeGrants('planning')[0]! }
  await setUpSignOn(on.database, on.hamm, provider, groups)
  await setUpSignOn(on.database, on.unna, foreign, groups)
})

afterAll(async () => {
  await Promise.all([other?.stop(), provider?.stop(), foreign?.stop()])
  await on.close()
})

describe('an answer of the provider counts', () => {
  test('once: a second time it signs nobody in', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    expect(signsIn(await browsing.get(atEnd.location!))).toBe(true)
    const again = await browsing.get(atEnd.location!)
    expect(again.location).toBe(on.problem('hamm', 'abgelaufen'))
    expect(signsIn(again)).toBe(false)
  })

  test('once, also when it arrives several times at once', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    const answers = await Promise.all([1, 2, 3, 4].map(() => browsing.get(atEnd.location!)))
    expect(answers.filter(signsIn)).toHaveLength(1)
  })

  test('in the browser in which it was begun: a link made by somebody else signs nobody in', async () => {
    const attacker = openBrowsing()
    const atEnd = await signInAtProvider(attacker, on.startOf('hamm'), 'ada')
    const victim = openBrowsing()
    const answered = await victim.get(atEnd.location!)
    expect(answered.location).toBe(on.problem('hamm', 'abgelaufen'))
    expect(signsIn(answered)).toBe(false)
    expect(await on.lastEvent()).toMatchObject({ details: { reason: 'expired', cause: 'other-browser' } })
    expect(signsIn(await attacker.get(atEnd.location!))).toBe(false)
  })

  test('not when the victim’s browser has begun a sign-on of its own', async () => {
    const atEnd = await signInAtProvider(openBrowsing(), on.startOf('hamm'), 'ada')
    const victim = openBrowsing()
    await victim.get(on.startOf('hamm'))
    expect(signsIn(await victim.get(atEnd.location!))).toBe(false)
  })

  test.each([
    ['another state', (answer: URL) => answer.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (answer: URL) => answer.searchParams.delete('state')],
    ['two states', (answer: URL) => answer.searchParams.append('state', 'another')],
    ['another code', (answer: URL) => answer.searchParams.set('code', 'x'.repeat(43))],
    ['no code', (answer: URL) => answer.searchParams.delete('code')],
    ['another issuer', (answer: URL) => answer.searchParams.set('iss', 'https://evil.example')],
    ['no issuer although the provider names it', (answer: URL) => answer.searchParams.delete('iss')],
  ])('not with %s', async (_what, change) => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    const answer = new URL(atEnd.location!)
    change(answer)
    const answered = await browsing.get(answer.href)
    expect(answered.location).toMatch(/hinweis\?grund=(abgelaufen|ungueltig)$/)
    expect(signsIn(answered)).toBe(false)
  })

  test('not with a code that another attempt obtained: the verifier of PKCE does not fit', async () => {
    const [one, another] = [openBrowsing(), openBrowsing()]
    const ours = new URL((await signInAtProvider(one, on.startOf('hamm'), 'ada')).location!)
    const theirs = new URL((await signInAtProvider(another, on.startOf('hamm'), 'bela')).location!)
    ours.searchParams.set('code', theirs.searchParams.get('code')!)
    const answered = await one.get(ours.href)
    expect(answered.location).toBe(on.problem('hamm', 'ungueltig'))
    expect(await on.lastEvent()).toMatchObject({ details: { reason: 'invalid', cause: 'code-refused' } })
  })

  test('not when another provider gave it, although it is honest and knows the person', async () => {
    const [one, another] = [openBrowsing(), openBrowsing()]
    const ours = new URL((await signInAtProvider(one, on.startOf('hamm'), 'ada')).location!)
    const theirs = new URL((await signInAtProvider(another, on.startOf('unna'), 'ada')).location!)
    for (const name of ['code', 'iss']) ours.searchParams.set(name, theirs.searchParams.get(name)!)
    const answered = await one.get(ours.href)
    expect(answered.location).toBe(on.problem('hamm', 'ungueltig'))
    expect(signsIn(answered)).toBe(false)
  })

  test('not when the municipality has changed its provider in between', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    await on.rows('update sign_on_providers set issuer = $1 where tenant_id = $2', [foreign.issuer, on.hamm])
    expect((await browsing.get(atEnd.location!)).location).toBe(on.problem('hamm', 'einrichtung'))
    await on.rows('update sign_on_providers set issuer = $1 where tenant_id = $2', [provider.issuer, on.hamm])
  })

  test('not after ten minutes', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    await on.rows(`update sign_on_attempts set expires_at = now() - interval '1 second'`)
    expect((await browsing.get(atEnd.location!)).location).toBe(on.problem('hamm', 'abgelaufen'))
  })

  test('not for another municipality than it was begun for', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    const answered = await browsing.get(atEnd.location!.replace('/hamm/', '/unna/'))
    expect(answered.location).toBe(on.problem('unna', 'abgelaufen'))
    expect(signsIn(answered)).toBe(false)
  })

  test('at another process than the one that began it', async () => {
    const browsing = openBrowsing()
    const atEnd = await signInAtProvider(browsing, on.startOf('hamm'), 'ada')
    const elsewhere = atEnd.location!.replace(on.server.baseUrl, other.baseUrl)
    const name = 'anmeldedienst'
    browsing.setCookie(other.baseUrl, name, browsing.cookie(on.server.baseUrl, name)!)
    expect(signsIn(await browsing.get(elsewhere))).toBe(true)
  })

  test('when several sign-ons were begun in one browser, each of them', async () => {
    const browsing = openBrowsing()
    const first = await browsing.get(on.startOf('hamm', '/hamm/ziele'))
    await browsing.get(on.startOf('hamm', '/hamm/zahlen'))
    const atEnd = await signInAtProvider(browsing, first.location!, 'ada')
    expect((await browsing.get(atEnd.location!)).location).toBe(`${on.server.baseUrl}/hamm/ziele`)
  })
})
