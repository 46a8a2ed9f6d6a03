import type { Texts } from '#app/texts/texts.ts'

/** Series that a file speaks of and that nobody has defined yet. */
export const proposalsTextsDe = {
  proposals: {
    title: 'Neue Zahlenreihen',
    leadCreate:
      'Diese Zahlenreihen gibt es noch nicht. Prüfen Sie, ob Name und Art stimmen: Art, Zeiträume und Familie bleiben, sobald Zahlen freigegeben sind. Angelegt werden sie erst mit der Freigabe.',
    leadOther:
      'Diese Zahlenreihen gibt es noch nicht. Sagen Sie, was gezählt wird. Angelegt werden sie erst, wenn die Kommune die Lieferung freigibt; Sie müssen dafür nichts weiter tun.',
    leadFixed:
      'Diese Zahlenreihen gibt es noch nicht; sie würden mit der Freigabe so angelegt. Soll etwas anders sein, geben Sie die Lieferung zurück.',
    number: 'Neue Zahlenreihe {{number}}: {{name}}',
    figures_one: '{{count}} Zahl in dieser Datei.',
    figures_other: '{{count}} Zahlen in dieser Datei.',
    noFigures: 'Aus dieser Datei wird dafür keine Zahl gelesen; so wird sie nicht angelegt.',
    brokenDown: 'Aufgeteilt nach: {{dimensions}}.',
    family: 'Geschützt zusammen mit',
    familyOwn: 'anderen Zahlenreihen dieser Quelle mit gleichen Zeiträumen und Merkmalen',
    save: 'Übernehmen und Datei noch einmal lesen',
    existing:
      'Gibt es eine Zahlenreihe schon unter anderem Namen? Dann wählen Sie sie weiter unten bei der Spalte.',
    confirm_one: 'Ja, diese neue Zahlenreihe soll angelegt werden: {{names}}',
    confirm_other: 'Ja, diese {{count}} neuen Zahlenreihen sollen angelegt werden: {{names}}',
    confirmHint: 'Unter „Neue Zahlenreihen“ steht, wie sie angelegt werden.',
    unconfirmed: 'Bestätigen Sie bitte, dass die neuen Zahlenreihen angelegt werden sollen.',
    namesMore: '{{names}} und {{count}} weitere',
    columnName: 'Name',
    columnKind: 'Art und Einheit',
    columnPeriods: 'Zeiträume',
    columnFigures: 'Zahlen',
    caption: 'Zahlenreihen, die mit der Freigabe angelegt würden',
  },
} as const

export const proposalsTextsEn: Texts<typeof proposalsTextsDe> = {
  proposals: {
    title: 'New series',
    leadCreate:
      'These series don’t exist yet. Check whether name and kind are right: kind, periods and family stay once figures are released. They are only created with the release.',
    leadOther:
      'These series don’t exist yet. Say what is counted. They are only created when the municipality releases the delivery; you need do nothing more for that.',
    leadFixed:
      'These series don’t exist yet; they would be created like this with the release. If something should be different, return the delivery.',
    number: 'New series {{number}}: {{name}}',
    figures_one: '{{count}} figure in this file.',
    figures_other: '{{count}} figures in this file.',
    noFigures: 'No figure is read for it from this file; it will not be created like this.',
    brokenDown: 'Broken down by: {{dimensions}}.',
    family: 'Protected together with',
    familyOwn: 'other series of this source with the same periods and breakdowns',
    save: 'Apply and read the file again',
    existing: 'Does a series exist under another name? Then choose it at its column below.',
    confirm_one: 'Yes, this new series shall be created: {{names}}',
    confirm_other: 'Yes, these {{count}} new series shall be created: {{names}}',
    confirmHint: '“New series” says how they will be created.',
    unconfirmed: 'Please confirm that the new series shall be created.',
    namesMore: '{{names}} and {{count}} more',
    columnName: 'Name',
    columnKind: 'Kind and unit',
    columnPeriods: 'Periods',
    columnFigures: 'Figures',
    caption: 'Series that the release would create',
  },
}
