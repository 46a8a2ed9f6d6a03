import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordAccountEvent } from '#app/capabilities/accounts/accounts.server.ts'
import { openSignedIn, settingsFor } from '../support/signOn/administration.ts'
import { type Browsing, openBrowsing } from '../support/signOn/browsing.ts'
import { openSignOnInstance, type SignOnInstance } from '../support/signOn/instance.ts'
import { type RealProvider, signInAtProvider, startRealProvider } from '../support/signOn/realProvider.ts'

let on: SignOnInstance
let provider: RealProvider
let administrator: Browsing
let page: string

const right = () => settingsFor(provider)

beforeAll(async () => {
  on = await openSignOnInstance()
  page = `${on.server.baseUrl}/hamm/verwaltung/anmeldung`
  provider = await startRealProvider({
    redirectUris: [on.answerOf('hamm')],
    people: { ada: { name: 'Ada Beispiel', groups: ['G-Planung'] } },
  })
  administrator = await openSignedIn(on, 'administration', 'admin')
})

afterAll(async () => {
  await provider?.stop()
  await on.close()
})

beforeEach(async () => {
  await on.rows('delete from sign_on_providers')
  // The same form sent again within two seconds would get the answer of before.
  await on.rows('delete from submissions')
})

describe('sign-ons that came to nothing', () => {
  const answer = (query: string) => `${on.answerOf('hamm')}?${query}`
  const kept = async () =>
    Number((await on.rows<{ n: string }>('select count(*) as n from account_events'))[0]!.n)

  test('leave nothing behind where nobody began one, and have no address where there is no provider', async () => {
    const before = await kept()
    expect((await openBrowsing().get(answer('state=x&code=y'))).status).toBe(404)
    await administrator.post(page, { ...right(), enabled: 'nein' })
    expect((await openBrowsing().get(answer('state=x&code=y'))).status).toBe(404)
    await administrator.post(page, { ...right(), clientSecret: '' })
    expect((await openBrowsing().get(answer('state=x&code=y'))).location).toBe(
      on.problem('hamm', 'abgelaufen'),
    )
    expect(await kept()).toBe(before)
  })

  test('are shown to the administration of this municipality with their cause, without the person', async () => {
    await administrator.post(page, right())
    expect((await administrator.get(page)).text).toContain('ist keine zentrale Anmeldung gescheitert')
    await on.database.shared((shared) =>
      recordAccountEvent(shared, {
        accountId: null,
        actor: '',
        action: 'sign-on.failed',
        details: { tenant: 'unna', reason: 'setup', cause: 'client-refused' },
        at: new Date(),
      }),
    )
    const ada = openBrowsing()
    const atEnd = await signInAtProvider(ada, on.startOf('hamm'), 'ada')
    expect((await ada.get(atEnd.location!)).location).toBe(on.problem('hamm', 'keine-gruppe'))
    const { text } = await administrator.get(page)
    expect(text).toContain('Keine der Gruppen der Person hat hier eine Rolle.')
    expect(text).toContain('<code>no-group</code>')
    expect(text).not.toContain('client-refused')
    expect(text).not.toContain('Ada Beispiel')
  })

  test('are kept ten times in ten minutes for one cause and network', async () => {
    await administrator.post(page, right())
    const before = await kept()
    for (let times = 0; times < 12; times++) {
      const browsing = openBrowsing()
      const begun = await browsing.get(on.startOf('hamm'))
      const state = new URL(begun.location!).searchParams.get('state')
      const query = new URLSearchParams({ state: state!, error: 'access_denied', iss: provider.issuer })
      expect((await browsing.get(answer(String(query)))).location).toBe(on.problem('hamm', 'abgebrochen'))
    }
    expect((await kept()) - before).toBe(10)
  })
})
