import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findBarriers, openBrowser, openVisitor, phone, signIn } from '../support/browser.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a mother on a phone without JavaScript reports a barrier; the coordinator reads it and is done with it', async () => {
  const words = `Die Schrift in der Karte ist zu klein. (${Date.now()})`
  const mother = await openVisitor(browser, { baseUrl, size: phone, javaScript: false })
  await mother.page.goto('/musterstadt/raeume?sortierung=-name')
  await mother.page.getByRole('link', { name: 'Barriere melden' }).click()
  await mother.page.waitForURL('**/musterstadt/barrierefreiheit#melden')
  expect(await mother.page.getByLabel('Auf welcher Seite?').inputValue()).toBe('/musterstadt/raeume')
  expect(await mother.page.getByLabel('Dieses Feld bitte leer lassen').isVisible()).toBe(false)

  await mother.page.getByLabel('Ihre E-Mail-Adresse').fill('keine Adresse')
  await mother.page.getByRole('button', { name: 'Absenden' }).click()
  await mother.page.getByText('Bitte prüfen Sie 2 Angaben').waitFor()
  expect(await mother.page.getByLabel('Ihre E-Mail-Adresse').inputValue()).toBe('keine Adresse')
  expect(await mother.page.getByLabel('Auf welcher Seite?').inputValue()).toBe('/musterstadt/raeume')

  await mother.page.getByLabel('Was ist das Problem?').fill(words)
  await mother.page.getByLabel('Ihre E-Mail-Adresse').fill('mutter@example.org')
  await mother.page.getByRole('button', { name: 'Absenden' }).click()
  await mother.page.getByRole('heading', { level: 1, name: 'Danke für Ihre Nachricht' }).waitFor()
  await mother.leave()

  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'musterstadt', 'coordination')
  await page.goto('/musterstadt/verwaltung/rueckmeldungen')
  const message = page.getByRole('listitem').filter({ hasText: words })
  expect(await message.getByRole('link', { name: 'mutter@example.org' }).count()).toBe(1)
  await message.getByRole('button', { name: 'Als erledigt markieren' }).click()
  await message.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: /^Erledigt/ }).click()
  await message.getByText('von Lena Sommer').waitFor()
  await message.getByRole('button', { name: 'Löschen' }).click()
  await message.waitFor({ state: 'detached' })
  expect(problems).toEqual([])
  await leave()
})

test('the coordinator edits the imprint, looks at it before saving and finds every version again', async () => {
  const number = `02381 ${Date.now() % 1_000_000}`
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'coordination')
  await page.goto('/hamm/impressum')
  await page.getByRole('link', { name: 'Seite bearbeiten' }).click()
  await page.getByLabel('Telefon').fill(number)
  await page.getByLabel('E-Mail-Adresse').fill('falsch')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('link', { name: /^E-Mail-Adresse: Das ist keine E-Mail-Adresse/ }).click()
  expect(await page.locator(':focus').inputValue()).toBe('falsch')
  await page.getByLabel('E-Mail-Adresse').fill('kontakt@vorfuehrung.example')

  await page.getByRole('button', { name: 'Vorschau' }).click()
  const preview = page.getByRole('heading', { level: 2, name: 'Vorschau' })
  await preview.waitFor()
  expect(await page.getByText(number).count()).toBe(1)
  expect(await page.getByLabel('Telefon').inputValue()).toBe(number)
  expect(await findBarriers(page)).toEqual([])

  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText(/Gespeichert\. Es ist Fassung \d+/).waitFor()
  await page.goto('/hamm/impressum')
  expect(await page.getByText(number).count()).toBe(1)

  await page.goto('/hamm/verwaltung/seiten/imprint')
  await page
    .getByRole('link', { name: /in das Formular holen/ })
    .first()
    .click()
  await page.getByText(/Im Formular steht Fassung \d+/).waitFor()
  expect(await page.getByLabel('Telefon').inputValue()).not.toBe(number)
  expect(problems).toEqual([])
  await leave()
})

test('of two people who edit the same page the later one sees both versions and loses nothing', async () => {
  const first = await openVisitor(browser, { baseUrl })
  const second = await openVisitor(browser, { baseUrl, javaScript: false })
  const own = `Eigener Text ${Date.now()}`
  await signIn(first.page, 'hamm', 'coordination')
  await signIn(second.page, 'hamm', 'data_protection')
  for (const { page } of [first, second]) await page.goto('/hamm/verwaltung/seiten/privacy?in=en')
  await first.page
    .getByLabel('Further details')
    .or(first.page.getByLabel('Weitere Angaben'))
    .fill(`Anderer ${own}`)
  await first.page.getByRole('button', { name: 'Speichern' }).click()
  await first.page.getByText(/Gespeichert\. Es ist/).waitFor()
  await second.page.getByLabel('Weitere Angaben').fill(own)
  await second.page.getByRole('button', { name: 'Speichern' }).click()
  await second.page.getByText('Diese Seite hat inzwischen Miriam Albers geändert').waitFor()
  expect(await second.page.getByText(`Anderer ${own}`).count()).toBe(1)
  expect(await second.page.getByLabel('Weitere Angaben').inputValue()).toBe(own)
  await second.page.getByRole('button', { name: 'Speichern' }).click()
  await second.page.getByText(/Gespeichert\. Es ist/).waitFor()
  expect(await second.page.getByLabel('Weitere Angaben').inputValue()).toBe(own)
  expect(first.problems).toEqual([])
  await first.leave()
  await second.leave()
})

test('in English everything is English; what a town wrote in German only says so and is marked as German', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await page.goto('/hamm/barrierefreiheit?sprache=en')
  await page.getByRole('heading', { level: 1, name: 'Accessibility statement' }).waitFor()
  await page.getByText('These pages are partially compliant with the requirements.').waitFor()
  const main = await page.locator('main').textContent()
  expect(main).not.toMatch(/\b(und|nicht|diese|Seiten)\b/)

  await page.goto('/musterstadt/barrierefreiheit')
  await page.getByText('What the municipality has written exists in German only.').waitFor()
  expect(await page.locator('main [lang="de"]').first().textContent()).toContain('Beispieltext')
  await page.getByRole('link', { name: 'Plain language' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plain language' }).waitFor()
  expect(problems).toEqual([])
  await leave()
})
