import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, openVisitor, signIn } from '../support/browser.ts'
import {
  accept,
  areaNames,
  bytesNamed,
  handIn,
  type OfficeFile,
  png,
  waitForPreview,
  windowsCsv,
  workbook,
} from '../support/offices.ts'

const baseUrl = inject('baseUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A release is computed in the background; the pages follow when it is finished. */
const patience = { timeout: 60_000, interval: 500 }

/** Years for which a visitor gets values of the visit rate. */
async function yearsOf(town: string): Promise<string[]> {
  const answer = await fetch(`${baseUrl}/${town}/zahlen/besuchsquote/tabelle.csv`)
  const [, ...lines] = (await answer.text()).split('\n')
  return lines.map((line) => line.split(';')[2] ?? '')
}

const visits2019 = windowsCsv('jugendamt_besuchsquoten_2019.csv', [
  'Stadt Hamm - Jugendamt, Frühe Hilfen',
  'Willkommensbesuche: besuchte Familien mit Neugeborenen in Prozent',
  '',
  'Sozialraum;2019',
  'Stadtmitte;84',
  'Westen;83',
  'Bockum- Hövel;79',
  'Bezirk 5;96',
  'Stadt Hamm;87',
])

test('a file in Windows-1252 with an unknown area becomes a number on the page, and the number leads back to the file', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'coordination')
  await page.goto('/hamm/zahlen/besuchsquote')
  expect(await page.locator('main').textContent()).not.toContain('2019')

  await handIn(page, 'hamm', 'Willkommensbesuche', visits2019)
  await waitForPreview(page)
  const content = page.locator('main')
  expect(await content.textContent()).toContain(
    'Den Ort „Bezirk 5“ gibt es hier nicht. Bitte ordnen Sie ihn zu.',
  )
  expect(await page.getByRole('button', { name: 'Prüfen und freigeben' }).count()).toBe(0)

  await page.getByLabel('„Bezirk 5“ ist').selectOption({ label: 'Heessen' })
  await page.getByRole('button', { name: 'Zuordnung übernehmen' }).click()
  await page.getByText('5 Zahlen können übernommen werden.').waitFor({ timeout: 60_000 })
  await accept(page)
  await expect.poll(() => yearsOf('hamm'), patience).toContain('2019')

  await page.goto('/hamm/zahlen/besuchsquote')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Heessen' }) })
  expect(await row.textContent()).toMatch(/96\s%/)
  await row.getByRole('link', { name: /^96\s%/ }).click()
  await page.waitForURL('**/herkunft?*')
  await page.getByRole('heading', { level: 1, name: /^96\s%$/ }).waitFor()
  expect(await content.textContent()).toContain('jugendamt_besuchsquoten_2019.csv')
  expect(await content.textContent()).toContain('Zeile 8, Spalte 2')

  await page.getByRole('link', { name: /^Lieferung \d+$/ }).click()
  await page.getByRole('button', { name: 'Lieferung zurückziehen' }).click()
  await page.getByText('Die Zahlen gelten nicht mehr.').waitFor()
  await expect.poll(() => yearsOf('hamm'), patience).not.toContain('2019')
  expect(problems).toEqual([])
  await leave()
})

test('a workbook with small counts is taken in; what it must not show stays secret in table, map and file', async () => {
  const [secret, ...others] = areaNames('musterstadt')
  const rows = [
    ['Stadtteil', 'Jahr', 'Familien mit Neugeborenen', 'davon besucht'],
    [secret!, 2022, 4, 3],
    ...others.map((name, index) => [name, 2022, 60 + index, 41 + (index % 7)]),
  ]
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'musterstadt', 'coordination')
  await handIn(
    page,
    'musterstadt',
    'Willkommensbesuche',
    await workbook('willkommensbesuche_2022.xlsx', rows),
  )
  await waitForPreview(page)
  await page.getByText('120 Zahlen können übernommen werden.').waitFor()
  await accept(page)
  await expect.poll(() => yearsOf('musterstadt'), patience).toContain('2022')
  await leave()

  const visitor = await openVisitor(browser, { baseUrl })
  await visitor.page.goto('/musterstadt/zahlen/besuchsquote?jahr=2022')
  const row = visitor.page
    .getByRole('row')
    .filter({ has: visitor.page.getByRole('rowheader', { name: secret! }) })
  expect((await row.getByRole('cell').allInnerTexts()).join(' ')).toContain('geheim')
  const csv = await (await visitor.page.request.get('/musterstadt/zahlen/besuchsquote/tabelle.csv')).text()
  const line = csv.split('\n').find((each) => each.startsWith(`${secret};`) && each.includes(';2022;'))
  expect(line).toContain('geheim')
  expect(line).not.toMatch(/75/)
  const map = await (
    await visitor.page.request.get('/musterstadt/zahlen/besuchsquote/bild.svg?art=karte&jahr=2022')
  ).text()
  expect(map).toContain('geheim')
  expect(visitor.problems).toEqual([])
  await visitor.leave()
  expect(problems).toEqual([])
})

