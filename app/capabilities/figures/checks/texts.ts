import type { Texts } from '#app/texts/texts.ts'

/** Questions to the office; names and formatted numbers are put in by `sentences.ts`. */
export const checkTextsDe = {
  finding: {
    'unassigned-difference':
      '{{series}}, {{period}}: Die Sozialräume ergeben zusammen {{sum}}, für {{place}} sind {{total}} gemeldet. Sind die übrigen {{difference}} nicht zuordenbar?',
    'sum-differs':
      '{{series}}, {{period}}: Sozialräume und „nicht zuordenbar“ ergeben zusammen {{sum}}, für {{place}} sind {{total}} gemeldet (Unterschied {{difference}}). Was stimmt?',
    'sum-exceeds':
      '{{series}}, {{period}}: Die Teile ergeben zusammen {{sum}} und damit mehr als die {{total}}, die für {{place}} gemeldet sind. Was stimmt?',
    'part-exceeds-whole':
      '{{series}}, {{place}}, {{period}}: {{part}} ist mehr als das Ganze ({{wholeSeries}}: {{whole}}). Was stimmt?',
    'rate-differs':
      '{{series}}, {{place}}, {{period}}: Gedruckt sind {{printed}}, aus {{numerator}} von {{denominator}} ergeben sich {{computed}}. Was stimmt? Die gedruckte Zahl bleibt, wie sie ist.',
    'rate-other-base':
      '{{series}}, {{place}}, {{period}}: Gedruckt sind {{printed}}, aus {{numerator}} von {{denominator}} ergeben sich {{computed}}. Zur gedruckten Zahl passt {{otherBase}} als Grundlage ({{otherSeries}}, {{otherPeriod}}). Bezieht sie sich darauf?',
    'looks-like-fraction':
      '{{series}}: Alle Werte liegen zwischen 0 und 1. Sind es Anteile, die mit 100 malgenommen werden müssen?',
    'over-hundred': '{{series}}, {{place}}, {{period}}: {{value}} sind mehr als alle. Ist der Wert richtig?',
    'breakdown-exceeds':
      '{{series}}, {{place}}, {{period}}: Die Werte nach {{dimension}} ergeben zusammen {{sum}} und damit mehr als die gemeldete Summe {{total}}. Was stimmt?',
    'breakdown-differs':
      '{{series}}, {{place}}, {{period}}: Die Werte nach {{dimension}} ergeben zusammen {{sum}}, gemeldet sind {{total}} (Unterschied {{difference}}). Fehlt eine Angabe?',
    'shares-differ':
      '{{series}}, {{place}}, {{period}}: Die Anteile nach {{dimension}} ergeben zusammen {{sum}}, auch mit Rundung keine 100 %. Was stimmt?',
    'missing-places': '{{series}}, {{period}}: Ohne Wert: {{places}}. Kommen diese Zahlen noch?',
    'missing-periods':
      'Zwischen {{previousPeriod}} und {{period}} fehlen Zeiträume ({{missing}}): {{seriesList}}. Kommen diese Zahlen noch?',
    'missing-series':
      '{{series}}: Für {{previousPeriod}} lag die Zahl vor, für {{period}} nicht. Kommt sie noch?',
    'not-begun':
      'Für {{periods}} gibt es Zahlen, obwohl der Zeitraum noch nicht begonnen hatte, als die Datei kam: {{seriesList}}. Stimmt die Angabe?',
    'repeats-period':
      '{{series}}: Alle {{cells}} Werte für {{period}} sind dieselben wie für {{previousPeriod}}. Sind die Zahlen des früheren Zeitraums noch einmal geliefert worden?',
    'equal-columns':
      '{{series}}, {{period}}: Alle {{cells}} Werte sind dieselben wie bei {{otherSeries}}, {{otherPeriod}}. Ist eine Spalte versehentlich kopiert?',
    jump: '{{series}}, {{place}}: von {{before}} ({{previousPeriod}}) auf {{now}} ({{period}}). Ist der Sprung richtig?',
    'jump-apart':
      '{{series}}, {{place}}: von {{before}} ({{previousPeriod}}) auf {{now}} ({{period}}). Die anderen Orte haben sich anders entwickelt. Ist die Zahl richtig?',
    'duplicate-same':
      'Einige Felder stehen doppelt in der Datei, mit gleichem Wert: {{cells}}. Gespeichert wird jedes einmal.',
    'parts-without-whole':
      'Teile („davon …“) unter einem Namen, der selbst keinen Wert hat: {{cells}}. Gelesen sind sie als Teile von: {{names}}. Ist das richtig, oder gehören sie zum Namen davor?',
    'formula-cells':
      'Werte, die in der Datei Formeln sind: {{cells}}. Gespeichert wird das Ergebnis, das in der Datei steht.',
    'footnote-marks':
      'Werte mit Fußnotenzeichen: {{cells}}. Das Zeichen wird nicht gespeichert. Was besagt die Fußnote?',
    'hidden-cells':
      'Die Datei enthält ausgeblendete Zeilen oder Spalten, die mitgelesen werden: {{cells}}. Sind sie gemeint?',
  },
  findingTitle: {
    'unassigned-difference': 'Teile ergeben weniger als das Ganze',
    'sum-differs': 'Teile ergeben nicht das Ganze',
    'sum-exceeds': 'Teile ergeben mehr als das Ganze',
    'part-exceeds-whole': 'Teil größer als das Ganze',
    'rate-differs': 'Gedruckter Anteil weicht vom errechneten ab',
    'rate-other-base': 'Gedruckter Anteil hat eine andere Grundlage',
    'looks-like-fraction': 'Anteile zwischen 0 und 1',
    'over-hundred': 'Anteil über 100 %',
    'breakdown-exceeds': 'Werte eines Merkmals ergeben mehr als die Summe',
    'breakdown-differs': 'Werte eines Merkmals ergeben weniger als die Summe',
    'shares-differ': 'Anteile ergeben nicht 100 %',
    'missing-places': 'Orte ohne Wert',
    'missing-periods': 'Lücke zwischen Zeiträumen',
    'missing-series': 'Zahlenreihe fehlt gegenüber früher',
    'not-begun': 'Zeiträume, die noch nicht begonnen haben',
    'repeats-period': 'Zahlen eines früheren Zeitraums',
    'equal-columns': 'Gleiche Spalten',
    jump: 'Sprung gegenüber dem vorigen Zeitraum',
    'jump-apart': 'Andere Entwicklung als bei den übrigen Orten',
    'duplicate-same': 'Doppelte Felder',
    'parts-without-whole': 'Teile ohne das Ganze',
    'formula-cells': 'Formeln',
    'footnote-marks': 'Fußnotenzeichen',
    'hidden-cells': 'Ausgeblendete Zeilen oder Spalten',
  },
  severity: {
    'likely-error': 'Fehler wahrscheinlich',
    question: 'Frage',
    note: 'Hinweis',
  },
  severities: {
    'likely-error': 'Fehler wahrscheinlich',
    question: 'Fragen',
    note: 'Hinweise',
  },
  periodRange: '{{first}} bis {{last}}',
  periodsMore: '{{periods}} und weitere ({{more}})',
  inFile: 'Zelle {{cell}}',
} as const

