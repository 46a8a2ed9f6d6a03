import type { Page } from 'playwright-core'
import { firstLink, type Stop } from './stop.ts'

const register = `Straße;Hausnummer von;Zusatz von;Hausnummer bis;Zusatz bis;Seite;Sozialraum
Ahornweg;1;;997;;A;Heessen
Bahnhofstr.;1;;9;;U;Hamm-Westen
Bahnhofstr.;11;;999;;U;Hamm-Norden
Bahnhofstr.;2;;;;G;Pelkum
St.-Georg-Str.;263;a;263;d;A;Rhynern
`

const square = (x: number, y: number) => [
  [x, y],
  [x + 2_000, y],
  [x + 2_000, y + 2_000],
  [x, y + 2_000],
  [x, y],
]
/** Two areas side by side in metres, one of which nobody knows. */
const boundaries = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    ['Heessen', square(418_000, 5_727_000)],
    ['Planungsraum 12', square(420_000, 5_727_000)],
  ].map(([name, ring]) => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'Polygon', coordinates: [ring] },
  })),
})

async function upload(page: Page, area: string, file: { name: string; text: string }): Promise<string> {
  await page.goto(`/hamm/verwaltung/${area}/neu`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) })
  await page.getByRole('button', { name: 'Prüfen' }).click()
  await page.waitForURL(`**/verwaltung/${area}/pruefen/*`)
  return new URL(page.url()).pathname
}

/** A register with one area that nobody knows, so that every part of the preview shows. */
const uploadStreets = (page: Page): Promise<string> =>
  upload(page, 'strassen', { name: 'strassen.csv', text: `${register}Zechenweg;1;;20;;A;001002003\n` })

/** Takes a register over, so that there is something to ask. */
async function askAddresses(page: Page): Promise<string> {
  await upload(page, 'strassen', { name: 'strassen.csv', text: register })
  await page.getByRole('button', { name: 'Verzeichnis übernehmen' }).click()
  await page.waitForURL(/\/verwaltung\/strassen(\?erledigt=taken)?$/)
  return '/hamm/verwaltung/strassen/adressen'
}

/** A list with everything that a preview can show: a line that is wrong, a note, one facility that lies nowhere, one that is known. */
const facilities = `Name;Art;Adresse;Länge;Breite
Kita Kieselstein;Kita;Turmgasse 4;10,4062;51,1572
Treff am Tor;Treffpunkt;Torweg 2;10,4102;51,1612
Kita Ferne;Kita;;11,2;51,5
Stand: 2026;;;;
`
async function uploadFacilities(page: Page): Promise<string> {
  await page.goto('/musterstadt/verwaltung/einrichtungen/einlesen')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'kitas.csv', mimeType: 'text/plain', buffer: Buffer.from(facilities) })
  await page.getByRole('button', { name: 'Prüfen' }).click()
  await page.waitForURL('**/verwaltung/einrichtungen/pruefen/*')
  return new URL(page.url()).pathname
}

export const geographyStops: readonly Stop[] = [
  { name: 'orte', town: 'hamm', route: ':tenant/verwaltung/orte', address: '/hamm/verwaltung/orte' },
  {
    name: 'orte-neu',
    town: 'hamm',
    route: ':tenant/verwaltung/orte/neu',
    address: '/hamm/verwaltung/orte/neu?mehrere',
  },
  {
    name: 'ort',
    town: 'hamm',
    route: ':tenant/verwaltung/orte/:place',
    address: '/hamm/verwaltung/orte/heessen',
  },
  {
    name: 'ort-aufteilen',
    town: 'hamm',
    route: ':tenant/verwaltung/orte/:place/aendern',
    address: '/hamm/verwaltung/orte/heessen/aendern?art=teilen',
  },
  {
    name: 'orte-neuzuschnitt',
    town: 'hamm',
    route: ':tenant/verwaltung/orte/neuzuschnitt',
    address: '/hamm/verwaltung/orte/neuzuschnitt',
  },
  {
    name: 'orte-neuzuschnitt-tabelle',
    town: 'hamm',
    route: ':tenant/verwaltung/orte/neuzuschnitt',
    address: '/hamm/verwaltung/orte/neuzuschnitt?raum=heessen&raum=pelkum&tag=2031-01-01&schritt=2',
  },
  {
    name: 'strassen',
    town: 'hamm',
    route: ':tenant/verwaltung/strassen',
    address: '/hamm/verwaltung/strassen',
  },
  {
    name: 'strassen-neu',
    town: 'hamm',
    route: ':tenant/verwaltung/strassen/neu',
    address: '/hamm/verwaltung/strassen/neu',
  },
  {
    name: 'strassen-pruefen',
    town: 'hamm',
    route: ':tenant/verwaltung/strassen/pruefen/:file',
    address: uploadStreets,
  },
  {
    name: 'adressen',
    town: 'hamm',
    route: ':tenant/verwaltung/strassen/adressen',
    address: askAddresses,
  },
  {
    name: 'grenzen',
    town: 'musterstadt',
    route: ':tenant/verwaltung/grenzen',
    address: '/musterstadt/verwaltung/grenzen',
  },
  {
    name: 'grenzen-neu',
    town: 'hamm',
    route: ':tenant/verwaltung/grenzen/neu',
    address: '/hamm/verwaltung/grenzen/neu',
  },
  {
    name: 'grenzen-pruefen',
    town: 'hamm',
    route: ':tenant/verwaltung/grenzen/pruefen/:file',
    address: (page) => upload(page, 'grenzen', { name: 'grenzen.geojson', text: boundaries }),
  },
  {
    name: 'einrichtungen',
    town: 'musterstadt',
    route: ':tenant/verwaltung/einrichtungen',
    address: '/musterstadt/verwaltung/einrichtungen',
  },
  {
    name: 'einrichtungen-leer',
    town: 'hamm',
    route: ':tenant/verwaltung/einrichtungen',
    address: '/hamm/verwaltung/einrichtungen',
  },
  {
    name: 'einrichtung-neu',
    town: 'musterstadt',
    route: ':tenant/verwaltung/einrichtungen/neu',
    address: '/musterstadt/verwaltung/einrichtungen/neu',
  },
  {
    name: 'einrichtung',
    town: 'musterstadt',
    route: ':tenant/verwaltung/einrichtungen/:point',
    address: firstLink('/musterstadt/verwaltung/einrichtungen', /\/einrichtungen\/\d+$/),
  },
  {
    name: 'einrichtungen-einlesen',
    town: 'musterstadt',
    route: ':tenant/verwaltung/einrichtungen/einlesen',
    address: '/musterstadt/verwaltung/einrichtungen/einlesen',
  },
  {
    name: 'einrichtungen-pruefen',
    town: 'musterstadt',
    route: ':tenant/verwaltung/einrichtungen/pruefen/:file',
    address: uploadFacilities,
  },
]
