import type { Page } from 'playwright-core'
import type { Stop } from './stop.ts'

/** Begins an entry sheet with an error in it; its address. */
async function fillSheet(page: Page): Promise<string> {
  await page.goto('/hamm/lieferungen/eingeben?quelle=welcome_visits')
  await page.getByLabel(/^Familien mit Neugeborenen/).check()
  await page.getByLabel('Für welche Zeiträume?').fill('2019')
  await page.getByRole('button', { name: 'Tabelle anlegen' }).click()
  await page.waitForURL(/eingeben\/\d+$/)
  const cells = page.getByRole('table').getByRole('textbox')
  await cells.nth(0).fill('acht')
  await cells.nth(1).fill('<5')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Die Tabelle ist gespeichert.').waitFor()
  return new URL(page.url()).pathname
}

/** Ways for figures beside an uploaded file. */
export const entryStops: readonly Stop[] = [
  {
    name: 'auswertungsregeln',
    town: 'hamm',
    route: ':tenant/auswertungsregeln',
    address: '/hamm/auswertungsregeln',
  },
  {
    name: 'auswertungsregel',
    town: 'hamm',
    route: ':tenant/auswertungsregeln/:rule',
    address: '/hamm/auswertungsregeln/neu',
  },
  {
    name: 'einzeldaten',
    town: 'hamm',
    route: ':tenant/lieferungen/einzeldaten',
    address: '/hamm/lieferungen/einzeldaten',
  },
  {
    name: 'zahlen-eingeben',
    town: 'hamm',
    route: ':tenant/lieferungen/eingeben',
    address: '/hamm/lieferungen/eingeben?quelle=school_entry',
  },
  {
    name: 'eingabetabelle',
    town: 'hamm',
    route: ':tenant/lieferungen/eingeben/:sheet',
    address: fillSheet,
  },
]
