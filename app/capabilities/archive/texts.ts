import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Alle Daten ausgeben',
  lead: 'Alles, was Ihre Kommune hier gespeichert hat, in einer ZIP-Datei mit offenen Formaten: zum Aufbewahren, Auswerten oder Umziehen.',
  'secret.title': 'Die Datei ist vertraulich',
  'secret.text':
    'Sie enthält genaue Zahlen, auch solche, die geheim bleiben müssen, dazu Namen und E-Mail-Adressen und das Protokoll. Deshalb erstellt sie nur, wer für den Datenschutz zuständig ist. Kennwörter sind nicht enthalten. Jede Ausgabe und jedes Herunterladen steht im Protokoll.',
  'start.title': 'Neue Ausgabe',
  'start.what':
    'Tabellen als CSV, verschachtelte Angaben als JSON, Grenzen als GeoJSON, die gelieferten Dateien und Berichte im Original, dazu eine Beschreibung jeder Spalte.',
  'start.button': 'Ausgabe erstellen',
  'running.title': 'Die Ausgabe wird erstellt',
  'running.reload': 'Die Seite zeigt den Stand von selbst. Sie können sie verlassen und später wiederkommen.',
  'running.cancel': 'Abbrechen',
  'running.cancelling': 'Die Ausgabe wird abgebrochen.',
  'ended.failed': 'Die Ausgabe ist gescheitert',
  'ended.broken': 'Bitte nennen Sie der Verwaltung des Systems die Kennung {{reference}}.',
  'ended.lost': 'Der Rechner hat die Arbeit mehrmals nicht zu Ende gebracht.',
  'ended.cancelled': 'Die letzte Ausgabe wurde abgebrochen',
  'ended.done': 'Die letzte Ausgabe ist fertig; Sie finden sie unten.',
  'list.title': 'Ausgaben der letzten {{hours}} Stunden',
  'list.caption': 'Ausgaben, die Sie herunterladen können',
  'list.empty': 'Zurzeit gibt es keine Ausgabe zum Herunterladen.',
  'list.file': 'Datei',
  'list.size': 'Größe',
  'list.made': 'Erstellt',
  'list.until': 'Wird gelöscht',
  'list.actions': 'Weitere Schritte',
  'list.download': '{{name}} herunterladen',
  'list.remove': 'Jetzt löschen',

  'size.mb': '{{size}} MB',
  'size.kb': '{{size}} kB',
  'step.write': 'Tabellen und Dateien werden geschrieben',
} as const

const en: Texts<typeof de> = {
  title: 'Export all data',
  lead: 'Everything your municipality has stored here, in one ZIP file with open formats: to keep, to analyse or to move.',
  'secret.title': 'The file is confidential',
  'secret.text':
    'It holds exact figures, also those that must stay secret, and names, mail addresses and the audit trail. So only data protection makes it. Passwords are not in it. Every export and every download is recorded in the audit trail.',
  'start.title': 'New export',
  'start.what':
    'Tables as CSV, nested details as JSON, boundaries as GeoJSON, the delivered files and reports as they are, and a description of every column (in German).',
  'start.button': 'Make an export',
  'running.title': 'The export is being made',
  'running.reload': 'The page shows the progress by itself. You can leave it and come back later.',
  'running.cancel': 'Cancel',
  'running.cancelling': 'The export is being cancelled.',
  'ended.failed': 'The export has failed',
  'ended.broken': 'Please give the system administration the reference {{reference}}.',
  'ended.lost': 'The computer did not finish the work, several times.',
  'ended.cancelled': 'The last export was cancelled',
  'ended.done': 'The last export is ready; you find it below.',
  'list.title': 'Exports of the last {{hours}} hours',
  'list.caption': 'Exports that you can download',
  'list.empty': 'There is no export to download at present.',
  'list.file': 'File',
  'list.size': 'Size',
  'list.made': 'Made',
  'list.until': 'Will be deleted',
  'list.actions': 'Further steps',
  'list.download': 'Download {{name}}',
  'list.remove': 'Delete now',

  'size.mb': '{{size}} MB',
  'size.kb': '{{size}} kB',
  'step.write': 'Tables and files are being written',
}

export const archiveTexts = { de, en }
