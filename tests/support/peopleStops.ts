import type { Page } from 'playwright-core'
import { firstLink, type Stop } from './stop.ts'

let invitations = 0

/** Invites somebody and answers the address of the link, which is shown once. */
async function inviteSomebody(page: Page): Promise<string> {
  invitations += 1
  await page.goto('/hamm/verwaltung/personen/einladen')
  await page.getByLabel('Name', { exact: true }).fill('Nina Neumann')
  await page
    .getByLabel('Dienstliche Mailadresse')
    .fill(`nina.neumann-${process.pid}-${invitations}@hamm.example`)
  await page.getByLabel('Leitung', { exact: true }).check()
  await page.getByRole('button', { name: 'Einladen' }).click()
  return new URL(await page.getByLabel('Link für die Einladung').inputValue()).pathname
}

/** Setting up, administration and people. */
export const peopleStops: readonly Stop[] = [
  { name: 'einrichten', route: 'einrichten', address: '/einrichten' },
  {
    name: 'verwaltung',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung',
    address: '/hamm/verwaltung',
  },
  {
    name: 'personen-einladen',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/personen/einladen',
    address: '/hamm/verwaltung/personen/einladen',
  },
  {
    name: 'einladung',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/einladung/:token',
    address: inviteSomebody,
  },
  {
    name: 'personen',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/personen',
    address: '/hamm/verwaltung/personen',
  },
  {
    name: 'person',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/personen/:account',
    address: firstLink('/hamm/verwaltung/personen', /^\/hamm\/verwaltung\/personen\/\d+$/),
  },
  {
    name: 'person-lesend',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/verwaltung/personen/:account',
    address: firstLink('/hamm/verwaltung/personen', /^\/hamm\/verwaltung\/personen\/\d+$/),
  },
  {
    name: 'stellen',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/stellen',
    address: '/hamm/verwaltung/stellen',
  },
  {
    name: 'stelle-neu',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/stellen/neu',
    address: '/hamm/verwaltung/stellen/neu',
  },
  {
    name: 'stellen-mehrere',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/stellen/neu',
    address: '/hamm/verwaltung/stellen/neu?mehrere',
  },
  {
    name: 'stelle',
    town: 'hamm',
    role: 'administration',
    route: ':tenant/verwaltung/stellen/:organisation',
    address: firstLink('/hamm/verwaltung/stellen', /^\/hamm\/verwaltung\/stellen\/(?!neu)[a-z0-9-]+$/),
  },
  {
    name: 'kennzahl-genau',
    town: 'musterstadt',
    role: 'planning',
    route: ':tenant/zahlen/:indicator/genau',
    address: '/musterstadt/zahlen/sprache-auffaellig/genau',
  },
  {
    name: 'protokoll',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/protokoll',
    address: '/hamm/protokoll',
  },
  {
    name: 'protokoll-eintrag',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/protokoll/:position',
    address: firstLink('/hamm/protokoll?was=indicators.create', /^\/hamm\/protokoll\/\d+$/),
  },
  {
    name: 'protokoll-eintrag-lieferung',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/protokoll/:position',
    address: firstLink('/hamm/protokoll?was=delivery.create', /^\/hamm\/protokoll\/\d+$/),
  },
  {
    name: 'protokoll-konten',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/protokoll/konten',
    address: '/hamm/protokoll/konten',
  },
  {
    name: 'protokoll-pruefung',
    town: 'hamm',
    role: 'data_protection',
    route: ':tenant/protokoll/pruefung',
    address: '/hamm/protokoll/pruefung',
  },
]