export const checkTextsEn: Texts<typeof checkTextsDe> = {
  finding: {
    'unassigned-difference':
      '{{series}}, {{period}}: the areas add up to {{sum}}, {{total}} are reported for {{place}}. Are the other {{difference}} not assignable?',
    'sum-differs':
      '{{series}}, {{period}}: areas and “not assignable” add up to {{sum}}, {{total}} are reported for {{place}} (difference {{difference}}). Which is right?',
    'sum-exceeds':
      '{{series}}, {{period}}: the parts add up to {{sum}}, more than the {{total}} reported for {{place}}. Which is right?',
    'part-exceeds-whole':
      '{{series}}, {{place}}, {{period}}: {{part}} is more than the whole ({{wholeSeries}}: {{whole}}). Which is right?',
    'rate-differs':
      '{{series}}, {{place}}, {{period}}: {{printed}} is printed, {{numerator}} of {{denominator}} give {{computed}}. Which is right? The printed figure stays as it is.',
    'rate-other-base':
      '{{series}}, {{place}}, {{period}}: {{printed}} is printed, {{numerator}} of {{denominator}} give {{computed}}. {{otherBase}} as a base would fit ({{otherSeries}}, {{otherPeriod}}). Does it refer to that?',
    'looks-like-fraction':
      '{{series}}: all values lie between 0 and 1. Are they shares that have to be multiplied by 100?',
    'over-hundred':
      '{{series}}, {{place}}, {{period}}: {{value}} is more than everybody. Is the value right?',
    'breakdown-exceeds':
      '{{series}}, {{place}}, {{period}}: the values by {{dimension}} add up to {{sum}}, more than the reported total {{total}}. Which is right?',
    'breakdown-differs':
      '{{series}}, {{place}}, {{period}}: the values by {{dimension}} add up to {{sum}}, {{total}} are reported (difference {{difference}}). Is anything missing?',
    'shares-differ':
      '{{series}}, {{place}}, {{period}}: the shares by {{dimension}} add up to {{sum}}, which is not 100 % even with rounding. Which is right?',
    'missing-places': '{{series}}, {{period}}: {{places}} are missing. Will these figures follow?',
    'missing-periods':
      'Between {{previousPeriod}} and {{period}}, periods are missing ({{missing}}): {{seriesList}}. Will these figures follow?',
    'missing-series':
      '{{series}}: there was a figure for {{previousPeriod}}, but not for {{period}}. Will it follow?',
    'not-begun':
      'There are figures for {{periods}}, although the period had not begun when the file came in: {{seriesList}}. Is that right?',
    'repeats-period':
      '{{series}}: all {{cells}} values for {{period}} are the same as for {{previousPeriod}}. Were the figures of the earlier period delivered again?',
    'equal-columns':
      '{{series}}, {{period}}: all {{cells}} values are the same as for {{otherSeries}}, {{otherPeriod}}. Was a column copied by mistake?',
    jump: '{{series}}, {{place}}: from {{before}} ({{previousPeriod}}) to {{now}} ({{period}}). Is the jump right?',
    'jump-apart':
      '{{series}}, {{place}}: from {{before}} ({{previousPeriod}}) to {{now}} ({{period}}). The other places have developed differently. Is the figure right?',
    'duplicate-same':
      'Some cells stand twice in the file, with the same value: {{cells}}. Each is stored once.',
    'parts-without-whole':
      'Parts (“of which …”) below a name without a value of its own: {{cells}}. They are read as parts of: {{names}}. Is that right, or do they belong to the name before?',
    'formula-cells':
      'Values that are formulas in the file: {{cells}}. The result that stands in the file is stored.',
    'footnote-marks':
      'Values with a footnote mark: {{cells}}. The mark is not stored. What does the footnote say?',
    'hidden-cells': 'The file has hidden rows or columns that are read, too: {{cells}}. Are they meant?',
  },
  findingTitle: {
    'unassigned-difference': 'Parts give less than the whole',
    'sum-differs': 'Parts do not give the whole',
    'sum-exceeds': 'Parts give more than the whole',
    'part-exceeds-whole': 'Part greater than its whole',
    'rate-differs': 'Printed share differs from the computed one',
    'rate-other-base': 'Printed share has another base',
    'looks-like-fraction': 'Shares between 0 and 1',
    'over-hundred': 'Share of over 100 %',
    'breakdown-exceeds': 'Values of a dimension give more than the total',
    'breakdown-differs': 'Values of a dimension give less than the total',
    'shares-differ': 'Shares do not give 100 %',
    'missing-places': 'Places without a value',
    'missing-periods': 'Gap between periods',
    'missing-series': 'A series is missing compared with before',
    'not-begun': 'Periods that have not begun',
    'repeats-period': 'Figures of an earlier period',
    'equal-columns': 'Equal columns',
    jump: 'Jump against the period before',
    'jump-apart': 'Other development than at the other places',
    'duplicate-same': 'Repeated cells',
    'parts-without-whole': 'Parts without the whole',
    'formula-cells': 'Formulas',
    'footnote-marks': 'Footnote marks',
    'hidden-cells': 'Hidden rows or columns',
  },
  severity: {
    'likely-error': 'error likely',
    question: 'question',
    note: 'note',
  },
  severities: {
    'likely-error': 'Errors likely',
    question: 'Questions',
    note: 'Notes',
  },
  periodRange: '{{first}} to {{last}}',
  periodsMore: '{{periods}} and more ({{more}})',
  inFile: 'cell {{cell}}',
}
