import type { Page } from 'playwright-core'
import { signIn } from './browser.ts'
import { firstLink, type Stop } from './stop.ts'

/** Makes a link for an office as coordinator; what it leads to is then seen without an account. */
async function handOutLink(page: Page): Promise<string> {
  await signIn(page, 'hamm', 'coordination')
  await page.goto('/hamm/lieferkalender/links?quelle=school_entry')
  await page.getByRole('button', { name: 'Link anlegen' }).click()
  await page.waitForURL(({ pathname, search }) => pathname.endsWith('/links') && !search.includes('quelle'))
  const address = await page.locator('input.links-address').first().inputValue()
  return new URL(address).pathname
}

/** Delivery calendar, completeness, links without an account, reminders. */
export const calendarStops: readonly Stop[] = [
  {
    name: 'vollstaendigkeit',
    town: 'hamm',
    route: ':tenant/vollstaendigkeit',
    address: '/hamm/vollstaendigkeit',
  },
  {
    name: 'vollstaendigkeit-quelle',
    town: 'hamm',
    route: ':tenant/vollstaendigkeit',
    address: '/hamm/vollstaendigkeit?quelle=welcome_visits&reihe=newborn_families',
  },
  {
    name: 'lieferkalender',
    town: 'hamm',
    route: ':tenant/lieferkalender',
    address: '/hamm/lieferkalender?stand=alle',
  },
  {
    name: 'links-ohne-konto',
    town: 'hamm',
    route: ':tenant/lieferkalender/links',
    address: '/hamm/lieferkalender/links?quelle=childcare',
  },
  {
    name: 'erinnerungen',
    town: 'hamm',
    route: ':tenant/lieferkalender/erinnerungen',
    address: '/hamm/lieferkalender/erinnerungen',
  },
  {
    name: 'erinnerungen-eigene',
    town: 'hamm',
    route: ':tenant/erinnerungen/:token',
    address: firstLink('/hamm/lieferkalender/erinnerungen', /^\/hamm\/erinnerungen\//),
  },
  {
    name: 'zulieferung-gilt-nicht',
    route: ':tenant/zulieferung/:token',
    address: '/hamm/zulieferung/gilt-nicht',
  },
  {
    name: 'zulieferung-lieferung-gilt-nicht',
    route: ':tenant/zulieferung/:token/:delivery',
    address: '/hamm/zulieferung/gilt-nicht/1',
  },
  {
    name: 'erwartung-neu',
    town: 'hamm',
    route: ':tenant/lieferkalender/neu',
    address: '/hamm/lieferkalender/neu?quelle=childcare',
  },
  {
    name: 'erwartung',
    town: 'hamm',
    route: ':tenant/lieferkalender/:expectation',
    address: firstLink('/hamm/lieferkalender', /^\/hamm\/lieferkalender\/\d+$/),
  },
  {
    name: 'erwartung-aendern',
    town: 'hamm',
    route: ':tenant/lieferkalender/:expectation/bearbeiten',
    address: '/hamm/lieferkalender/1/bearbeiten',
  },
  {
    name: 'schluessel',
    town: 'hamm',
    route: ':tenant/schluessel',
    address: '/hamm/schluessel',
  },
  { name: 'zulieferung', route: ':tenant/zulieferung/:token', address: handOutLink },
]
