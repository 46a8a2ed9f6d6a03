import type { Texts } from '#app/texts/texts.ts'
import { apiTextsDe, apiTextsEn } from './api/texts.ts'
import { bookingTextsDe, bookingTextsEn } from './booking/texts.ts'
import { calendarTextsDe } from './calendar/textsDe.ts'
import { calendarTextsEn } from './calendar/textsEn.ts'
import { checkTextsDe, checkTextsEn } from './checks/texts.ts'
import { completenessTextsDe, completenessTextsEn } from './completeness/texts.ts'
import { differencesTextsDe, differencesTextsEn } from './differences/texts.ts'
import { entryTextsDe, entryTextsEn } from './entry/entryTexts.ts'
import { exportTextsDe, exportTextsEn } from './export/textsOfExport.ts'
import { findingsTextsDe, findingsTextsEn } from './findings/texts.ts'
import { historyTextsDe, historyTextsEn } from './history/texts.ts'
import { individualTextsDe, individualTextsEn } from './individual/texts.ts'
import { layoutFormTextsDe, layoutFormTextsEn } from './layoutForm/texts.ts'
import { boardTextsDe, boardTextsEn } from './life/boardTexts.ts'
import { lifeTextsDe, lifeTextsEn } from './life/texts.ts'
import { linksTextsDe } from './links/textsDe.ts'
import { linksTextsEn } from './links/textsEn.ts'
import { profileTextsDe, profileTextsEn } from './profiles/texts.ts'
import { proposalsTextsDe, proposalsTextsEn } from './proposals/texts.ts'
import { remindersTextsDe, remindersTextsEn } from './reminders/texts.ts'
import { seriesTextsDe, seriesTextsEn } from './series/textsOfSeries.ts'
import { problemTextsDe, problemTextsEn } from './textsOfChecks.ts'
import { previewTextsDe, previewTextsEn } from './textsOfPreview.ts'

