/**
 * Writes the files of the demonstration town Hamm as its offices would send them, from the figures that the city
 * printed in its report on the prevention chain for 2018 and in earlier papers.
 *
 *   node demo/tools/hamm.ts
 *
 * The same run always gives the same bytes. Words that were printed instead of values ("knapp 50") stay words:
 * their cell is left empty and a footnote carries them.
 */
import type { SheetData } from 'write-excel-file/node'
import { writeSchoolFiles } from './hamm-school-files.ts'
import { hammTables as printed } from './hamm-tables.ts'
import { count, german, head, percent, type TextFormat, writeSheet, writeText } from './office-files.ts'

const folder = new URL('../hamm/lieferungen/', import.meta.url).pathname
const ansi: TextFormat = { encoding: 'windows-1252', separator: ';' }
const unicode: TextFormat = { encoding: 'utf-8-bom', separator: ';' }

/** Each office has its own spellings. */
const youthOfficeNames = [
  'Stadtmitte',
  'Westen',
  'Norden',
  'Uentrop',
  'Rhynern',
  'Pelkum',
  'Herringen',
  'Bockum- Hövel',
  'Heessen',
]
const visitYears = [2013, 2014, 2015, 2016, 2017, 2018]

function writeVisitRates(): void {
  const { areas, town } = printed.visitRates
  writeText(`${folder}jugendamt_besuchsquoten_2013-2018.csv`, ansi, [
    ['Stadt Hamm – Jugendamt, Frühe Hilfen'],
    ['Willkommensbesuche: besuchte Familien mit Neugeborenen in Prozent'],
    [],
    ['Sozialraum', ...visitYears.map((year) => (year === 2013 ? '2013*' : String(year)))],
    ...youthOfficeNames.map((name, area) => [name, ...areas[area]!.map((rate) => german(rate))]),
    ['Stadt Hamm', ...town.map((rate) => german(rate))],
    [],
    ['* Die Besuche begannen am 1. Mai 2013; das Jahr 2013 umfasst acht Monate.'],
    ['Quelle: Dokumentation der Willkommensbesuche'],
  ])
}

function writeVisitKeyFigures(): void {
  const row = (name: string, value: string, note = '') => [name, 'Hamm (gesamt)', '2018', value, note]
  writeText(`${folder}willkommensbesuche_kennzahlen_2018.csv`, unicode, [
    ['Kennzahl', 'Raum', 'Jahr', 'Wert', 'Bemerkung'],
    row('Familien mit Neugeborenen', '1.634'),
    row('davon besucht', '1.340', 'entspricht 82 %'),
    row('innerhalb von 8 Wochen besucht', '82 %', 'der besuchten Familien'),
    row('erhöhter Unterstützungsbedarf', '6 %', 'der besuchten Familien, Einschätzung der Besucherin'),
    row('davon vermittelt', '14 %', 'der Familien mit erhöhtem Bedarf'),
    row('davon bereits unterstützt', '63 %', 'der Familien mit erhöhtem Bedarf'),
    row('Zugezogene Familien', '238', 'mit Kindern bis 6 Jahre, Zuzug 2018'),
    row('Zugezogene Familien, besucht', '164', 'entspricht 69 %'),
    row('Zugezogene: ausländische Wurzeln', '43 %', 'der zugezogenen Familien'),
    row('Zugezogene: erhöhter Unterstützungsbedarf', '11 %', 'der besuchten Familien'),
    row('Zugezogene: davon vermittelt', '55 %', 'der Familien mit erhöhtem Bedarf'),
    row('Zugezogene: bereits unterstützt', '17 %'),
    [],
    [
      'Hinweis: Angekündigte Zweitbesuche (seit Oktober 2015) bringen nach Angabe des Jugendamts rund 7 Prozentpunkte, bei Zugezogenen rund 8.',
    ],
  ])
}

async function writeMovedInRates(): Promise<void> {
  const rows: SheetData = [
    [{ value: 'Willkommensbesuche bei zugezogenen Familien', fontWeight: 'bold' }],
    [],
    [head('Jahr'), head('Anteil besuchter Familien')],
    ...printed.movedInRates.map((rate, index) => [`${visitYears[index]}`, percent(rate)]),
    [],
    ['Jugendamt, Frühe Hilfen. Familien mit Kindern bis 6 Jahre, die im Jahr zugezogen sind.'],
    ['2013: Mai bis Dezember'],
  ]
  await writeSheet(`${folder}zugezogene_besuchsquote.xlsx`, 'Zugezogene', rows, [12, 26])
}

function writeEarlyHelp(): void {
  const { families, ended, endedAsPlanned, endedUnplanned, goodStartEnded, goodStartAsPlanned } =
    printed.earlyHelp
  writeText(`${folder}fruehe_hilfen_abschluss_2018.csv`, ansi, [
    ['Angebote der selektiven Prävention, Abschlüsse'],
    [
      'Jahr',
      'unterstützte Familien',
      'beendet',
      'planmäßig beendet',
      'nicht planmäßig beendet',
      'Guter Start: beendet',
      'Guter Start: planmäßig beendet',
    ],
    [
      '2018',
      ...[families, ended, endedAsPlanned, endedUnplanned, goodStartEnded, goodStartAsPlanned].map(String),
    ],
    ['Vier ausgewählte Angebote; „Guter Start“ zusätzlich einzeln ausgewiesen.'],
  ])
}

