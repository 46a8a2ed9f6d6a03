import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor, phone, signIn } from '../support/browser.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('the first tab leads past header and navigation to the content', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await page.goto('/hamm')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Zum Inhalt springen')
  expect(await page.locator(':focus').isVisible()).toBe(true)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.locator('main :focus').count()).toBe(1)
  expect(problems).toEqual([])
  await leave()
})

test('the navigation can be walked by keyboard; a page that changes without a new document is announced by its focus', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  const link = (name: string) =>
    page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name, exact: true })
  const follow = async (name: string, address: string) => {
    await link(name).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${address}`)
  }
  await page.goto('/hamm')
  await follow('Ziele', '/hamm/ziele')
  await page.waitForLoadState()
  expect(await link('Ziele').getAttribute('aria-current')).toBe('page')

  await signIn(page, 'hamm', 'coordination')
  await page.goto('/hamm/lieferungen', { waitUntil: 'networkidle' })
  await follow('Freigaben', '/hamm/freigaben')
  await page.locator('main:focus').waitFor()
  expect(await link('Freigaben').getAttribute('aria-current')).toBe('page')
  expect(problems).toEqual([])
  await leave()
})

test('a wide table is reached by keyboard, scrolled and sorted, and the page opens at the table again', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl, size: phone })
  await page.goto('/hamm/zahlen/besuchsquote')
  const table = page.locator('#sortiert')
  await table.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => table.evaluate((region) => region.scrollLeft)).toBeGreaterThan(0)
  const header = page.getByRole('columnheader', { name: /^2014/ })
  await header.getByRole('link').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**#sortiert')
  expect(await header.getAttribute('aria-sort')).toBe('descending')
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(500)
  expect(problems).toEqual([])
  await leave()
})

test('on a phone the menu opens, leads on and closes, also without JavaScript', async () => {
  for (const javaScript of [true, false]) {
    const { page, leave } = await openVisitor(browser, { baseUrl, size: phone, javaScript })
    await page.goto('/hamm')
    const link = page.getByRole('link', { name: 'Kennzahlen', exact: true })
    expect(await link.isVisible()).toBe(false)
    await page.getByText('Menü', { exact: true }).click()
    await link.click()
    await page.waitForURL('**/hamm/zahlen')
    await link.waitFor({ state: 'hidden' })
    await leave()
  }
})

test('the switch turns the page to English and back, keeps the view and is remembered', async () => {
  for (const javaScript of [true, false]) {
    const { page, leave } = await openVisitor(browser, { baseUrl, javaScript })
    await page.goto('/hamm/zahlen?sortierung=-name')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Indicators' }).waitFor()
    expect(page.url()).toBe(`${baseUrl}/hamm/zahlen?sortierung=-name`)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.goto('/hamm')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByRole('navigation', { name: 'Hauptnavigation' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await leave()
  }
})

test('signing in and out leads back to the page one came from', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await page.goto('/hamm/ziele')
  await page.getByRole('link', { name: 'Anmelden', exact: true }).click()
  await page.getByRole('button', { name: 'Miriam Albers' }).click()
  await page.waitForURL('**/hamm/ziele')
  expect(await page.locator('header').first().textContent()).toContain('Miriam Albers')
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await page.getByRole('link', { name: 'Anmelden', exact: true }).waitFor()
  expect(problems).toEqual([])
  await leave()
})

test('who may not deliver finds neither the link nor the page', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'practitioner')
  const navigation = page.getByRole('navigation', { name: 'Hauptnavigation' })
  expect(await navigation.getByRole('link', { name: 'Lieferungen' }).count()).toBe(0)
  const answer = await page.goto('/hamm/lieferungen')
  expect(answer?.status()).toBe(403)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Kein Zugriff')
  await leave()
})
