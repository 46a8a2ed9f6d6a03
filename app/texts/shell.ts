import type { Texts } from './texts.ts'

const de = {
  product: 'Lückenlos',
  claim: 'Die kommunale Präventionskette im Blick',
  'navigation.overview': 'Übersicht',
  'navigation.goals': 'Ziele',
  'navigation.indicators': 'Kennzahlen',
  'navigation.areas': 'Sozialräume',
  'navigation.deliveries': 'Lieferungen',
  'navigation.releases': 'Freigaben',
  'navigation.reports': 'Berichte',
  'error.404.title': 'Seite nicht gefunden',
  'error.404.text': 'Unter dieser Adresse gibt es hier nichts. Vielleicht hilft die Übersicht weiter.',
  'error.403.title': 'Kein Zugriff',
  'error.403.text': 'Mit Ihrer Rolle können Sie diese Seite nicht öffnen.',
  'error.400.title': 'Diese Anfrage passt nicht',
  'error.400.text': 'Die Angaben in der Adresse oder im Formular lassen sich nicht lesen.',
  'error.413.title': 'Die Datei ist zu groß',
  'error.413.text':
    'CSV-Dateien dürfen höchstens 200 MB groß sein, XLSX-Dateien höchstens 30 MB. Gespeichert wurde nichts.',
  'error.500.title': 'Da ist etwas schiefgegangen',
  'error.500.text':
    'Der Fehler ist vermerkt. Wenn Sie ihn melden, nennen Sie bitte diese Nummer: {{reference}}',
  'error.back': 'Zur Startseite',
} as const

const en: Texts<typeof de> = {
  product: 'Lückenlos',
  claim: 'The municipal prevention chain at a glance',
  'navigation.overview': 'Overview',
  'navigation.goals': 'Goals',
  'navigation.indicators': 'Indicators',
  'navigation.areas': 'Areas',
  'navigation.deliveries': 'Deliveries',
  'navigation.releases': 'Releases',
  'navigation.reports': 'Reports',
  'error.404.title': 'Page not found',
  'error.404.text': 'There is nothing at this address. The overview may help.',
  'error.403.title': 'No access',
  'error.403.text': 'Your role does not allow you to open this page.',
  'error.400.title': 'This request does not fit',
  'error.400.text': 'The address or the form contains something that cannot be read.',
  'error.413.title': 'The file is too large',
  'error.413.text': 'CSV files may have at most 200 MB, XLSX files at most 30 MB. Nothing was stored.',
  'error.500.title': 'Something went wrong',
  'error.500.text': 'The error has been recorded. When reporting it, please give this number: {{reference}}',
  'error.back': 'To the start page',
}

export const shellTexts = { de, en }