const de = {
  ...problemTextsDe,
  ...checkTextsDe,
  ...findingsTextsDe,
  ...bookingTextsDe,
  ...previewTextsDe,
  ...layoutFormTextsDe,
  ...differencesTextsDe,
  ...profileTextsDe,
  ...proposalsTextsDe,
  ...seriesTextsDe,
  ...exportTextsDe,
  ...calendarTextsDe,
  ...lifeTextsDe,
  ...boardTextsDe,
  ...historyTextsDe,
  ...linksTextsDe,
  ...remindersTextsDe,
  ...completenessTextsDe,
  ...entryTextsDe,
  ...individualTextsDe,
  ...apiTextsDe,
  step: {
    read: 'Datei wird gelesen und geprüft',
    store: 'Zahlen werden übernommen',
    release: 'Freigabe wird berechnet',
  },
  list: {
    title: 'Lieferungen',
    lead: 'Hier liegen die Dateien der Ämter, aus denen alle Zahlen stammen.',
    leadOwn: 'Hier liegen die Dateien Ihrer Stelle.',
    new: 'Datei einlesen',
    empty: 'Noch ist keine Lieferung da',
    emptyHint: 'Lesen Sie die erste Datei eines Amts ein. Vor dem Speichern sehen Sie, was daraus wird.',
    emptyReading: 'Sobald ein Amt geliefert hat, steht die Lieferung hier.',
    caption: 'Alle Lieferungen, die neueste zuerst',
    file: 'Datei',
    source: 'Quelle',
    received: 'Eingegangen',
    state: 'Stand',
    figures: 'Zahlen',
    questions: 'Offene Fragen',
    by: 'Eingelesen von',
  },
  new: {
    title: 'Datei einlesen',
    lead: 'Sie sehen zuerst eine Vorschau. Gespeichert wird erst, wenn die Lieferung freigegeben wird.',
    source: 'Von welcher Quelle kommt die Datei?',
    sourceHint:
      'Ein Verfahren oder eine Statistik eines Amts. Danach richtet sich auch der Schutz kleiner Zahlen.',
    sourcePlaceholder: 'Bitte wählen',
    sourceMissing: 'Bitte wählen Sie, von welcher Quelle die Datei kommt.',
    noSource: 'Es gibt noch keine Quelle, für die Sie liefern können.',
    file: 'Datei (CSV, XLSX oder ZIP)',
    fileHint:
      'CSV bis 200 MB, XLSX bis 30 MB, ZIP mit einer CSV darin, wie GENESIS-Online sie ausgibt. Sie können die Datei auch hierher ziehen.',
    fileMissing: 'Bitte wählen Sie eine Datei.',
    received: 'Eingegangen am',
    noteLong: 'Die Bemerkung darf höchstens {{limit}} Zeichen haben.',
    receivedWrong: 'Bitte geben Sie ein Datum an, zum Beispiel 14.03.2019.',
    note: 'Anmerkung',
    noteHint: 'Zum Beispiel, wer die Datei geschickt hat oder was daran besonders ist.',
    submit: 'Vorschau ansehen',
    corrects: 'Korrektur zu Lieferung {{id}} ({{file}})',
    correctsMeans:
      'Die neue Datei ersetzt jene Lieferung ganz, sobald sie freigegeben ist. Zahlen, die darin fehlen, gelten dann nicht mehr.',
    broken: 'Die Übertragung ist abgebrochen. Bitte versuchen Sie es noch einmal.',
    one: 'Bitte laden Sie nur eine Datei auf einmal hoch.',
    personsCounted: 'Die Zeilen können beim Hochladen gezählt werden, ohne dass eine davon gespeichert wird.',
    personsCountedHow:
      'Dafür braucht es eine Auswertungsregel. Löschen Sie vorher die Spalten mit Namen, Geburtsdaten und Kennungen; sie werden zum Zählen nicht gebraucht.',
  },
  sheet: {
    preline: 'Lieferung',
    source: 'Quelle',
    received: 'Eingegangen am',
    note: 'Anmerkung',
    state: 'Stand',
    download: 'Datei herunterladen',
    deleted: 'Die Datei ist gelöscht.',
    findings: 'Fragen und Hinweise',
    findingsLead:
      'Fragen an das liefernde Amt. Nichts davon wurde geändert; eine Antwort erklärt die Zahl, sie ersetzt sie nicht.',
    noFindings: 'Die Prüfungen haben keine Fragen ergeben.',
    findingsHidden_one:
      'Zu dieser Lieferung gibt es eine Frage. Ihren Wortlaut sehen nur die liefernde Stelle und Personen, die Lieferungen prüfen.',
    findingsHidden_other:
      'Zu dieser Lieferung gibt es {{count}} Fragen. Ihren Wortlaut sehen nur die liefernde Stelle und Personen, die Lieferungen prüfen.',
    answer: 'Antwort',
    answerSave: 'Antwort speichern',
    withdraw: 'Lieferung zurückziehen',
    withdrawHint:
      'Die Zahlen dieser Lieferung gelten dann nicht mehr. Sie bleiben mit der Datei in der Geschichte erhalten.',
    history: 'Verlauf',
    figures_one: '{{count}} Zahl übernommen',
    figures_other: '{{count}} Zahlen übernommen',
  },
  reading: {
    title: 'Die Datei wird gelesen',
    text: 'Bei langen Dateien dauert das eine Weile. Sie können die Seite verlassen und später wiederkommen.',
    storing: 'Die Zahlen werden übernommen',
    cancel: 'Abbrechen',
    failed:
      'Das Lesen ist fehlgeschlagen. Bitte versuchen Sie es noch einmal; Kennwort für die Verwaltung: {{reference}}.',
    cancelled: 'Das Lesen wurde abgebrochen.',
    again: 'Noch einmal lesen',
  },
  import: {
    sourceUnclear:
      'Es ist nicht zu erkennen, von welcher Quelle die Datei kommt. Bitte nennen Sie eine: {{sources}}.',
    moreErrors: 'Es gibt {{count}} weitere Stellen, die zu klären sind.',
  },
} as const

