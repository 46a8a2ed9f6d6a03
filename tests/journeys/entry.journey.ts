import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor, signIn } from '../support/browser.ts'
import { waitForPreview, windowsCsv } from '../support/offices.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Begins a sheet of the school entry for all areas. */
async function beginSheet(page: Page): Promise<void> {
  await signIn(page, 'hamm', 'coordination')
  await page.goto('/hamm/lieferungen/eingeben?quelle=school_entry')
  await page.getByLabel(/^Untersuchte Kinder/).check()
  await page.getByLabel(/^Kinder mit Vorsorgeheft/).check()
  await page.getByLabel('Für welche Zeiträume?').fill('2019/20')
  await page.getByRole('button', { name: 'Tabelle anlegen' }).click()
  await page.waitForURL(/eingeben\/\d+$/)
}

const cellOf = (page: Page, place: string, series: string) =>
  page.getByRole('textbox', { name: `${place} ${series}` })

/** Pastes as a spreadsheet does: text on the clipboard of the event. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

test('figures are typed, moved through by keys, pasted by name, taken back, summed and delivered', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await beginSheet(page)
  const first = cellOf(page, 'Bockum-Hövel', 'Untersuchte Kinder')
  await first.fill('1')
  await first.press('Enter')
  expect(await page.locator(':focus').getAttribute('name')).toBe('z1s0')
  await page.keyboard.press('ArrowRight')
  expect(await page.locator(':focus').getAttribute('name')).toBe('z1s1')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator(':focus').getAttribute('name')).toBe('z0s0')

  await paste(page, 'Heessen\t130\t90\r\nBockum-Hövel\t1.232\t(77)\r\nAtlantis\t5\t5\r\n')
  expect(await first.inputValue()).toBe('1.232')
  expect(await cellOf(page, 'Heessen', 'Kinder mit Vorsorgeheft').inputValue()).toBe('90')
  const said = page.getByRole('status').filter({ hasText: 'Werte eingefügt' })
  expect(await said.textContent()).toContain('4 Werte eingefügt.')
  expect(await said.textContent()).toContain('Nicht in dieser Tabelle: Atlantis.')
  await page.getByRole('button', { name: 'Einfügen rückgängig machen' }).click()
  expect(await first.inputValue()).toBe('1')

  await first.fill('1.232')
  await cellOf(page, 'Heessen', 'Untersuchte Kinder').fill('-')
  await cellOf(page, 'Heessen', 'Kinder mit Vorsorgeheft').fill('acht')
  const sums = page.getByRole('row', { name: /^Summe der Teile/ })
  expect(await sums.textContent()).toContain('1.232 (8 Felder ohne Zahl)')
  await page.getByRole('button', { name: 'Prüfen und liefern' }).click()
  const summary = page.getByRole('alert')
  await summary.waitFor()
  await summary.getByRole('link', { name: /„acht“ ist keine Zahl/ }).click()
  const wrong = page.locator(':focus')
  expect(await wrong.getAttribute('aria-invalid')).toBe('true')
  await wrong.fill('8')
  await page.getByRole('button', { name: 'Prüfen und liefern' }).click()
  await page.getByText('3 Zahlen können übernommen werden.').waitFor()
  expect(problems).toEqual([])
  await leave()
})

test('two windows: the second is shown what the first saved, and nothing is overwritten unseen', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await beginSheet(page)
  const address = page.url()
  const second = await page.context().newPage()
  await second.goto(address)
  await cellOf(page, 'Pelkum', 'Untersuchte Kinder').fill('109')
  await cellOf(page, 'Heessen', 'Untersuchte Kinder').fill('130')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Die Tabelle ist gespeichert.').waitFor()
  await cellOf(second, 'Pelkum', 'Untersuchte Kinder').fill('190')
  await second.getByRole('button', { name: 'Speichern' }).click()
  await second.getByText('Jemand war schneller').waitFor()
  await second.getByText('inzwischen gespeichert: 109').waitFor()
  expect(await cellOf(second, 'Pelkum', 'Untersuchte Kinder').inputValue()).toBe('190')
  expect(await cellOf(second, 'Heessen', 'Untersuchte Kinder').inputValue()).toBe('130')
  await second.getByRole('button', { name: 'Speichern' }).click()
  await second.getByText('Die Tabelle ist gespeichert.').waitFor()
  expect(await cellOf(second, 'Pelkum', 'Untersuchte Kinder').inputValue()).toBe('190')
  expect(problems).toEqual([])
  await leave()
})

test('without JavaScript a table is filled in, an error stands at its cell, and it is delivered', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl, javaScript: false })
  await beginSheet(page)
  const cell = cellOf(page, 'Rhynern', 'Untersuchte Kinder')
  await cell.fill('138,5')
  await page.getByRole('button', { name: 'Prüfen und liefern' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('„138,5“ ist keine ganze Zahl')
  expect(await cell.inputValue()).toBe('138,5')
  await cell.fill('138')
  await cell.press('Enter')
  await page.getByText('Die Tabelle ist gespeichert.').waitFor()
  await page.getByRole('button', { name: 'Prüfen und liefern' }).click()
  await page.getByText('Eine Zahl kann übernommen werden.').or(page.getByText('1 Zahl')).first().waitFor()
  await leave()
})

test('when the connection is lost nothing typed or chosen is lost: it waits, and is sent when it is back', async () => {
  const { page, leave } = await openVisitor(browser, { baseUrl })
  await beginSheet(page)
  const pelkum = cellOf(page, 'Pelkum', 'Untersuchte Kinder')
  await pelkum.fill('109')
  const lost = page
    .getByRole('status')
    .filter({ hasText: 'Keine Verbindung. Ihre Eingaben stehen noch hier.' })
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Speichern' }).click()
  await lost.waitFor()
  expect(await pelkum.inputValue()).toBe('109')
  await page.context().setOffline(false)
  await page.getByText('Die Tabelle ist gespeichert.').waitFor()
  await lost.waitFor({ state: 'hidden' })

  await page.goto('/hamm/lieferungen/neu')
  await page.getByLabel('Von welcher Quelle kommt die Datei?').selectOption({ label: 'Willkommensbesuche' })
  const file = windowsCsv('ohne-verbindung.csv', ['Sozialraum;2020', 'Heessen;88', 'Stadt Hamm;87'])
  await page.getByLabel('Datei (CSV, XLSX oder ZIP)').setInputFiles(file)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Vorschau ansehen' }).click()
  await lost.waitFor()
  await page.context().setOffline(false)
  await waitForPreview(page)
  await leave()
})
