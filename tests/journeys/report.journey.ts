import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findElements, openPdf, readStructure } from '#app/platform/documents/pdfStructure.ts'
import { elementText, readMarkedText } from '#app/platform/documents/pdfText.ts'
import { openBrowser, openVisitor, signIn } from '../support/browser.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a coordinator builds the report, watches its progress, publishes it, and everybody can read its tagged PDF', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'coordination')
  await page.getByRole('link', { name: 'Berichte', exact: true }).click()
  await page.waitForURL('**/hamm/berichte')
  await page.getByLabel('Jahr', { exact: true }).selectOption('2017')
  await page.getByRole('button', { name: 'Erstellen' }).click()
  await page.waitForURL('**/hamm/auftraege/*')
  await page.getByRole('link', { name: 'Bericht 2017 lesen' }).click({ timeout: 60_000 })
  await page.waitForURL('**/hamm/berichte/2017*')

  const stranger = await openVisitor(browser, { baseUrl })
  expect((await stranger.page.goto('/hamm/berichte/2017'))?.status()).toBe(404)
  const publish = page.getByRole('button', { name: 'Bericht 2017 veröffentlichen' })
  await publish.click()
  await publish.waitFor({ state: 'hidden' })
  expect((await stranger.page.goto('/hamm/berichte/2017'))?.status()).toBe(200)

  const answer = await stranger.page.request.get('/hamm/berichte/2017/bericht.pdf')
  expect(answer.headers()['content-type']).toBe('application/pdf')
  const pdf = await openPdf(await answer.body())
  expect(pdf.getPageCount()).toBeGreaterThan(5)
  const structure = readStructure(pdf)
  const marked = readMarkedText(pdf)
  const headings = findElements(structure, ['H1']).map((element) => elementText(element, marked))
  expect(headings.length).toBeGreaterThan(2)
  expect(findElements(structure, ['Table']).length).toBeGreaterThan(2)
  expect(findElements(structure, ['Figure']).length).toBeGreaterThan(2)
  expect(structure.map((element) => elementText(element, marked)).join(' ')).toContain('Besuchsquote')
  expect([...problems, ...stranger.problems]).toEqual([])
  await stranger.leave()
  await leave()
})
