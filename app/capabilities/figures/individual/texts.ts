import type { Texts } from '#app/texts/texts.ts'

/** Files with one row per child, and the rules by which they become figures. */
export const individualTextsDe = {
  individual: {
    rules: 'Auswertungsregeln',
    rulesLead:
      'Manche Stellen liefern eine Datei mit einer Zeile je Kind, ohne Namen. Eine Regel sagt, welche Zahlen daraus werden. Die Datei selbst wird nie gespeichert.',
    newRule: 'Neue Regel',
    noRules: 'Noch gibt es keine Auswertungsregel.',
    noRulesHint: 'Die Planung oder die Koordination legt sie an, bevor die erste Datei kommt.',
    listCaption: 'Auswertungsregeln nach Namen',
    name: 'Name der Regel',
    source: 'Quelle',
    version: 'Fassung',
    changed: 'Geändert',
    changedBy: '{{version}}, von {{name}}',
    columnsLead:
      'Je Spalte der Datei, die gebraucht wird: ihre Überschrift, was sie ist, und was die Schlüssel darin bedeuten (zum Beispiel „1=männlich, 2=weiblich, 9=“). Aus Straße und Hausnummer wird über das Straßenverzeichnis der Sozialraum; die Anschrift selbst wird vergessen. Was hier nicht steht, wird nicht ausgewertet.',
    countsLead:
      'Je Zahl, die entstehen soll: die Zahlenreihe, wann eine Zeile zählt (ohne Bedingung zählen alle) und wonach aufgeteilt wird (zum Beispiel „Geschlecht = Spalte“). Mit „Summe Spalte“ als Bedingung wird zusammengezählt statt abgezählt. Für eine zweite Aufteilung nennen Sie die Zahlenreihe noch einmal, mit derselben Bedingung.',
    row: { columns: 'Spalte {{number}}', counts: 'Zahl {{number}}' },
    more: { columns: 'Weitere Spalten', counts: 'Weitere Zahlen' },
    moreRows: 'Mehr leere Zeilen',
    heading: 'Überschrift',
    role: 'Art',
    roles: {
      Ort: 'Ort',
      Straße: 'Straße',
      Hausnummer: 'Hausnummer',
      Zeitraum: 'Zeitraum',
      Merkmal: 'Merkmal',
      Zahl: 'Zahl',
      'nicht lesen': 'nicht lesen',
    },
    codes: 'Schlüssel',
    condition: 'Bedingung',
    split: 'Aufteilung',
    asText: 'Die ganze Regel als Text schreiben',
    asRows: 'Die Regel im Formular schreiben',
    columns: 'Spalten der Datei',
    columnsHint:
      'Eine Zeile je Spalte: Überschrift; Art; Bedeutung der Schlüssel. Arten sind Ort, Straße, Hausnummer, Zeitraum, Merkmal, Zahl und „nicht lesen“. Aus Straße und Hausnummer wird über das Straßenverzeichnis der Sozialraum; die Anschrift selbst wird vergessen. Was hier nicht steht, wird nicht ausgewertet.',
    counts: 'Was gezählt wird',
    countsHint:
      'Eine Zeile je Zahl: Zahlenreihe; Bedingung; Aufteilung. Ohne Bedingung zählen alle Zeilen. „Summe Spalte“ zählt zusammen statt ab. Für eine zweite Aufteilung schreiben Sie die Zahlenreihe noch einmal, mit derselben Bedingung.',
    help: 'Wie werden Regeln geschrieben?',
    helpText:
      'Bedingungen vergleichen Spalten mit =, ≠, <, ≤, > und ≥ und verbinden sie mit „und“, „oder“, „nicht“ und Klammern. „Masern in (1, 2)“ heißt eines davon, „U8 leer“ ohne Angabe. „alle(S1, S2) = unauffällig“ gilt, wenn es für alle genannten Spalten zutrifft, „eine(…)“, wenn für mindestens eine; fehlt dabei eine Angabe, ist die Zeile nicht auswertbar und zählt nicht. „vollständig(S1, S2)“ gilt, wenn alle Angaben da sind: So wird die Grundgesamtheit gezählt. Namen mit Leerzeichen stehen in Anführungszeichen.',
    exampleColumns:
      'Sozialraum; Ort\nGeschlecht; Merkmal; 1=männlich, 2=weiblich, 9=\nU8; Merkmal; j=ja, n=nein\nMasern; Zahl\nName; nicht lesen',
    exampleCounts:
      'Untersuchte Kinder\nKinder mit U8; U8 = ja\nZweimal geimpft; Masern >= 2; Geschlecht = Geschlecht',
    save: 'Speichern',
    test: 'Mit einem Beispiel ausprobieren',
    testLead:
      'Fügen Sie einige Zeilen aus der Tabelle ein, mit Überschriften und am besten mit erfundenen Werten. Nichts davon wird gespeichert.',
    sample: 'Beispiel',
    sampleHint: 'Aus Excel oder LibreOffice kopiert oder mit Semikolon getrennt.',
    tryOut: 'Auswerten',
    saved: 'Die Regel ist als Fassung {{version}} gespeichert.',
    result: 'Ergebnis',
    resultCaption: 'Zahlen, die aus dem Beispiel werden',
    resultRows_one: 'Eine Zeile wurde ausgewertet.',
    resultRows_other: '{{count}} Zeilen wurden ausgewertet.',
    resultUnassigned: 'Ohne bekannten Ort: {{count}}',
    series: 'Zahlenreihe',
    place: 'Ort',
    period: 'Zeitraum',
    part: 'Merkmal',
    total: 'insgesamt',
    value: 'Wert',
    upload: 'Datei mit Einzeldaten auswerten',
    uploadLead:
      'Aus einer Datei mit einer Zeile je Kind werden sofort Zahlen. Die Datei wird nicht gespeichert, auch nicht vorübergehend; Sie sehen danach nur die Zahlen.',
    rule: 'Nach welcher Regel?',
    rulePlaceholder: 'Bitte wählen',
    filePeriod: 'Zeitraum der ganzen Datei',
    filePeriodHint: 'Nur nötig, wenn keine Spalte den Zeitraum nennt, zum Beispiel 2018/19.',
    file: 'Datei ohne Namen und Geburtstage (CSV oder XLSX)',
    fileHint: 'Anschriften dürfen nur darin stehen, wenn die Regel daraus den Sozialraum sucht.',
    evaluate: 'Auswerten',
    toRules: 'Auswertungsregeln ansehen',
    arrival: 'Aus Einzeldaten ausgewertet',
    arrivalRule: 'Regel {{rule}}, Fassung {{version}}',
    arrivalRows: 'Ausgewertete Zeilen',
    arrivalBlank: 'Leere Zeilen',
    arrivalUnassigned: 'Ohne bekannten Ort',
    arrivalNotCountable: 'Nicht auswertbar',
    arrivalNotDivided: 'Ohne Angabe zur Aufteilung',
    arrivalHash: 'Prüfsumme der Datei (SHA-256)',
    atLine: 'Zeile {{line}}: {{sentence}}',
    wrong: {
      'unknown-column':
        'Die Spalte „{{text}}“ steht nicht oben unter den Spalten, oder nicht als Merkmal oder Zahl.',
      unexpected: 'Bei „{{text}}“ ist die Bedingung nicht zu verstehen.',
      incomplete: 'Nach „{{text}}“ fehlt noch etwas.',
      'unknown-role':
        '„{{text}}“ ist keine Art. Möglich sind Ort, Straße, Hausnummer, Zeitraum, Merkmal, Zahl und „nicht lesen“.',
      twice: '„{{text}}“ steht schon weiter oben, oder eine zweite Spalte hat dieselbe Aufgabe.',
      'code-twice': 'Der Schlüssel „{{text}}“ steht zweimal da. Groß- und Kleinschreibung zählt nicht.',
      'counted-twice':
        'Die Zahlenreihe „{{text}}“ steht schon weiter oben. Eine weitere Zeile kann sie nur nach einem anderen Merkmal aufteilen, mit derselben Bedingung.',
      'too-deep':
        'Mehr als {{text}} Ebenen kann eine Bedingung nicht haben. Bitte schreiben Sie sie einfacher.',
      'ambiguous-number':
        '„{{text}}“ kann Tausender oder einen Bruch meinen. Bitte schreiben Sie Tausender ohne Punkt (2500) und Brüche mit Komma (2,5).',
      'not-a-number':
        'Mit „{{text}}“ lässt sich nur vergleichen, ob es gleich ist. Für größer und kleiner braucht es eine Zahl.',
      'no-place': 'Es fehlt eine Spalte für den Ort oder für die Straße.',
      'no-street': 'Zur Hausnummer fehlt eine Spalte für die Straße.',
      'unknown-series': 'Die Zahlenreihe „{{text}}“ gibt es bei dieser Quelle nicht.',
      'unknown-dimension': 'Nach „{{text}}“ wird diese Zahlenreihe nicht unterschieden.',
      'unknown-value': '„{{text}}“ ist keine Ausprägung dieses Merkmals.',
      'nothing-counted': 'Bitte schreiben Sie, was gezählt wird.',
    },
    wrongName: 'Bitte geben Sie der Regel einen Namen mit höchstens 200 Zeichen.',
    tooLong: 'Hier sind höchstens {{limit}} Zeichen möglich.',
    wrongSource: 'Bitte wählen Sie die Quelle.',
    no: {
      'unknown-rule': 'Bitte wählen Sie, nach welcher Regel die Datei ausgewertet wird.',
      'rule-outdated':
        'Die Regel passt nicht mehr zu den Zahlenreihen der Quelle. Bitte lassen Sie sie von der Planung ansehen.',
      'no-figures': 'Aus der Datei wurden keine Zahlen.',
      'not-delivered': 'Aus der Datei ließ sich keine Lieferung machen. Nichts wurde gespeichert.',
    },
    fileProblem: {
      'personal-columns':
        'Die Datei sagt, wer die Kinder sind. Bitte löschen Sie diese Spalten und laden Sie die Datei noch einmal hoch: {{columns}}. Nichts davon wurde gelesen oder gespeichert.',
      'personal-content':
        'In der Datei stehen offenbar Namen oder Mailadressen: {{columns}}. Bitte löschen Sie diese Spalten und laden Sie die Datei noch einmal hoch. Nichts davon wurde gespeichert.',
      'columns-missing': 'In der Datei fehlen Spalten, die die Regel braucht: {{columns}}.',
      'column-twice':
        'Diese Überschriften stehen mehrmals in der Datei: {{columns}}. Welche Spalte gemeint ist, lässt sich nicht sagen. Bitte benennen Sie die anderen um oder löschen Sie sie.',
      'several-sheets':
        'In der Arbeitsmappe stehen auf mehreren Blättern Zeilen: {{columns}}. Ausgewertet wird nur ein Blatt. Bitte bringen Sie alle Zeilen auf ein Blatt und löschen Sie die übrigen oder blenden Sie sie aus.',
      'no-register':
        'Die Regel sucht den Sozialraum zu Anschriften, aber für den Tag des Eingangs gibt es kein Straßenverzeichnis. Bitte lassen Sie zuerst eines einlesen.',
      'no-rows': 'In der Datei stehen unter den Überschriften keine Zeilen.',
    },
    fields_one: 'An einer Stelle ist die Datei nicht zu lesen. Nichts wurde gespeichert.',
    fields_other: 'An {{count}} Stellen ist die Datei nicht zu lesen. Nichts wurde gespeichert.',
    field: {
      'unknown-code': 'Zeile {{row}}, Spalte „{{column}}“: Dieser Schlüssel steht nicht in der Regel.',
      'no-number': 'Zeile {{row}}, Spalte „{{column}}“: Hier steht keine Zahl.',
      'ambiguous-number':
        'Ab Zeile {{row}}, Spalte „{{column}}“: Eine Zahl mit drei Stellen hinter dem Punkt oder Komma kann Tausender oder einen Bruch meinen. Bitte schreiben Sie die Zahlen der Spalte ohne Tausenderzeichen und mit Komma.',
      'unreadable-period': 'Zeile {{row}}: Der Zeitraum ist für eine der Zahlenreihen nicht lesbar.',
      'no-period': 'Zeile {{row}}: Der Zeitraum fehlt.',
    },
  },
} as const

