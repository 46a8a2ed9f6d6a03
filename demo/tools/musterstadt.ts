/**
 * Writes the invented town: boundaries, places and the files that its offices would send for 2012 to 2021.
 *
 *   node demo/tools/musterstadt.ts
 *
 * Everything is invented from one seed; the same run always gives the same bytes. Areas and "nicht zuordenbar" add up
 * to the town, sexes and age groups to their total. Small areas have counts below 5, which the software must protect.
 */
import type { SheetData } from 'write-excel-file/node'
import { areaKey, areaList, otherSpellings } from './musterstadt-areas.ts'
import { facilities } from './musterstadt-facilities.ts'
import { type AreaYear, figureYears, inventTown, type Pair } from './musterstadt-figures.ts'
import { count, head, type TextFormat, writeData, writeSheet, writeText } from './office-files.ts'

const folder = new URL('../musterstadt/', import.meta.url).pathname
const deliveries = `${folder}lieferungen/`
const ansi: TextFormat = { encoding: 'windows-1252', separator: ';' }
const unicode: TextFormat = { encoding: 'utf-8-bom', separator: ';' }
const comma: TextFormat = { encoding: 'utf-8', separator: ',' }

const town = inventTown()

/** The town lies in the middle of Germany, where no town of this shape is. */
const middle = { longitude: 10.4, latitude: 51.16 }
const metresPerDegree = 111_320

function toLonLat(point: { x: number; y: number }): [number, number] {
  const shrink = Math.cos((middle.latitude * Math.PI) / 180)
  return [
    Number((middle.longitude + point.x / (metresPerDegree * shrink)).toFixed(5)),
    Number((middle.latitude + point.y / metresPerDegree).toFixed(5)),
  ]
}

function writeBoundaries(): void {
  const features = town.areas.map((area) =>
    JSON.stringify({
      type: 'Feature',
      properties: { key: areaKey(area.name), name: area.name },
      geometry: { type: 'Polygon', coordinates: [area.ring.map(toLonLat)] },
    }),
  )
  writeData(
    `${folder}boundaries.geojson`,
    `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}`,
  )
}

function writePlaces(): void {
  writeData(
    `${folder}places.csv`,
    [
      'key;name;kind;parent;ags;tile_column;tile_row;aliases',
      'musterland;Musterland;state;;;;;',
      'musterstadt;Musterstadt;town;musterland;;;;Stadt Musterstadt|Musterstadt insgesamt|Gesamtstadt',
      ...areaList.map(
        ([name]) => `${areaKey(name)};${name};area;musterstadt;;;;${otherSpellings[name] ?? ''}`,
      ),
      'nicht-zuordenbar;nicht zuordenbar;unassigned;musterstadt;;;;ohne Angabe|ohne Zuordnung',
    ].join('\n'),
  )
}

/** The list of the youth office: coordinates in degrees, as a mobile phone gives them. */
function writeFacilities(): void {
  const centres = new Map(town.areas.map(({ name, centre }) => [name, centre]))
  writeText(`${folder}einrichtungen.csv`, unicode, [
    ['Einrichtungen in Musterstadt (alle erfunden)'],
    ['Name', 'Art', 'Straße', 'Hausnummer', 'PLZ', 'Ort', 'Länge', 'Breite'],
    ...facilities.map(([name, kind, street, number, area, place]) => {
      const { x, y } = centres.get(area)!
      const at = place ? toLonLat({ x: x + place[0], y: y + place[1] }) : ['', '']
      const written = at.map((part) => String(part).replace('.', ','))
      return [name, kind, street, number, '99999', 'Musterstadt', ...written]
    }),
  ])
}

function add(a: Pair, b: Pair): Pair {
  return { all: a.all + b.all, part: a.part + b.part }
}

/** All rows of a table for one year: areas, "nicht zuordenbar", and their sum as the town. */
function rowsOfYear(year: number, pick: (figures: AreaYear) => Pair): { name: string; figures: Pair }[] {
  const rows = town.areas.map((area) => ({ name: area.name, figures: pick(area.years[year]!) }))
  const unassigned = pick(town.unassigned[year]!)
  const sum = rows.reduce((total, row) => add(total, row.figures), unassigned)
  return [
    ...rows,
    { name: 'nicht zuordenbar', figures: unassigned },
    { name: 'Musterstadt insgesamt', figures: sum },
  ]
}

