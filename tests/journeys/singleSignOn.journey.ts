import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor, signIn } from '../support/browser.ts'
import { type RealProvider, startRealProvider } from '../support/signOn/realProvider.ts'

const baseUrl = inject('baseUrl')
const settings = '/musterstadt/verwaltung/anmeldung'
let browser: Browser
let provider: RealProvider

beforeAll(async () => {
  browser = await openBrowser()
  provider = await startRealProvider({
    redirectUris: [`${baseUrl}/musterstadt/anmelden/sso/antwort`],
    endUris: [`${baseUrl}/musterstadt/anmelden/sso/abgemeldet`],
    people: { hilde: { name: 'Hilde Altstadt', groups: ['Altstadt-Team'] } },
  })
})
afterAll(async () => {
  await browser.close()
  await provider.stop()
})

async function setUp(page: Page): Promise<void> {
  await signIn(page, 'musterstadt', 'administration')
  await page.goto(settings)
  await page.getByLabel('Adresse des Anmeldedienstes').fill(provider.issuer)
  await page.getByLabel('Kennung dieses Systems').fill(provider.clientId)
  await page.getByLabel('Geheimnis').fill(provider.clientSecret)
  await page.getByLabel('Aufschrift des Knopfes').fill('Mit dem Konto der Stadt anmelden')
  await page.getByRole('group', { name: 'Zentrale Anmeldung' }).getByLabel('eingeschaltet').check()
  await page.getByRole('button', { name: 'Speichern' }).first().click()
  await page.getByRole('status').getByText('Gespeichert').waitFor()
  await page.getByRole('button', { name: 'Verbindung prüfen' }).click()
  await page.getByText('werden angenommen').waitFor()
}

async function giveGroup(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Gruppe zuordnen' }).click()
  await page.getByLabel('Name der Gruppe').fill('Altstadt-Team')
  await page.getByLabel('Sozialraumkoordination').check()
  await page.getByText('begrenzen').first().click()
  await page.getByLabel('Altstadt', { exact: true }).check()
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('rowheader', { name: 'Altstadt-Team' }).waitFor()
  expect(await page.getByRole('table').textContent()).toContain('für Altstadt')
}

test('an administrator connects the town’s provider; somebody signs on through it, works in their scope and signs out on both sides', async () => {
  const administrator = await openVisitor(browser, { baseUrl })
  await setUp(administrator.page)
  await giveGroup(administrator.page)

  const hilde = await openVisitor(browser, { baseUrl })
  const { page } = hilde
  // The provider's own pages ask for a typeface from the internet.
  await page.route('https://fonts.googleapis.com/**', (route) => route.abort())
  await page.goto('/musterstadt/lieferungen')
  await page.getByRole('link', { name: /Mit dem Konto der Stadt anmelden/ }).click()
  await page.waitForURL(`${provider.issuer}/**`)
  await page.locator('input[name="login"]').fill('hilde')
  await page.locator('input[name="password"]').fill('anything')
  await page.locator('button[type="submit"]').click()
  await page.waitForURL(`${baseUrl}/musterstadt/lieferungen`)
  expect(await page.locator('header').first().textContent()).toContain('Hilde Altstadt')
  await page.goto('/hamm/lieferungen')
  expect(await page.locator('main').textContent()).not.toContain('Stadt Hamm')

  await page.goto('/musterstadt')
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await page.getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()
  await page.getByRole('link', { name: 'Auch beim Anmeldedienst abmelden' }).click()
  await page.waitForURL(`${provider.issuer}/**`)
  await page.locator('button[value="yes"], button[autofocus]').first().click()
  await page.getByText('in diesem System und beim Anmeldedienst').waitFor()
  expect(hilde.problems.filter((problem) => !/fonts\.googleapis|ERR_FAILED/.test(problem))).toEqual([])
  await hilde.leave()

  await administrator.page.goto(settings)
  await administrator.page.getByRole('button', { name: /^Entfernen/ }).click()
  await administrator.page.getByText('Noch ist keiner Gruppe eine Rolle zugeordnet').waitFor()
  const off = administrator.page
    .getByRole('group', { name: 'Zentrale Anmeldung' })
    .getByLabel('ausgeschaltet')
  await off.check()
  await administrator.page.getByRole('button', { name: 'Speichern' }).first().click()
  await administrator.page.getByRole('status').getByText('Gespeichert').waitFor()
  expect(administrator.problems).toEqual([])
  await administrator.leave()
})
