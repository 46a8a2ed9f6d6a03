import type { SheetData } from 'write-excel-file/node'
import { hammTables as printed } from './hamm-tables.ts'
import { count, german, head, percent, type TextFormat, writeSheet, writeText } from './office-files.ts'

const ansi: TextFormat = { encoding: 'windows-1252', separator: ';' }
const tabs: TextFormat = { encoding: 'utf-8', separator: '\t' }

/** The health office writes the areas otherwise than the youth office. */
const healthOfficeNames = [
  'Hamm-Mitte',
  'Hamm-Westen',
  'Hamm-Norden',
  'Uentrop',
  'Rhynern',
  'Pelkum',
  'Herringen',
  'Bockum-Hövel',
  'Heessen',
]

async function writeSchoolEntrySeries(folder: string): Promise<void> {
  const rows: SheetData = [
    [{ value: 'Schuleingangsuntersuchung: Zeitreihe Stadt Hamm', fontWeight: 'bold' }],
    [],
    [head('Einschulung'), head('Sprache'), head('Vorsorge und Impfschutz', 2), null],
    [null, head('SOPESS unauffällig'), head('U8 wahrgenommen'), head('zwei Masernimpfungen')],
    ...printed.schoolEntry.map((entry) => [
      `${entry.year}`,
      percent(entry.sopess, 1),
      percent(entry.u8, 1),
      percent(entry.measles, 1),
    ]),
    ['Zielwert', null, percent(95), percent(95)],
    [],
    [
      'Gesundheitsamt. Die Spalte 2018 meint den Einschulungsjahrgang 2018/19, untersucht von August 2017 bis Juli 2018.',
    ],
    ['Für 2012 und 2013 sind keine SOPESS-Werte veröffentlicht.'],
  ]
  await writeSheet(`${folder}seu_zeitreihe_2012-2018.xlsx`, 'Zeitreihe', rows, [14, 20, 20, 22])
}

async function writeSchoolEntryByArea(folder: string): Promise<void> {
  const line = (name: string, row: (typeof printed.schoolEntryByArea.areas)[number]) => [
    name,
    count(row.examined[0]),
    count(row.examined[1]),
    count(row.booklets[0]),
    count(row.booklets[1]),
    percent(row.bookletRates[0], 1),
    percent(row.bookletRates[1], 1),
    percent(row.u8Rates[0], 1),
    percent(row.u8Rates[1], 1),
  ]
  const { areas, unassigned, town } = printed.schoolEntryByArea
  const years = [head('2017/18'), head('2018/19')]
  const rows: SheetData = [
    [{ value: 'Schuleingangsuntersuchung: Vorsorgeheft und U8 nach Sozialraum', fontWeight: 'bold' }],
    [],
    [
      head('Sozialraum'),
      ...[head('untersuchte Kinder', 2), null],
      ...[head('Vorsorgeheft vorgelegt', 2), null],
      ...[head('Anteil mit Vorsorgeheft', 2), null],
      ...[head('U8 wahrgenommen', 2), null],
    ],
    [null, ...years, ...years, ...years, ...years],
    ...healthOfficeNames.map((name, area) => line(name, areas[area]!)),
    line('nicht zuordenbar*', unassigned),
    line('Hamm gesamt', town).map((cell) =>
      cell !== null && typeof cell === 'object' ? { ...cell, fontWeight: 'bold' as const } : cell,
    ),
    [],
    ['* 2018/19: Umstellung der Software, für 128 Kinder (114 mit Vorsorgeheft) liegt kein Sozialraum vor.'],
    ['Anteil U8: von den Kindern mit vorgelegtem Vorsorgeheft'],
  ]
  await writeSheet(
    `${folder}seu_vorsorgeheft_u8_sozialraum.xlsx`,
    'U8',
    rows,
    [22, 11, 11, 11, 11, 11, 11, 11, 11],
  )
}

function writeReading(folder: string): void {
  writeText(`${folder}vera3_lesen.csv`, ansi, [
    ['Lernstandserhebung VERA 3, Lesen'],
    ['Raum', 'Jahr', 'untere Kompetenzstufen in %', 'Verhältnis zum Land'],
    ...printed.reading.map((row) => [
      row.place,
      String(row.year),
      row.lowerLevels === undefined ? '' : german(row.lowerLevels, 1),
      row.ratio === undefined ? '' : german(row.ratio, 2),
    ]),
    [],
    ['Verhältnis 1,00 = Landesdurchschnitt; kleiner ist besser.'],
    ['Für 2015 bis 2017 und für zwei Sozialräume ist nur das Verhältnis veröffentlicht.'],
  ])
}

async function writeRecommendations(folder: string): Promise<void> {
  const rows: SheetData = [
    [{ value: 'Empfehlungen der Grundschulen', fontWeight: 'bold' }],
    [head('Raum'), head('Jahr'), head('Empfehlung für', 3), null, null],
    [null, null, head('Gymnasium'), head('Realschule'), head('Gymnasium oder Realschule')],
    ...printed.recommendations.map((row) => [
      row.place,
      `${row.year}`,
      percent(row.gymnasium, 1),
      percent(row.realschule, 1),
      percent(row.either, 1),
    ]),
    [],
    ['Schulverwaltungsamt. Für die Sozialräume sind nur einzelne Werte veröffentlicht.'],
  ]
  await writeSheet(`${folder}empfehlungen_grundschulen.xlsx`, 'Empfehlungen', rows, [18, 8, 14, 14, 26])
}

function writeSecondarySchool(folder: string): void {
  writeText(`${folder}verbleib_und_abschluss_2017-18.csv`, ansi, [
    [
      'Schuljahr',
      'Verbleib Gymnasium in %',
      'Verbleib Realschule in %',
      'Abgänge',
      'ohne Abschluss',
      'ohne Abschluss in %',
    ],
    ['2017/18', '94,7', '97,6', '2.129', '75', '3,5'],
    ['Ziel Verbleib: 95 %; Ziel ohne jeden Abschluss: unter 2 %.'],
  ])
}

function writeLearningSupport(folder: string): void {
  writeText(`${folder}lernfoerderung_bildung_und_teilhabe.csv`, tabs, [
    ['Schuljahr', 'bewilligt', 'erfolgreich', 'Erfolgsquote'],
    ...printed.learningSupport.map((row) => [
      row.schoolYear,
      german(row.approved, 0, true),
      german(row.successful, 0, true),
      `${row.printedRate} %`,
    ]),
  ])
}

function writeCounselling(folder: string): void {
  writeText(`${folder}beratung_teilleistung.csv`, ansi, [
    ['Anteil der Beratungen wegen Schwierigkeiten im Lesen, Schreiben oder Rechnen'],
    ['Jahr', 'Anteil in %'],
    ...printed.counselling.map((row) => [String(row.year), row.printedShare]),
  ])
}

/** The files of the health office, the school office and the learning support, written into `folder`. */
export async function writeSchoolFiles(folder: string): Promise<void> {
  await writeSchoolEntrySeries(folder)
  await writeSchoolEntryByArea(folder)
  writeReading(folder)
  await writeRecommendations(folder)
  writeSecondarySchool(folder)
  writeLearningSupport(folder)
  writeCounselling(folder)
}