function writeVisits(): void {
  writeText(`${deliveries}willkommensbesuche_2012-2021.csv`, unicode, [
    ['Stadtteil', 'Jahr', 'Familien mit Neugeborenen', 'davon besucht'],
    ...figureYears.flatMap((label, year) =>
      rowsOfYear(year, (figures) => figures.families).map(({ name, figures }) => [
        otherSpellings[name] ?? name,
        String(label),
        String(figures.all),
        String(figures.part),
      ]),
    ),
  ])
}

function writeSchoolEntry(): void {
  const sexes = [
    ['weiblich', (figures: AreaYear) => figures.girls],
    ['männlich', (figures: AreaYear) => figures.boys],
    ['insgesamt', (figures: AreaYear) => add(figures.girls, figures.boys)],
  ] as const
  writeText(`${deliveries}schuleingang_sprache_2012-2021.csv`, ansi, [
    ['Gesundheitsamt Musterstadt, Schuleingangsuntersuchung (erfundene Zahlen)'],
    [],
    ['Sozialraum', 'Einschulung', 'Geschlecht', 'untersucht', 'Sprache auffällig'],
    ...figureYears.flatMap((label, year) =>
      sexes.flatMap(([sex, pick]) =>
        rowsOfYear(year, pick).map(({ name, figures }) => [
          name,
          `${label}/${(label + 1) % 100}`,
          sex,
          String(figures.all),
          String(figures.part),
        ]),
      ),
    ),
  ])
}

function writeCheckups(): void {
  const years = figureYears.map((_, year) =>
    rowsOfYear(year, (figures) => ({ all: figures.girls.all + figures.boys.all, part: figures.checkups })),
  )
  writeText(`${deliveries}frueherkennung_vollstaendig_2012-2021.csv`, comma, [
    ['Einschulungskinder mit vollständiger Früherkennung bis zur U8 (erfundene Zahlen)'],
    ['Sozialraum', ...figureYears.map((label) => `${label}/${(label + 1) % 100}`)],
    ...years[0]!.map(({ name }, index) => [name, ...years.map((year) => String(year[index]!.figures.part))]),
    ['Vollständig: alle Untersuchungen bis zur U8 sind im Vorsorgeheft dokumentiert.'],
  ])
}

async function writeBenefits(): Promise<void> {
  const ages = [
    ['0 bis 2 Jahre', (figures: AreaYear) => figures.under3],
    ['3 bis 5 Jahre', (figures: AreaYear) => figures.from3],
    ['insgesamt', (figures: AreaYear) => add(figures.under3, figures.from3)],
  ] as const
  const rows: SheetData = [
    [{ value: 'Kinder unter 6 Jahren und Leistungen nach SGB II (erfundene Zahlen)', fontWeight: 'bold' }],
    [],
    [head('Stadtteil'), head('Stichtag'), head('Alter'), head('Kinder'), head('mit Leistungen')],
    ...figureYears.flatMap((label, year) =>
      ages.flatMap(([age, pick]) =>
        rowsOfYear(year, pick).map(({ name, figures }) => [
          name,
          `31.12.${label}`,
          age,
          count(figures.all),
          count(figures.part),
        ]),
      ),
    ),
  ]
  await writeSheet(`${deliveries}kinder_leistungen_2012-2021.xlsx`, 'Leistungen', rows, [24, 12, 14, 10, 16])
}

async function writeChildcare(): Promise<void> {
  const years = figureYears.map((_, year) => rowsOfYear(year, (figures) => figures.care))
  const orDash = (value: number) => (value === 0 ? '-' : count(value))
  const rows: SheetData = [
    [
      {
        value: 'Kinder von 3 Jahren bis zur Einschulung in Kita oder Tagespflege, 1. März',
        fontWeight: 'bold',
      },
    ],
    [{ value: 'Statistikstelle Musterstadt (erfundene Zahlen); - bedeutet: genau null' }],
    [],
    [null, ...figureYears.flatMap((label) => [head(`01.03.${label}`, 2), null])],
    [head('Stadtteil'), ...figureYears.flatMap(() => [head('Kinder'), head('betreut')])],
    ...years[0]!.map(({ name }, index) => [
      name,
      ...years.flatMap((year) => [orDash(year[index]!.figures.all), orDash(year[index]!.figures.part)]),
    ]),
  ]
  await writeSheet(`${deliveries}kita_2012-2021.xlsx`, 'Kita', rows, [
    24,
    ...figureYears.flatMap(() => [9, 9]),
  ])
}

writeBoundaries()
writePlaces()
writeFacilities()
writeVisits()
writeSchoolEntry()
writeCheckups()
await writeBenefits()
await writeChildcare()
