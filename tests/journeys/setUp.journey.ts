import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBarriers, openBrowser, openVisitor, phone, sidewaysScroll } from '../support/browser.ts'
import { type Installation, startInstallation } from '../support/installation.ts'

let installation: Installation
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
  installation = await startInstallation({ LUECKENLOS_DEMO: 'off' })
})
afterAll(async () => {
  await browser?.close()
  await installation?.stop()
})

/** The link that the terminal prints while there is no municipality. */
function printedLink(): string {
  const link = /https?:\/\/\S+\/einrichten\?code=\S+/.exec(installation.output())?.[0]
  if (!link) throw new Error(`no link was printed:\n${installation.output()}`)
  return link
}

/** Sets up the second factor as a person with an app would: from the key that the page spells out. */
async function setUpSecondFactor(page: Page): Promise<void> {
  await page.goto('/konto/zweiter-faktor/einrichten')
  const spelt = await page.locator('main').textContent()
  const secret = /(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(spelt ?? '')?.[0].replaceAll(' ', '')
  if (!secret) throw new Error(`no key on the page:\n${spelt}`)
  await page.locator('#feld-ziffern').fill(new TOTP({ secret }).generate())
  await page.getByRole('main').getByRole('button').last().click()
  await page.getByRole('heading', { name: 'Der zweite Faktor ist eingerichtet' }).waitFor()
}

test('from the printed link to an invited colleague, and the second half of it without JavaScript', async () => {
  const baseUrl = installation.baseUrl
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await page.goto('/')
  expect(await page.locator('main').textContent()).toContain('wartet darauf, eingerichtet zu werden')

  await page.goto(printedLink())
  await page.getByRole('button', { name: 'Einrichten' }).click()
  await page.getByRole('alert').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByLabel('Name', { exact: true }).fill('Kreis Unna')
  await page.getByLabel('Kurzer Name').fill('unna')
  await page.getByLabel('Kreis', { exact: true }).check()
  await page.getByLabel('Amtlicher').fill('05978')
  await page.getByLabel('Sozialräume').fill('Bergkamen\nBönen\nSchwerte')
  await page.getByLabel('Ihr Name').fill('Sabine Kortmann')
  await page.getByLabel('Ihre dienstliche').fill('sabine.kortmann@kreis-unna.example')
  for (const label of ['Neues Kennwort', 'Neues Kennwort noch einmal'])
    await page.getByLabel(label, { exact: true }).fill('Regenschirm tanzt am Dienstag leise')
  await page.getByRole('button', { name: 'Einrichten' }).click()
  await page.waitForURL('**/unna')
  expect(await page.locator('header').first().textContent()).toContain('Sabine Kortmann')
  await page.getByRole('link', { name: 'Zur Verwaltung' }).click()
  await page.getByRole('heading', { name: 'Erste Schritte' }).waitFor()

  expect((await page.goto(printedLink()))?.status()).toBe(404)
  expect(await page.locator('main').textContent()).toContain('gilt nicht')

  await setUpSecondFactor(page)
  await page.goto('/unna/verwaltung/personen/einladen')
  await page.getByLabel('Name', { exact: true }).fill('Jan Petersen')
  await page.getByLabel('Dienstliche Mailadresse').fill('jan.petersen@kreis-unna.example')
  await page.getByLabel('Planung und Controlling', { exact: true }).check()
  await page.getByText('Auf bestimmte Orte').click()
  await page.getByLabel(/^Bönen/).check()
  await page.getByRole('button', { name: 'Einladen' }).click()
  const link = await page.getByLabel('Link für die Einladung').inputValue()
  expect(link.startsWith(`${baseUrl}/unna/einladung/`)).toBe(true)
  await page.goto('/unna/verwaltung/personen')
  expect(await page.getByRole('table', { name: 'Offene Einladungen' }).textContent()).toContain('für Bönen')
  expect(problems).toEqual([])

  const colleague = await openVisitor(browser, { baseUrl, javaScript: false, size: phone })
  await colleague.page.goto(link)
  expect(await colleague.page.locator('main').textContent()).toContain('Planung und Controlling, für Bönen')
  expect(await sidewaysScroll(colleague.page)).toBe(0)
  await colleague.page.getByLabel('Neues Kennwort', { exact: true }).fill('kurz')
  await colleague.page.getByRole('button', { name: 'Kennwort speichern' }).click()
  expect(await colleague.page.getByRole('alert').textContent()).toContain('zu kurz')
  for (const label of ['Neues Kennwort', 'Neues Kennwort noch einmal'])
    await colleague.page.getByLabel(label, { exact: true }).fill('Laterne wandert quer durch Moos')
  await colleague.page.getByRole('button', { name: 'Kennwort speichern' }).click()
  await colleague.page.waitForURL('**/unna')
  expect(await colleague.page.locator('header').first().textContent()).toContain('Jan Petersen')
  expect((await colleague.page.goto(link))?.status()).toBe(404)
  expect((await colleague.page.goto('/unna/verwaltung/personen'))?.status()).toBe(403)
  await colleague.leave()

  await page.reload()
  expect(await page.getByRole('table').first().textContent()).toContain('Jan Petersen')
  await page.getByRole('link', { name: 'Jan Petersen' }).click()
  await page.getByRole('button', { name: 'Link für ein neues Kennwort erzeugen' }).click()
  expect(await page.getByLabel('Link', { exact: true }).inputValue()).toContain('/konto/kennwort/')
  await page.getByText('Diese Person entfernen').click()
  await page.getByRole('button', { name: 'Ja, endgültig entfernen' }).click()
  const removed = 'Die Person ist entfernt.'
  await page.getByText(removed).waitFor()
  expect(await page.getByRole('table').first().textContent()).not.toContain('Jan Petersen')
  // Said once: the address forgets it, and a reload doesn't say it again.
  await page.waitForURL('**/personen')
  await page.reload()
  expect(await page.getByText(removed).count()).toBe(0)
  expect(problems).toEqual([])
  await leave()
})
