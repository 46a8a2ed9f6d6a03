import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findFreePort } from '../support/installation.ts'
import { openSignedIn, settingsFor } from '../support/signOn/administration.ts'
import type { Browsing } from '../support/signOn/browsing.ts'
import { openSignOnInstance, type SignOnInstance } from '../support/signOn/instance.ts'
import { type RealProvider, startRealProvider } from '../support/signOn/realProvider.ts'

let on: SignOnInstance
let provider: RealProvider
let administrator: Browsing

const page = () => `${on.server.baseUrl}/hamm/verwaltung/anmeldung`
const right = () => settingsFor(provider)

beforeAll(async () => {
  on = await openSignOnInstance()
  provider = await startRealProvider({ redirectUris: [on.answerOf('hamm')], people: {} })
  administrator = await openSignedIn(on, 'administration', 'admin')
})

afterAll(async () => {
  await provider?.stop()
  await on.close()
})

// The same form sent again within two seconds would get the answer of before.
beforeEach(() => on.rows('delete from submissions'))

describe('the check of the connection', () => {
  const check = async () => (await administrator.post(page(), { tun: 'pruefen' })).text

  test('says that the provider answers and takes identifier and secret', async () => {
    await administrator.post(page(), right())
    const text = await check()
    expect(text).toContain('Der Anmeldedienst antwortet')
    expect(text).toContain('werden angenommen')
    expect(text).toContain(new URL(provider.issuer).host)
  })

  test('is not repeated for ever: nobody feels their way through a network with it', async () => {
    await administrator.post(page(), right())
    await check()
    await on.rows('update attempt_counters set count = 100000')
    await on.rows('delete from submissions')
    expect(await check()).toContain('Bitte warten Sie zehn Minuten')
    await on.rows('delete from attempt_counters')
  })

  test('says that the secret is wrong', async () => {
    await administrator.post(page(), { ...right(), clientSecret: 'wrong' })
    expect(await check()).toContain('nimmt aber Kennung oder Geheimnis nicht an')
  })

  test.each([
    ['nobody is there', undefined, 'antwortet niemand'],
    ['there is nothing of the kind', [404, 'text/html', 'no'], 'keine Beschreibung eines Anmeldedienstes'],
    ['there is a web page', [200, 'text/html', '<html></html>'], 'antwortet eine Webseite'],
    [
      'there is another provider',
      [200, 'application/json', '{"issuer":"https://a.example"}'],
      'nennt sich selbst anders',
    ],
    ['an answer is no use', [200, 'application/json', '{"a":1}'], 'nicht zu gebrauchen'],
  ] as const)('says so when %s', async (_what, answer, said) => {
    const port = await findFreePort()
    const web = createServer((_request, response) => {
      if (answer) response.writeHead(answer[0], { 'content-type': answer[1] }).end(answer[2])
    })
    if (answer) await new Promise<void>((done) => web.listen(port, 'localhost', done))
    await administrator.post(page(), { ...right(), issuer: `http://localhost:${port}` })
    expect(await check()).toContain(said)
    web.close()
  })
})
