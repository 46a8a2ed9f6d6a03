import type { Stop } from './stop.ts'

/** The catalogue of what is counted, its forms and its data. */
export const seriesStops: readonly Stop[] = [
  { name: 'daten', town: 'hamm', route: ':tenant/daten', address: '/hamm/daten' },
  {
    name: 'daten-auswahl',
    town: 'musterstadt',
    route: ':tenant/daten',
    address: '/musterstadt/daten?reihe=families_visited&reihe=families_newborn&raeume=sozialraeume&von=2019',
  },
  { name: 'zahlenreihen', town: 'hamm', route: ':tenant/zahlenreihen', address: '/hamm/zahlenreihen' },
  {
    name: 'zahlenreihe',
    town: 'musterstadt',
    route: ':tenant/zahlenreihen/:series',
    address: '/musterstadt/zahlenreihen/families_visited',
  },
  {
    name: 'zahlenreihe-neu',
    town: 'hamm',
    route: ':tenant/zahlenreihen/neu',
    address: '/hamm/zahlenreihen/neu',
  },
  {
    name: 'zahlenreihe-bearbeiten',
    town: 'musterstadt',
    route: ':tenant/zahlenreihen/:series/bearbeiten',
    address: '/musterstadt/zahlenreihen/families_visited/bearbeiten',
  },
  { name: 'quellen', town: 'musterstadt', route: ':tenant/quellen', address: '/musterstadt/quellen' },
  { name: 'quelle-neu', town: 'hamm', route: ':tenant/quellen/neu', address: '/hamm/quellen/neu' },
  {
    name: 'quelle',
    town: 'musterstadt',
    route: ':tenant/quellen/:source',
    address: '/musterstadt/quellen/school_entry',
  },
  { name: 'merkmale', town: 'hamm', route: ':tenant/merkmale', address: '/hamm/merkmale' },
  { name: 'merkmal-neu', town: 'hamm', route: ':tenant/merkmale/neu', address: '/hamm/merkmale/neu' },
  {
    name: 'merkmal',
    town: 'musterstadt',
    route: ':tenant/merkmale/:dimension',
    address: '/musterstadt/merkmale/sex',
  },
  { name: 'familien', town: 'hamm', route: ':tenant/familien', address: '/hamm/familien' },
  { name: 'familie-neu', town: 'hamm', route: ':tenant/familien/neu', address: '/hamm/familien/neu' },
  {
    name: 'familie',
    town: 'musterstadt',
    route: ':tenant/familien/:family',
    address: '/musterstadt/familien/language',
  },
]