function writeChildcare(): void {
  const text = (value: number | undefined, unit = '') =>
    value === undefined ? '' : `${german(value, 0, true)}${unit}`
  writeText(`${folder}kita_betreuung_stichtag.csv`, ansi, [
    ['Betreuung in Tageseinrichtungen und Tagespflege am Stichtag'],
    [
      'Stichtag',
      'Kinder unter 3',
      'betreut unter 3',
      'Quote unter 3',
      'Kinder ab 3',
      'betreut ab 3',
      'Quote ab 3',
    ],
    ...printed.childcare.map((row) => [
      row.keyDate,
      text(row.under3),
      text(row.under3InCare),
      text(row.under3Rate, ' %'),
      text(row.from3),
      text(row.from3InCare),
      text(row.from3Rate, ' %'),
    ]),
    [],
    ['Ziel unter 3: 45 %, ab 3: 100 %. Vor 2018 sind nur die Quoten überliefert.'],
  ])
  writeText(`${folder}kita_zweijaehrige_und_zugewanderte.csv`, ansi, [
    [
      'Jahr',
      'Zweijährige',
      'Zweijährige in Betreuung',
      'Quote Zweijährige',
      'neu zugewandert ab 3',
      'neu zugewandert in Betreuung',
      'Quote neu zugewandert',
    ],
    ...printed.childcareGroups.map((row) => [
      String(row.year),
      text(row.twoYearOlds),
      text(row.twoYearOldsInCare),
      text(row.twoYearOldsRate, ' %'),
      text(row.newcomers),
      text(row.newcomersInCare),
      text(row.newcomersRate, ' %'),
    ]),
    ['Zweijährige 2013: im Bericht steht „knapp 50“ Prozent, ein genauer Wert liegt nicht vor.'],
  ])
}

async function writeSupportForUpbringing(): Promise<void> {
  type Line = { readonly legalBasis: string; readonly cases: number }
  const total = (cases: readonly Line[]) => cases.reduce((sum, row) => sum + row.cases, 0)
  const { ambulant, residential } = printed.supportForUpbringing
  const lines = (form: string, cases: readonly Line[]) => [
    ...cases.map((row) => [form, row.legalBasis, count(row.cases)]),
    [form, 'insgesamt', { ...count(total(cases)), fontWeight: 'bold' as const }],
  ]
  const rows: SheetData = [
    [{ value: 'Hilfen zur Erziehung 2018, Fälle im Jahresdurchschnitt', fontWeight: 'bold' }],
    [],
    [head('Hilfeform'), head('Rechtsgrundlage'), head('Fälle')],
    ...lines('ambulant', ambulant),
    ...lines('stationär', residential),
    [],
    [
      'Ohne SGB VIII §§ 18, 19, 20, ohne unbegleitete minderjährige Geflüchtete, ohne § 33 in Verbindung mit § 53 SGB XII.',
    ],
    ['Die Überschrift nennt den Jahresdurchschnitt, die Bildunterschrift im Bericht das Jahresende.'],
  ]
  await writeSheet(`${folder}hilfen_zur_erziehung_2018.xlsx`, 'HzE', rows, [14, 36, 10])
}

function writeBudget(): void {
  writeText(`${folder}kaemmerei_praeventionsbudget_2013-2018.csv`, ansi, [
    ['Produkt', '2013', '2014', '2015', '2016*', '2017', '2018'],
    ['060501 Präventionsbudget', ...printed.budget.map((euro) => `${german(euro, 0, true)} €`)],
    ['2018 einschließlich neun Stadtteilzentren. Das Sternchen bei 2016 ist in der Vorlage nicht erklärt.'],
  ])
}

function writeFunds(): void {
  writeText(`${folder}sozialraumfonds_2018.csv`, unicode, [
    ['Fonds', 'bezogen auf', 'Betrag', 'höchstens je Vorhaben', 'Anmerkung'],
    ...printed.funds.map((fund) => [
      fund.name,
      fund.per,
      `${german(fund.amount, 0, true)} €`,
      `${german(fund.perProject, 0, true)} €`,
      fund.note,
    ]),
  ])
}

function writeAreaAgreements(): void {
  writeText(`${folder}zielvereinbarungen_2019.csv`, ansi, [
    ['Zielvereinbarungen der Sozialräume 2019'],
    ['Handlungsfeld', 'Ziele', 'Maßnahmen'],
    ...printed.areaAgreements.map((row) => [row.field, String(row.goals), String(row.measures)]),
    ['gesamt', '138', '269'],
    ['Acht von neun Sozialräumen haben geliefert.'],
  ])
}

writeVisitRates()
writeVisitKeyFigures()
await writeMovedInRates()
writeEarlyHelp()
writeChildcare()
await writeSupportForUpbringing()
writeBudget()
writeFunds()
writeAreaAgreements()
await writeSchoolFiles(folder)
