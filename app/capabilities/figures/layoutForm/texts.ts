import type { Texts } from '#app/texts/texts.ts'

/** What the form of a layout asks beyond roles and rows. */
export const layoutFormTextsDe = {
  layoutForm: {
    empty: 'Ein leeres Feld in dieser Spalte',
    emptyMeans: {
      nothing: 'sagt nichts',
      above: 'gilt wie das Feld darüber (verbundene Zellen)',
      total: 'steht für alle zusammen',
    },
    under: 'Darunter stehen Teile („davon …“) nach',
    underHint:
      'Zum Beispiel steht unter „Geburten“ eine Zeile „davon weiblich“: Sie gehört dann zu den Geburten.',
    signs: 'Steht hier, warum ein Wert fehlt?',
    signsNo: 'nein, hier stehen Vermerke zum Wert (vorläufig, berichtigt)',
    signsYes: 'ja, Zeichen wie „.“, „/“ oder „x“ an Stelle des Werts daneben',
    scale: 'Die Zahlen sind geschrieben',
    scaleAs: {
      unit: 'in der Einheit der Zahlenreihe',
      fraction: 'als Teil von 1 (0,82 bedeutet 82 %)',
      thousand: 'in Tausend',
      million: 'in Millionen',
    },
    suffix: 'Zusatz zum Namen der Zahlenreihe',
    suffixHint:
      'Wenn die Zahlenreihe in der Zeile steht: „in %“ macht in dieser Spalte aus „Besuche“ die Zahlenreihe „Besuche in %“.',
    fixedBreakdown: 'Merkmale, die für alle Zeilen gelten',
  },
} as const

export const layoutFormTextsEn: Texts<typeof layoutFormTextsDe> = {
  layoutForm: {
    empty: 'An empty cell in this column',
    emptyMeans: {
      nothing: 'says nothing',
      above: 'counts as the cell above it (merged cells)',
      total: 'stands for all together',
    },
    under: 'Parts stand below (“of which …”) by',
    underHint: 'For example a row “of which female” stands below “Births”: it then belongs to the births.',
    signs: 'Does it say here why a value is missing?',
    signsNo: 'no, there are notes on the value (provisional, revised)',
    signsYes: 'yes, signs such as “.”, “/” or “x” in place of the value beside',
    scale: 'The numbers are written',
    scaleAs: {
      unit: 'in the unit of the series',
      fraction: 'as a part of 1 (0.82 means 82%)',
      thousand: 'in thousands',
      million: 'in millions',
    },
    suffix: 'Addition to the name of the series',
    suffixHint:
      'If the series stands in the row: “in %” makes the series “Visits in %” of “Visits” in this column.',
    fixedBreakdown: 'Breakdown that holds for all rows',
  },
}
