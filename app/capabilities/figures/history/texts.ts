import type { Texts } from '#app/texts/texts.ts'

/** Texts about the history of one value. */
export const historyTextsDe = {
  history: {
    preline: 'Geschichte eines Werts',
    where:
      'Die Geschichte eines Werts öffnet sich von seiner Herkunft aus: Wählen Sie bei einer Kennzahl eine Zahl und dort „Geschichte dieses Werts“.',
    released: 'Freigegeben ist',
    noRelease: 'Dieser Wert ist nicht freigegeben.',
    title: 'Was geliefert wurde, der Reihe nach',
    lead: 'Gespeicherte Werte werden nie geändert. Es gilt, was zuletzt freigegeben und nicht zurückgezogen oder ersetzt wurde.',
    none: 'Zu diesem Wert hat noch keine Stelle etwas geliefert, oder die Lieferung ist noch nicht freigegeben.',
    holds: 'gilt',
    value: 'Gespeichert',
    original: 'In der Datei steht',
    originalEmpty: 'nichts',
    originalGone: 'Die Zelle ist in der Datei nicht zu finden.',
    quote: '„{{text}}“',
    readOriginal: 'In der Datei nachsehen',
    file: 'Datei',
    spot: 'Fundstelle',
    sheet: 'Blatt „{{sheet}}“, Zelle {{cell}}',
    cell: 'Zelle {{cell}} (Zeile {{row}}, Spalte {{column}})',
    hidden: 'Den gelieferten Wert sehen nur die liefernde Stelle und Personen, die Lieferungen prüfen.',
    questions: 'Fragen dazu',
  },
} as const

export const historyTextsEn: Texts<typeof historyTextsDe> = {
  history: {
    preline: 'History of a value',
    where:
      'The history of a value opens from its origin: choose a number of an indicator and there “History of this value”.',
    released: 'Released is',
    noRelease: 'This value is not released.',
    title: 'What was delivered, in order',
    lead: 'Stored values are never changed. What was released last and neither withdrawn nor replaced holds.',
    none: 'No office has delivered anything about this value yet, or the delivery is not released yet.',
    holds: 'holds',
    value: 'Stored',
    original: 'In the file',
    originalEmpty: 'nothing',
    originalGone: 'The cell can’t be found in the file.',
    quote: '“{{text}}”',
    readOriginal: 'Look into the file',
    file: 'File',
    spot: 'Where',
    sheet: 'Sheet “{{sheet}}”, cell {{cell}}',
    cell: 'Cell {{cell}} (row {{row}}, column {{column}})',
    hidden: 'Only the office that delivered and persons who check deliveries see the value as delivered.',
    questions: 'Questions about it',
  },
}
