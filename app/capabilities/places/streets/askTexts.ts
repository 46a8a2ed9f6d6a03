import type { Texts } from '#app/texts/texts.ts'

/** Answers of the register about single addresses, and the page that asks it. */
export const askTextsDe = {
  assumed: {
    'first-number': 'Von mehreren Hausnummern gilt die erste.',
    'letter-of-end': 'Der Buchstabe steht nicht im Verzeichnis; es gilt die Hausnummer ohne ihn.',
    'whole-street': 'Ohne Hausnummer; die ganze Straße liegt dort.',
  },
  open: {
    'unknown-street': 'Die Straße steht nicht im Verzeichnis.',
    perhaps: 'Die Straße steht nicht im Verzeichnis. Gemeint ist vielleicht: {{streets}}.',
    'no-number': 'Die Hausnummer fehlt; die Straße liegt in mehreren Sozialräumen.',
    'unreadable-number': 'Die Hausnummer ist nicht lesbar.',
    outside: 'Diese Hausnummer steht bei der Straße nicht im Verzeichnis.',
    ambiguous: 'Das kann in mehreren Orten liegen: {{places}}.',
  },
  ask: {
    title: 'Adressen zuordnen',
    lead: 'In welchem Sozialraum liegt eine Adresse? Was Sie hier eingeben, wird weder gespeichert noch protokolliert.',
    register: 'Gefragt wird das Verzeichnis, das seit dem {{day}} gilt.',
    noRegister: 'Dafür braucht es zuerst ein Straßenverzeichnis.',
    lines: 'Adressen, eine je Zeile',
    linesHint:
      'Zum Beispiel: Bahnhofstraße 12 a. Bis zu 5.000 auf einmal; mit Postleitzahl und Ort, wo nötig.',
    day: 'Stand vom',
    dayHint: 'Gefragt wird das Verzeichnis, das an diesem Tag gilt.',
    show: 'Zuordnen',
    csv: 'Als CSV-Datei laden',
    fileTitle: 'Eine Tabelle zuordnen',
    fileLead:
      'Sie bekommen Ihre Tabelle als CSV zurück, mit zwei Spalten mehr: Sozialraum und Hinweis. Sie wird im Arbeitsspeicher bearbeitet und nicht gespeichert.',
    file: 'Tabelle (CSV oder XLSX, bis 20 MB)',
    fileHint:
      'Mit den Spalten Straße und Hausnummer oder einer Spalte Adresse; Postleitzahl und Ort, wo nötig.',
    fileCounts: 'Nur zählen',
    fileCsv: 'Tabelle mit Sozialraum laden',
    counts: 'Adressen je Sozialraum',
    count: 'Adressen',
    answers: 'Antworten',
    answersMore: 'Gezeigt werden die ersten {{shown}} von {{count}}. Die CSV-Datei enthält alle.',
    address: 'Adresse',
    area: 'Sozialraum',
    note: 'Hinweis',
    fileName: 'adressen-mit-sozialraum.csv',
    refusal: {
      'no-register': 'Für diesen Tag gibt es kein Straßenverzeichnis.',
      'no-addresses': 'Geben Sie mindestens eine Adresse an.',
      'no-columns':
        'Die Tabelle hat keine Spalte „Straße“ oder „Adresse“. Bitte benennen Sie die Überschriften so und versuchen Sie es erneut.',
      'too-many': 'Bis zu 5.000 Adressen lassen sich einfügen. Bitte laden Sie mehr als Tabelle hoch.',
      unreadable: 'Die Tabelle ist nicht lesbar. Wählen Sie „Nur zählen“, um zu erfahren, warum.',
    },
    dayWrong: 'Geben Sie ein Datum an.',
  },
} as const

export const askTextsEn: Texts<typeof askTextsDe> = {
  assumed: {
    'first-number': 'Of several house numbers the first counts.',
    'letter-of-end': 'The letter isn’t in the register; the house number without it counts.',
    'whole-street': 'Without house number; the whole street lies there.',
  },
  open: {
    'unknown-street': 'The street isn’t in the register.',
    perhaps: 'The street isn’t in the register. Perhaps this is meant: {{streets}}.',
    'no-number': 'The house number is missing; the street lies in several areas.',
    'unreadable-number': 'The house number can’t be read.',
    outside: 'The register doesn’t have this house number of the street.',
    ambiguous: 'This may lie in several places: {{places}}.',
  },
  ask: {
    title: 'Allocate addresses',
    lead: 'In which social area does an address lie? What you enter here is neither stored nor logged.',
    register: 'The register valid since {{day}} is asked.',
    noRegister: 'This needs a street register first.',
    lines: 'Addresses, one per line',
    linesHint: 'For example: Bahnhofstraße 12 a. Up to 5,000 at once; with postcode and town where needed.',
    day: 'As of',
    dayHint: 'The register that is valid on this day is asked.',
    show: 'Allocate',
    csv: 'Download as CSV',
    fileTitle: 'Allocate a table',
    fileLead:
      'You get your table back as CSV with two more columns: social area and note. It is worked on in memory and not stored.',
    file: 'Table (CSV or XLSX, up to 20 MB)',
    fileHint:
      'With the columns Straße and Hausnummer, or one column Adresse; postcode and town where needed.',
    fileCounts: 'Only count',
    fileCsv: 'Download table with areas',
    counts: 'Addresses per area',
    count: 'Addresses',
    answers: 'Answers',
    answersMore: 'The first {{shown}} of {{count}} are shown. The CSV file holds all.',
    address: 'Address',
    area: 'Social area',
    note: 'Note',
    fileName: 'addresses-with-area.csv',
    refusal: {
      'no-register': 'There is no street register for this day.',
      'no-addresses': 'Give at least one address.',
      'no-columns':
        'The table has no column “Straße” or “Adresse”. Please name the headings so and try again.',
      'too-many': 'Up to 5,000 addresses can be pasted. Please upload more as a table.',
      unreadable: 'The table can’t be read. Choose “Only count” to learn why.',
    },
    dayWrong: 'Give a date.',
  },
}
