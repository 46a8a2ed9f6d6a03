import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor, signIn } from '../support/browser.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('an indicator is defined without JavaScript: a slip in the formula is shown at its place, and nothing typed is lost', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl, javaScript: false })
  await signIn(page, 'hamm', 'planning')
  await page.goto('/hamm/zahlen/neu')
  await page.getByLabel('Name', { exact: true }).fill('Nicht besuchte Familien')
  await page.getByLabel('Lebensphase').selectOption({ label: 'Schwangerschaft und Geburt' })
  await page.getByLabel('Handlungsfeld').selectOption({ label: 'Gesundheit' })
  await page.getByLabel(/^Formel/).fill('newborn_families - newborn_visitd')
  await page.getByLabel('Einheit').selectOption({ label: 'Anzahl' })
  await page.getByRole('button', { name: 'Speichern' }).click()

  const sentence =
    'Zeichen 20: Die Zahlenreihe „newborn_visitd“ gibt es nicht. Meinten Sie „newborn_visited“?'
  expect(await page.getByRole('alert').textContent()).toContain(sentence)
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Nicht besuchte Familien')
  expect(await page.getByLabel(/^Formel/).getAttribute('aria-invalid')).toBe('true')

  await page.getByLabel(/^Formel/).fill('newborn_families - newborn_visited')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.waitForURL('**/hamm/zahlen/nicht-besuchte-familien')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nicht besuchte Familien')
  expect(await page.locator('main').textContent()).toContain('Im Jahr 2018 lag der Wert in Hamm bei 294.')

  await page.getByRole('link', { name: 'Bearbeiten' }).click()
  await page.getByLabel(/^Zielwerte nach Jahren/).fill('2018: 250')
  await page.getByLabel('Das Ziel ist erreicht').selectOption({ label: 'höchstens so hoch ist' })
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.waitForURL('**/hamm/zahlen/nicht-besuchte-familien')
  expect(await page.locator('main').textContent()).toContain(
    'Das Ziel (höchstens 250) ist nicht erreicht: Der Wert liegt um 44 darüber.',
  )
  await leave()
})