export const individualTextsEn: Texts<typeof individualTextsDe> = {
  individual: {
    rules: 'Evaluation rules',
    rulesLead:
      'Some offices deliver a file with one row per child, without names. A rule says which figures come of it. The file itself is never stored.',
    newRule: 'New rule',
    noRules: 'There is no evaluation rule yet.',
    noRulesHint: 'Planning or coordination creates it before the first file comes.',
    listCaption: 'Evaluation rules by name',
    name: 'Name of the rule',
    source: 'Source',
    version: 'Version',
    changed: 'Changed',
    changedBy: '{{version}}, by {{name}}',
    columnsLead:
      'For each column of the file that is needed: its heading, what it is, and what the codes in it mean (such as “1=male, 2=female, 9=”). Street and house number become the area through the street register; the address itself is forgotten. What does not stand here is not evaluated.',
    countsLead:
      'For each figure that shall come of it: the series, when a row counts (without a condition all do) and what it is broken down by (such as “sex = column”). With “Summe column” as condition it adds up instead of counting. For a second breakdown name the series again, with the same condition.',
    row: { columns: 'Column {{number}}', counts: 'Figure {{number}}' },
    more: { columns: 'More columns', counts: 'More figures' },
    moreRows: 'More empty rows',
    heading: 'Heading',
    role: 'Role',
    roles: {
      Ort: 'place',
      Straße: 'street',
      Hausnummer: 'house number',
      Zeitraum: 'period',
      Merkmal: 'attribute',
      Zahl: 'number',
      'nicht lesen': 'do not read',
    },
    codes: 'Codes',
    condition: 'Condition',
    split: 'Breakdown',
    asText: 'Write the whole rule as text',
    asRows: 'Write the rule in the form',
    columns: 'Columns of the file',
    columnsHint:
      'One line per column: heading; role; meaning of the codes. Roles are Ort (place), Straße (street), Hausnummer (house number), Zeitraum (period), Merkmal (attribute), Zahl (number) and “nicht lesen” (do not read). Street and number become the area through the street register; the address itself is forgotten. What does not stand here is not evaluated.',
    counts: 'What is counted',
    countsHint:
      'One line per figure: series; condition; breakdown. Without a condition all rows count. “Summe column” adds up instead of counting. For a second breakdown write the series again, with the same condition.',
    help: 'How are rules written?',
    helpText:
      'Conditions compare columns by =, ≠, <, ≤, > and ≥ and are joined by “und”, “oder”, “nicht” and brackets. “Masern in (1, 2)” means one of them, “U8 leer” without an entry. “alle(S1, S2) = unauffällig” holds if it is so for all named columns, “eine(…)” if for at least one; where an entry is missing, the row can’t be evaluated and doesn’t count. “vollständig(S1, S2)” holds if all entries are there: this counts the base. Names with blanks stand in quotes.',
    exampleColumns:
      'Sozialraum; Ort\nGeschlecht; Merkmal; 1=männlich, 2=weiblich, 9=\nU8; Merkmal; j=ja, n=nein\nMasern; Zahl\nName; nicht lesen',
    exampleCounts:
      'Untersuchte Kinder\nKinder mit U8; U8 = ja\nZweimal geimpft; Masern >= 2; Geschlecht = Geschlecht',
    save: 'Save',
    test: 'Try it with an example',
    testLead:
      'Paste some lines of the table, with headings and best with invented values. Nothing of it is stored.',
    sample: 'Example',
    sampleHint: 'Copied from Excel or LibreOffice, or separated by semicolons.',
    tryOut: 'Evaluate',
    saved: 'The rule is saved as version {{version}}.',
    result: 'Result',
    resultCaption: 'Figures that come of the example',
    resultRows_one: 'One row was evaluated.',
    resultRows_other: '{{count}} rows were evaluated.',
    resultUnassigned: 'Without a known place: {{count}}',
    series: 'Series',
    place: 'Place',
    period: 'Period',
    part: 'Attribute',
    total: 'total',
    value: 'Value',
    upload: 'Evaluate a file with individual data',
    uploadLead:
      'A file with one row per child becomes figures at once. The file is not stored, not even for a while; afterwards you see the figures only.',
    rule: 'By which rule?',
    rulePlaceholder: 'Please choose',
    filePeriod: 'Period of the whole file',
    filePeriodHint: 'Only needed if no column says the period, for example 2018/19.',
    file: 'File without names and birthdays (CSV or XLSX)',
    fileHint: 'It may hold addresses only where the rule finds the area by them.',
    evaluate: 'Evaluate',
    toRules: 'See the evaluation rules',
    arrival: 'Evaluated from individual data',
    arrivalRule: 'Rule {{rule}}, version {{version}}',
    arrivalRows: 'Evaluated rows',
    arrivalBlank: 'Blank rows',
    arrivalUnassigned: 'Without a known place',
    arrivalNotCountable: 'Can’t be evaluated',
    arrivalNotDivided: 'Without an entry for the breakdown',
    arrivalHash: 'Checksum of the file (SHA-256)',
    atLine: 'Line {{line}}: {{sentence}}',
    wrong: {
      'unknown-column':
        'The column “{{text}}” does not stand among the columns above, or not as Merkmal or Zahl.',
      unexpected: 'At “{{text}}” the condition can’t be understood.',
      incomplete: 'Something is missing behind “{{text}}”.',
      'unknown-role':
        '“{{text}}” is no role. Possible are Ort, Straße, Hausnummer, Zeitraum, Merkmal, Zahl and “nicht lesen”.',
      twice: '“{{text}}” stands further up already, or a second column has the same task.',
      'code-twice': 'The code “{{text}}” stands there twice. Capital letters make no difference.',
      'counted-twice':
        'The series “{{text}}” stands further up already. Another line can only break it down by another dimension, with the same condition.',
      'too-deep': 'A condition can’t have more than {{text}} levels. Please write it more simply.',
      'ambiguous-number':
        '“{{text}}” could mean thousands or a fraction. Please write thousands without a point (2500) and fractions with a comma (2,5).',
      'not-a-number': '“{{text}}” can only be compared for being equal. More or less needs a number.',
      'no-place': 'A column for the place or for the street is missing.',
      'no-street': 'A column for the street that the house number belongs to is missing.',
      'unknown-series': 'This source has no series “{{text}}”.',
      'unknown-dimension': 'This series is not broken down by “{{text}}”.',
      'unknown-value': '“{{text}}” is no value of this dimension.',
      'nothing-counted': 'Please write what is counted.',
    },
    wrongName: 'Please give the rule a name of at most 200 characters.',
    tooLong: 'At most {{limit}} characters are possible here.',
    wrongSource: 'Please choose the source.',
    no: {
      'unknown-rule': 'Please choose by which rule the file is evaluated.',
      'rule-outdated': 'The rule no longer fits the series of the source. Please have planning look at it.',
      'no-figures': 'No figures came of the file.',
      'not-delivered': 'No delivery could be made of the file. Nothing was stored.',
    },
    fileProblem: {
      'personal-columns':
        'The file says who the children are. Please delete these columns and upload it again: {{columns}}. Nothing of them was read or stored.',
      'personal-content':
        'There seem to be names or mail addresses in the file: {{columns}}. Please delete these columns and upload the file again. Nothing of them was stored.',
      'columns-missing': 'The file lacks columns that the rule needs: {{columns}}.',
      'column-twice':
        'These headings stand in the file more than once: {{columns}}. Which column is meant can’t be told. Please rename or delete the others.',
      'several-sheets':
        'Several sheets of the workbook have rows: {{columns}}. Only one sheet is evaluated. Please bring all rows onto one sheet and delete or hide the others.',
      'no-register':
        'The rule looks for the area of addresses, but there is no street register for the day of receipt. Please have one taken in first.',
      'no-rows': 'There are no rows under the headings of the file.',
    },
    fields_one: 'At one place the file can’t be read. Nothing was stored.',
    fields_other: 'At {{count}} places the file can’t be read. Nothing was stored.',
    field: {
      'unknown-code': 'Row {{row}}, column “{{column}}”: this code does not stand in the rule.',
      'no-number': 'Row {{row}}, column “{{column}}”: there is no number here.',
      'ambiguous-number':
        'From row {{row}}, column “{{column}}”: a number with three digits behind its point or comma could mean thousands or a fraction. Please write the numbers of this column without a mark for thousands and with a comma.',
      'unreadable-period': 'Row {{row}}: the period can’t be read for one of the series.',
      'no-period': 'Row {{row}}: the period is missing.',
    },
  },
}