const refused: readonly (readonly [string, () => OfficeFile | Promise<OfficeFile>, string])[] = [
  [
    'a picture with the name of a table',
    () => bytesNamed('besuche.csv', png),
    'Die Datei ist ein Bild und keine Tabelle.',
  ],
  [
    'a broken workbook',
    () => bytesNamed('kaputt.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(2000, 7)])),
    'Die Excel-Datei oder das Archiv ist beschädigt und lässt sich nicht öffnen.',
  ],
  ['an empty file', () => bytesNamed('leer.csv', Buffer.alloc(0)), 'Die Datei ist leer.'],
  [
    'a formula in a CSV cell',
    () =>
      windowsCsv('formel.csv', [
        'Besuchsquote bei Neugeborenen',
        'Sozialraum;2019',
        'Stadtmitte;81',
        'Heessen;=80+2',
        'Stadt Hamm;87',
      ]),
    '„=80+2“ ist keine Zahl und keines der üblichen Zeichen.',
  ],
  [
    'a formula without a result in a workbook',
    () =>
      workbook('formel.xlsx', [
        ['Besuchsquote bei Neugeborenen'],
        ['Sozialraum', '2019'],
        ['Stadtmitte', 81],
        ['Heessen', { type: 'Formula', value: '=80+2' }],
      ]),
    'Hier steht eine Formel ohne Ergebnis.',
  ],
  [
    'an unknown area',
    () => windowsCsv('ort.csv', ['Sozialraum;2019', 'Atlantis;80', 'Stadt Hamm;87']),
    'Den Ort „Atlantis“ gibt es hier nicht.',
  ],
]

test.each(refused)('%s gets a German sentence, and nothing is stored', async (_what, file, sentence) => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'coordination')
  const acceptedBefore = await countAccepted()
  await handIn(page, 'hamm', 'Willkommensbesuche', await file())
  await page.locator('main').getByText(sentence).first().waitFor({ timeout: 60_000 })
  expect(await page.getByRole('button', { name: 'Prüfen und freigeben' }).count()).toBe(0)
  expect(await countAccepted()).toBe(acceptedBefore)
  expect(problems).toEqual([])
  await leave()

  async function countAccepted(): Promise<number> {
    const list = await page.request.get('/hamm/lieferungen?ansicht=liste')
    return (await list.text()).split('>freigegeben<').length
  }
})

test('a file over the limit gets a German sentence while it is still on its way', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'coordination')
  const folder = await mkdtemp(join(tmpdir(), 'lueckenlos-journey-'))
  const path = join(folder, 'riesig.xlsx')
  await writeFile(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(31 * 1024 * 1024)]))
  await handIn(page, 'hamm', 'Willkommensbesuche', path)
  await page.getByRole('alert').getByText('Die Datei ist größer als 30 MB.').waitFor({ timeout: 60_000 })
  expect(problems).toEqual([])
  await leave()
  await rm(folder, { recursive: true })
})

test('a form that is not filled in says what is missing, at the field and on top, and keeps what was typed', async () => {
  const { page, problems, leave } = await openVisitor(browser, { baseUrl })
  await signIn(page, 'hamm', 'coordination')
  await page.goto('/hamm/lieferungen/neu')
  await page.getByLabel('Anmerkung').fill('Von Frau Voß')
  await page.getByRole('button', { name: 'Vorschau ansehen' }).click()
  const summary = page.getByRole('alert')
  await summary.waitFor()
  expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
  await summary.getByRole('link', { name: 'Bitte wählen Sie eine Datei.' }).click()
  expect(await page.locator(':focus').getAttribute('name')).toBe('file')
  expect(await page.getByLabel('Anmerkung').inputValue()).toBe('Von Frau Voß')
  expect(problems).toEqual([])
  await leave()
})
