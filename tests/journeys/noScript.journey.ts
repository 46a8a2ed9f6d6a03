import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor, signIn } from '../support/browser.ts'
import { handIn, waitForPreview, windowsCsv } from '../support/offices.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('without JavaScript a table is sorted, a list filtered and a number followed to its origin', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl, javaScript: false })
  await page.goto('/hamm/zahlen/besuchsquote')
  await page.getByRole('columnheader', { name: '2018' }).first().getByRole('link').click()
  const names = await page.getByRole('table').first().getByRole('rowheader').allInnerTexts()
  expect(names.indexOf('Heessen')).toBeLessThan(names.indexOf('Bockum-Hövel'))

  await page.goto('/hamm/zahlen')
  await page.getByLabel('Lebensphase').selectOption({ label: 'Kita' })
  await page.getByRole('button', { name: 'Anzeigen' }).click()
  expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Kita'])

  await page.goto('/hamm/zahlen/besuchsquote')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Heessen' }) })
  await row
    .getByRole('link', { name: /^93\s%/ })
    .last()
    .click()
  expect(await page.locator('main').textContent()).toContain('jugendamt_besuchsquoten_2013-2018.csv')
  await leave()
})

test('without JavaScript a file is handed in, looked at and discarded', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl, javaScript: false })
  await signIn(page, 'hamm', 'coordination')
  const file = windowsCsv('ohne-skript.csv', ['Sozialraum;2020', 'Heessen;88', 'Stadt Hamm;87'])
  await handIn(page, 'hamm', 'Willkommensbesuche', file)
  await waitForPreview(page)
  expect(await page.locator('main').textContent()).toContain('Heessen')
  await page.getByRole('button', { name: 'Verwerfen', exact: true }).click()
  await page.getByText('Die Lieferung ist verworfen und ihre Datei gelöscht.').waitFor()
  await leave()
})
