import type { Page } from 'playwright-core'
import type { Role } from '#app/capabilities/accounts/account.ts'
import { signIn } from './browser.ts'
import { calendarStops } from './calendarStops.ts'
import { entryStops } from './entryStops.ts'
import { geographyStops } from './geographyStops.ts'
import { peopleStops } from './peopleStops.ts'
import { seriesStops } from './seriesStops.ts'
import { firstLink, type Stop } from './stop.ts'

/** Starts the report of 2018 and waits until it is there; the address of the job. */
async function buildReport(page: Page): Promise<string> {
  await page.goto('/hamm/berichte')
  await page.getByLabel('Jahr', { exact: true }).selectOption('2018')
  await page.getByRole('button', { name: 'Erstellen' }).click()
  await page.waitForURL('**/hamm/auftraege/*')
  const address = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Bericht 2018' }).first().waitFor({ timeout: 60_000 })
  return address
}

/** Every page of the product at least once, as somebody who may see all of it. */
export const stops: readonly Stop[] = [
  { name: 'start', route: '', address: '/' },
  { name: 'anmelden', route: 'anmelden', address: '/anmelden' },
  { name: 'anmelden-kommune', route: ':tenant/anmelden', address: '/hamm/anmelden' },
  { name: 'kennwort-vergessen', route: 'konto/kennwort-vergessen', address: '/konto/kennwort-vergessen' },
  { name: 'kennwort-link', route: 'konto/kennwort/:token', address: '/konto/kennwort/gilt-nicht-mehr' },
  { name: 'uebersicht-hamm', town: 'hamm', route: ':tenant', address: '/hamm' },
  { name: 'uebersicht-musterstadt', town: 'musterstadt', route: ':tenant', address: '/musterstadt' },
  { name: 'ziele', town: 'hamm', route: ':tenant/ziele', address: '/hamm/ziele' },
  {
    name: 'ziel',
    town: 'hamm',
    route: ':tenant/ziele/:goal',
    address: firstLink('/hamm/ziele', /^\/hamm\/ziele\/[a-z0-9-]+$/),
  },
  { name: 'zahlen', town: 'hamm', route: ':tenant/zahlen', address: '/hamm/zahlen' },
  {
    name: 'kennzahl-kacheln',
    town: 'hamm',
    route: ':tenant/zahlen/:indicator',
    address: '/hamm/zahlen/besuchsquote',
  },
  {
    name: 'kennzahl-quote-veroeffentlicht',
    town: 'hamm',
    route: ':tenant/zahlen/:indicator',
    address: '/hamm/zahlen/u8-teilnahme',
  },
  {
    name: 'kennzahl-geheim',
    town: 'musterstadt',
    route: ':tenant/zahlen/:indicator',
    address: '/musterstadt/zahlen/sprache-auffaellig',
  },
  {
    name: 'herkunft',
    town: 'hamm',
    route: ':tenant/zahlen/:indicator/herkunft',
    address: '/hamm/zahlen/besuchsquote/herkunft?raum=heessen&jahr=2018',
  },
  { name: 'raeume', town: 'hamm', route: ':tenant/raeume', address: '/hamm/raeume' },
  { name: 'raum', town: 'hamm', route: ':tenant/raeume/:place', address: '/hamm/raeume/heessen' },
  {
    name: 'raum-musterstadt',
    town: 'musterstadt',
    route: ':tenant/raeume/:place',
    address: '/musterstadt/raeume/altstadt',
  },
  { name: 'lieferungen', town: 'hamm', route: ':tenant/lieferungen', address: '/hamm/lieferungen' },
  {
    name: 'lieferungen-liste',
    town: 'hamm',
    route: ':tenant/lieferungen',
    address: '/hamm/lieferungen?ansicht=liste',
  },
  {
    name: 'wert',
    town: 'hamm',
    route: ':tenant/werte',
    address: '/hamm/werte?reihe=newborn_visit_rate&ort=heessen&zeit=2018',
  },
  { name: 'lieferung-neu', town: 'hamm', route: ':tenant/lieferungen/neu', address: '/hamm/lieferungen/neu' },
  {
    name: 'lieferung',
    town: 'hamm',
    route: ':tenant/lieferungen/:delivery',
    address: firstLink('/hamm/lieferungen', /^\/hamm\/lieferungen\/\d+$/),
  },
  {
    name: 'leseprofile',
    town: 'hamm',
    route: ':tenant/quellen/:ownSource/profile',
    address: '/hamm/quellen/welcome_visits/profile',
  },
  ...entryStops,
  {
    name: 'kennzahl-neu',
    town: 'hamm',
    route: ':tenant/zahlen/neu',
    address: '/hamm/zahlen/neu',
  },
  {
    name: 'kennzahl-bearbeiten',
    town: 'hamm',
    route: ':tenant/zahlen/:indicator/bearbeiten',
    address: '/hamm/zahlen/besuchsquote/bearbeiten',
  },
  {
    name: 'zielwerte',
    town: 'hamm',
    route: ':tenant/zahlen/:indicator/zielwerte',
    address: '/hamm/zahlen/besuchsquote/zielwerte?ort=heessen',
  },
  {
    name: 'zielwerte-sozialraum',
    town: 'hamm',
    role: 'area_coordination',
    route: ':tenant/zahlen/:indicator/zielwerte',
    address: '/hamm/zahlen/u8-teilnahme/zielwerte',
  },
  {
    name: 'lieferungen-einer-stelle',
    town: 'hamm',
    role: 'delivery_office',
    route: ':tenant/lieferungen',
    address: '/hamm/lieferungen',
  },
  {
    name: 'kein-zugriff',
    town: 'hamm',
    role: 'area_coordination',
    route: '',
    address: '/hamm/lieferungen/neu',
  },
  { name: 'auftrag', town: 'hamm', route: ':tenant/auftraege/:job', address: buildReport },
  { name: 'berichte', town: 'hamm', route: ':tenant/berichte', address: '/hamm/berichte' },
  { name: 'bericht', town: 'hamm', route: ':tenant/berichte/:year', address: '/hamm/berichte/2018' },
  { name: 'freigaben', town: 'musterstadt', route: ':tenant/freigaben', address: '/musterstadt/freigaben' },
  {
    name: 'freigabe',
    town: 'musterstadt',
    route: ':tenant/freigaben/:release',
    address: firstLink('/musterstadt/freigaben', /^\/musterstadt\/freigaben\/\d+$/),
  },
  {
    name: 'verwaltung-export',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/verwaltung/export',
    address: '/hamm/verwaltung/export',
  },
  {
    name: 'barrierefreiheit',
    town: 'hamm',
    route: ':tenant/barrierefreiheit',
    address: '/hamm/barrierefreiheit',
  },
  {
    name: 'barriere-gemeldet',
    route: ':tenant/barrierefreiheit/gemeldet',
    address: '/hamm/barrierefreiheit/gemeldet',
  },
  { name: 'datenschutz', route: ':tenant/datenschutz', address: '/hamm/datenschutz' },
  { name: 'impressum', route: ':tenant/impressum', address: '/musterstadt/impressum' },
  { name: 'leichte-sprache', route: ':tenant/leichte-sprache', address: '/musterstadt/leichte-sprache' },
  {
    name: 'gebaerdensprache',
    route: ':tenant/gebaerdensprache',
    address: '/musterstadt/gebaerdensprache',
  },
  {
    name: 'verwaltung-mail',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/mail',
    address: '/hamm/verwaltung/mail',
  },
  {
    name: 'rueckmeldungen',
    town: 'musterstadt',
    route: ':tenant/verwaltung/rueckmeldungen',
    address: '/musterstadt/verwaltung/rueckmeldungen',
  },
  { name: 'seiten', town: 'hamm', route: ':tenant/verwaltung/seiten', address: '/hamm/verwaltung/seiten' },
  {
    name: 'seite-bearbeiten',
    town: 'hamm',
    route: ':tenant/verwaltung/seiten/:kind',
    address: '/hamm/verwaltung/seiten/accessibility',
  },
  ...geographyStops,
  {
    name: 'anmeldung-gescheitert',
    route: ':tenant/anmelden/sso/hinweis',
    address: '/hamm/anmelden/sso/hinweis?grund=keine-gruppe',
  },
  { name: 'abgemeldet', route: ':tenant/anmelden/sso/abgemeldet', address: '/hamm/anmelden/sso/abgemeldet' },
  {
    name: 'verwaltung-anmeldung',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/anmeldung',
    address: '/hamm/verwaltung/anmeldung',
  },
  {
    name: 'verwaltung-anmeldung-gruppe',
    town: 'musterstadt',
    role: 'administration',
    route: ':tenant/verwaltung/anmeldung/gruppe',
    address: '/musterstadt/verwaltung/anmeldung/gruppe',
  },
  // What people of the demonstration see of these; with real accounts they are walked in tests/requests/{signIn,ownAccount}.request.ts.
  { name: 'konto', town: 'hamm', route: 'konto', address: '/konto' },
  { name: 'konto-kennwort', town: 'hamm', route: 'konto/kennwort', address: '/konto/kennwort' },
  { name: 'konto-adresse', town: 'hamm', route: 'konto/adresse', address: '/konto/adresse' },
  {
    name: 'konto-adresse-link',
    town: 'hamm',
    route: 'konto/adresse/:token',
    address: '/konto/adresse/gilt-nicht',
  },
  { name: 'konto-faktor', town: 'hamm', route: 'konto/zweiter-faktor', address: '/konto/zweiter-faktor' },
  {
    name: 'konto-faktor-einrichten',
    town: 'hamm',
    route: 'konto/zweiter-faktor/einrichten',
    address: '/konto/zweiter-faktor/einrichten',
  },
  { name: 'konto-sitzungen', town: 'hamm', route: 'konto/sitzungen', address: '/konto/sitzungen' },
  { name: 'anmelden-angemeldet', town: 'hamm', route: 'anmelden', address: '/anmelden' },
  {
    name: 'anmelden-faktor',
    town: 'hamm',
    route: 'anmelden/zweiter-faktor',
    address: '/anmelden/zweiter-faktor',
  },
  {
    name: 'anmelden-bestaetigen',
    town: 'hamm',
    route: 'anmelden/bestaetigen',
    address: '/anmelden/bestaetigen',
  },
  {
    name: 'anmelden-fortsetzen',
    town: 'hamm',
    route: 'anmelden/fortsetzen',
    address: '/anmelden/fortsetzen',
  },
  ...calendarStops,
  ...peopleStops,
  ...seriesStops,
  { name: 'nicht-gefunden', route: ':tenant/*', address: '/hamm/gibt-es-nicht' },
  { name: 'nirgends', route: '*', address: '/gibt/es/nicht' },
]

/** Opens the page, signed in in its town where it needs that. */
export async function goTo(page: Page, stop: Stop): Promise<void> {
  if (stop.town) await signInOnce(page, stop.town, stop.role ?? 'coordination')
  await page.goto(typeof stop.address === 'string' ? stop.address : await stop.address(page))
}

const signedIn = new WeakMap<Page, string>()

async function signInOnce(page: Page, town: string, role: Role): Promise<void> {
  if (signedIn.get(page) === `${town} ${role}`) return
  await signIn(page, town, role)
  signedIn.set(page, `${town} ${role}`)
}
