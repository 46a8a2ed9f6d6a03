import type { Language } from '#app/plain/format.ts'
import type { Texts } from '#app/texts/texts.ts'

/** Words that a document itself needs, whatever it is about. */
const de = {
  heading: 'Kapitel',
  table: 'Tabelle',
  figure: 'Abbildung',
  source: 'Quelle: ',
  page: 'Seite',
  of: 'von',
  asOf: 'Stand:',
  contents: 'Inhalt',
  footnotes: 'Anmerkungen',
  backToText: 'Zurück zum Text',
  'problem.title': 'Dem Dokument fehlt der Titel.',
  'problem.date': 'Das Datum „{{date}}“ ist kein Datum.',
  'problem.id':
    'Die Sprungmarke „{{id}}“ ist ungültig: erlaubt sind Kleinbuchstaben, Ziffern und Bindestriche.',
  'problem.duplicate': 'Die Sprungmarke „{{id}}“ kommt mehrmals vor.',
  'problem.headingEmpty': 'Die Überschrift „{{id}}“ ist leer.',
  'problem.headingSkipped':
    'Vor der Überschrift „{{id}}“ fehlt eine Ebene: auf Ebene {{from}} folgt Ebene {{to}}.',
  'problem.reference': 'Ein Verweis zeigt auf „{{to}}“, das es im Dokument nicht gibt.',
  'problem.link': 'Die Adresse „{{href}}“ ist kein erlaubter Link.',
  'problem.caption': '„{{id}}“ hat keine Beschriftung.',
  'problem.alternative': 'Der Abbildung „{{id}}“ fehlt der Alternativtext.',
  'problem.svg': 'Die Abbildung „{{id}}“ ist kein lesbares oder kein sicheres SVG.',
  'problem.font': 'Die Abbildung „{{id}}“ verlangt die Schrift „{{family}}“, die nicht eingebettet wird.',
  'problem.heads': 'In der Tabelle „{{id}}“ fehlt der Kopf von Spalte {{column}}.',
  'problem.columns': 'Die Tabelle „{{id}}“ hat {{found}} Spalten; auf eine Seite passen höchstens {{most}}.',
  'problem.rows': 'Die Tabelle „{{id}}“ hat keine Zeilen.',
  'problem.rowLength': 'In der Tabelle „{{id}}“ hat Zeile {{row}} {{found}} Zellen statt {{expected}}.',
  'problem.rowHead': 'In der Tabelle „{{id}}“ hat Zeile {{row}} keinen Namen.',
} as const

const en: Texts<typeof de> = {
  heading: 'Chapter',
  table: 'Table',
  figure: 'Figure',
  source: 'Source: ',
  page: 'Page',
  of: 'of',
  asOf: 'As of',
  contents: 'Contents',
  footnotes: 'Notes',
  backToText: 'Back to the text',
  'problem.title': 'The document has no title.',
  'problem.date': '“{{date}}” is not a date.',
  'problem.id': 'The anchor “{{id}}” is not valid: lower-case letters, digits and hyphens are allowed.',
  'problem.duplicate': 'The anchor “{{id}}” occurs more than once.',
  'problem.headingEmpty': 'The heading “{{id}}” is empty.',
  'problem.headingSkipped':
    'A level is missing before the heading “{{id}}”: level {{from}} is followed by level {{to}}.',
  'problem.reference': 'A reference leads to “{{to}}”, which the document does not contain.',
  'problem.link': 'The address “{{href}}” is not an allowed link.',
  'problem.caption': '“{{id}}” has no caption.',
  'problem.alternative': 'The figure “{{id}}” has no alternative text.',
  'problem.svg': 'The figure “{{id}}” is not a readable or not a safe SVG.',
  'problem.font': 'The figure “{{id}}” asks for the font “{{family}}”, which is not embedded.',
  'problem.heads': 'In the table “{{id}}” the head of column {{column}} is missing.',
  'problem.columns': 'The table “{{id}}” has {{found}} columns; a page holds at most {{most}}.',
  'problem.rows': 'The table “{{id}}” has no rows.',
  'problem.rowLength': 'In the table “{{id}}”, row {{row}} has {{found}} cells instead of {{expected}}.',
  'problem.rowHead': 'In the table “{{id}}”, row {{row}} has no name.',
}

export const documentTexts: Record<Language, Texts<typeof de>> = { de, en }