const en: Texts<typeof de> = {
  ...problemTextsEn,
  ...checkTextsEn,
  ...findingsTextsEn,
  ...bookingTextsEn,
  ...previewTextsEn,
  ...layoutFormTextsEn,
  ...differencesTextsEn,
  ...profileTextsEn,
  ...proposalsTextsEn,
  ...seriesTextsEn,
  ...exportTextsEn,
  ...calendarTextsEn,
  ...lifeTextsEn,
  ...boardTextsEn,
  ...historyTextsEn,
  ...linksTextsEn,
  ...remindersTextsEn,
  ...completenessTextsEn,
  ...entryTextsEn,
  ...individualTextsEn,
  ...apiTextsEn,
  step: {
    read: 'Reading and checking the file',
    store: 'Taking the figures over',
    release: 'Computing the release',
  },
  list: {
    title: 'Deliveries',
    lead: 'The files of the offices from which all figures come.',
    leadOwn: 'Here are the files of your office.',
    new: 'Read a file',
    empty: 'There is no delivery yet',
    emptyHint: 'Read the first file of an office. Before anything is stored you see what will become of it.',
    emptyReading: 'As soon as an office has delivered, the delivery stands here.',
    caption: 'All deliveries, the latest first',
    file: 'File',
    source: 'Source',
    received: 'Received',
    state: 'State',
    figures: 'Figures',
    questions: 'Open questions',
    by: 'Read by',
  },
  new: {
    title: 'Read a file',
    lead: 'You see a preview first. Nothing is stored until the delivery is released.',
    source: 'Which source does the file come from?',
    sourceHint:
      'A procedure or statistic of one office. The protection of small numbers follows from it, too.',
    sourcePlaceholder: 'Please choose',
    sourceMissing: 'Please choose which source the file comes from.',
    noSource: 'There is no source yet for which you can deliver.',
    file: 'File (CSV, XLSX or ZIP)',
    fileHint:
      'CSV up to 200 MB, XLSX up to 30 MB, ZIP with one CSV in it as GENESIS-Online gives it. You can also drop the file here.',
    fileMissing: 'Please choose a file.',
    received: 'Received on',
    noteLong: 'The note may have at most {{limit}} characters.',
    receivedWrong: 'Please give a date, for example 14.03.2019.',
    note: 'Note',
    noteHint: 'For example who sent the file or what is special about it.',
    submit: 'See the preview',
    corrects: 'Correction of delivery {{id}} ({{file}})',
    correctsMeans:
      'The new file replaces that whole delivery once it is released. Figures that are missing in it hold no longer then.',
    broken: 'The transfer broke off. Please try again.',
    one: 'Please upload one file at a time.',
    personsCounted: 'The rows can be counted while they come in, without any of them being stored.',
    personsCountedHow:
      'This takes an evaluation rule. Delete the columns with names, dates of birth and identifiers before; they are not needed for counting.',
  },
  sheet: {
    preline: 'Delivery',
    source: 'Source',
    received: 'Received on',
    note: 'Note',
    state: 'State',
    download: 'Download the file',
    deleted: 'The file is deleted.',
    findings: 'Questions and notes',
    findingsLead:
      'Questions to the office that delivered. Nothing was changed; an answer explains the figure, it does not replace it.',
    noFindings: 'The checks raised no questions.',
    findingsHidden_one:
      'There is one question about this delivery. Only the office that delivered and persons who check deliveries see its wording.',
    findingsHidden_other:
      'There are {{count}} questions about this delivery. Only the office that delivered and persons who check deliveries see their wording.',
    answer: 'Answer',
    answerSave: 'Save the answer',
    withdraw: 'Withdraw the delivery',
    withdrawHint: 'The figures of this delivery then hold no longer. They stay in the history with the file.',
    history: 'History',
    figures_one: '{{count}} figure taken over',
    figures_other: '{{count}} figures taken over',
  },
  reading: {
    title: 'The file is being read',
    text: 'Long files take a while. You can leave this page and come back later.',
    storing: 'The figures are being taken over',
    cancel: 'Cancel',
    failed: 'Reading failed. Please try again; reference for the administration: {{reference}}.',
    cancelled: 'Reading was cancelled.',
    again: 'Read again',
  },
  import: {
    sourceUnclear: 'It is not clear which source the file comes from. Please name one: {{sources}}.',
    moreErrors: 'There are {{count}} more places to be settled.',
  },
}

export const figuresTexts = { de, en }
