import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor } from '../support/browser.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a signed-out visitor finds the public pages only', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await page.goto('/musterstadt')
  const navigation = page.getByRole('navigation', { name: 'Hauptnavigation' })
  expect(await navigation.getByRole('link').allInnerTexts()).toEqual([
    'Übersicht',
    'Ziele',
    'Kennzahlen',
    'Sozialräume',
    'Daten',
    'Berichte',
  ])
  for (const path of ['lieferungen', 'lieferungen/neu', 'lieferungen/1', 'freigaben', 'zahlen/neu']) {
    await page.goto(`/musterstadt/${path}`)
    expect(new URL(page.url()).pathname, path).toBe('/anmelden')
  }
  const file = await page.request.get('/musterstadt/lieferungen/1/datei', { maxRedirects: 0 })
  expect(file.status()).toBe(302)
  expect(problems).toEqual([])
  await leave()
})

test('a secret value says so in table, map, small multiples, origin and file, and shows no number', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await page.goto('/musterstadt/zahlen/sprache-auffaellig')
  const secretCells = page.getByRole('cell').filter({ hasText: 'geheim' })
  expect(await secretCells.count()).toBeGreaterThan(3)
  expect(await page.locator('main').textContent()).toContain(
    'damit aus kleinen Zahlen niemand erkennbar wird',
  )
  expect(await page.locator('main svg').filter({ hasText: 'geheim' }).count()).toBeGreaterThan(1)

  const csv = await (await page.request.get('/musterstadt/zahlen/sprache-auffaellig/tabelle.csv')).text()
  const [header, ...lines] = csv.split(/\r?\n/).map((line) => line.split(';'))
  const value = header!.indexOf('Wert')
  expect(lines.filter((line) => line[value] === 'geheim').length).toBe(await secretCells.count())

  await secretCells.first().getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'geheim' }).waitFor()
  const values = await page.getByRole('table').getByRole('cell').filter({ hasText: 'geheim' }).count()
  expect(values).toBeGreaterThan(0)
  expect(problems).toEqual([])
  await leave()
})

test('an address that does not exist answers 404 with a way back', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl })
  for (const path of [
    '/gibt-es-nicht',
    '/hamm/zahlen/gibt-es-nicht',
    '/hamm/raeume/gibt-es-nicht',
    '/hamm/x/y',
  ]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    expect(await page.getByRole('heading', { level: 1 }).textContent(), path).toBe('Seite nicht gefunden')
  }
  await page.getByRole('link', { name: 'Zur Startseite' }).click()
  await page.waitForURL(`${baseUrl}/`)
  await leave()
})
