import type { Texts } from '#app/texts/texts.ts'

const de = {
  title: 'Freigaben',
  lead: 'Eine Freigabe legt für jede Zahl einer Zahlenfamilie fest, ob sie gezeigt werden darf. Öffentliche Seiten, Karten, Berichte und Downloads lesen nur, was hier freigegeben ist.',
  empty: 'Noch keine Freigabe.',
  emptyText: 'Freigaben entstehen von selbst, sobald eine Lieferung freigegeben ist.',
  caption: 'Freigaben, die neueste zuerst',
  column: {
    family: 'Zahlenfamilie',
    state: 'Stand',
    when: 'Wann',
    shown: 'gezeigt',
    secret: 'geheim',
    share: 'Anteil gezeigt',
    actor: 'Ausgelöst von',
  },
  state: { current: 'gilt', former: 'abgelöst', refused: 'nicht freigegeben' },
  notice: {
    current: 'Diese Freigabe gilt',
    former: 'Diese Freigabe ist abgelöst',
    refused: 'Diese Freigabe kam nicht zustande',
  },
  noticeText: {
    current: 'Sie bestimmt, was von dieser Zahlenfamilie zu sehen ist.',
    former: 'Eine spätere bestimmt, was von dieser Zahlenfamilie zu sehen ist.',
    refused: 'Zu sehen ist weiter, was davor freigegeben war; vom neuen Stand wurde nichts gezeigt.',
  },
  sheet: {
    preline: 'Freigabe {{number}}',
    sentence_one:
      'Gezeigt werden {{shown}} Zellen, geheim bleibt {{count}}. Der nachgestellte Angriff hat keine kleine Zahl gefunden.',
    sentence_other:
      'Gezeigt werden {{shown}} Zellen, geheim bleiben {{count}}. Der nachgestellte Angriff hat keine kleine Zahl gefunden.',
    problems: 'Was im Weg steht',
    problemsCaption: 'Gründe, und was hilft',
    where: 'Wo',
    why: 'Warum',
    help: 'Was hilft',
    whole: 'ganze Familie',
    further_one: 'Dazu kommt {{count}} weitere Stelle dieser Art.',
    further_other: 'Dazu kommen {{count}} weitere Stellen dieser Art.',
    extent: 'Umfang',
    cells: 'Zellen',
    cellsText: '{{shown}} gezeigt, {{secret}} geheim',
    covers: 'Erfasst',
    coversText: '{{series}} Zahlenreihen, {{places}} Orte, {{periods}} Zeiträume',
    certificate: 'Prüfschein',
    certificateLead:
      'Der Prüfschein hält fest, wie geschützt und wie geprüft wurde. Mit der Prüfsumme lässt sich später nachweisen, dass die Freigabe unverändert ist.',
    method: 'Verfahren',
    methodText: 'lineare Programme nacheinander, Prüfung durch ganzzahlige Gegenbeispiele',
    version: 'Fassung des Verfahrens',
    primary: 'Wegen der eigenen Größe geheim',
    secondary: 'Zum Schutz anderer geheim',
    checked: 'Nachgestellter Angriff',
    checkedText_one: '{{count}} Stelle angegriffen, keine kleine Zahl gefunden',
    checkedText_other: '{{count}} Stellen angegriffen, keine kleine Zahl gefunden',
    notSafe: 'ohne sicheres Ergebnis',
    duration: 'Rechenzeit',
    durationText: '{{seconds}} Sekunden',
    sha256: 'Prüfsumme (SHA-256)',
    back: 'Alle Freigaben',
  },
  why: {
    'not-a-count': 'Eine Anzahl muss eine ganze Zahl ab 0 sein.',
    'repeated-cell': 'Dieselbe Zahl kommt zweimal vor.',
    'unknown-cell': 'Eine Summe verweist auf eine Zahl, die es nicht gibt.',
    'value-missing': 'Eine Zahl ohne Wert sollte gezeigt werden.',
    'bad-threshold': 'Die Schwelle der Quelle ist keine ganze Zahl ab 2.',
    unprotectable:
      'Diese kleine Zahl ließe sich aus anderen berechnen, auch wenn hier alles andere geheim bliebe.',
    'out-of-time': 'Nach {{seconds}} Sekunden war kein sicheres Ergebnis gefunden.',
    'solver-failed': 'Das Rechenverfahren ist abgebrochen.',
    'series-elsewhere':
      'Die Zahlenreihe ist Teil einer anderen oder hat sie als Grundzahl, und die gehört nicht zu dieser Familie.',
    'place-not-there': 'Diesen Ort gab es am Ende des Zeitraums nicht; seine Zahlen gehören zu keiner Summe.',
  },
  help: {
    'not-a-count':
      'Den Wert in der Lieferung berichtigen lassen, oder die Reihe als Betrag, Messwert oder Quote führen.',
    'repeated-cell': 'Die doppelte Zeile in der Lieferung streichen.',
    'unknown-cell': 'Die Orte und Merkmale der Zahlenfamilie prüfen.',
    'value-missing': 'Die Lieferung der Zahl prüfen.',
    'bad-threshold': 'Die Schwelle der Quelle berichtigen.',
    unprotectable:
      'Die Summen der Lieferung prüfen (eine Differenz zu den Teilen verrät oft eine kleine Zahl), oder die Zahl mit einer anderen zusammen liefern lassen.',
    'out-of-time': 'Die Familie aufteilen oder weniger Merkmale zugleich freigeben.',
    'solver-failed': 'Die Freigabe noch einmal auslösen. Bleibt es dabei, die Systemverwaltung verständigen.',
    'series-elsewhere': 'Beide Zahlenreihen derselben Familie zuordnen.',
    'place-not-there':
      'Die Geltung des Ortes prüfen (Verwaltung, Orte), oder die Zahl für seine Nachfolger liefern lassen.',
  },
  note: {
    title: 'Warum steht hier „geheim“?',
    small:
      'Zahlen über Kinder und Familien sind persönlich, wenn sie klein sind: Wer den Ort kennt, erkennt sonst die Menschen. Deshalb bleiben kleine Anzahlen geheim, meist 1 bis 4. Eine 0 wird gezeigt.',
    others:
      'Manche größere Zahl bleibt ebenfalls geheim. Sonst könnte man die kleine ausrechnen, zum Beispiel als Stadt minus alle anderen Sozialräume, oder als alle Kinder minus die untersuchten.',
    same: 'Geheim heißt überall dasselbe: In Tabelle, Karte, Diagramm, Bericht und Download fehlt dieselbe Zahl.',
  },
} as const

const en: Texts<typeof de> = {
  title: 'Releases',
  lead: 'A release decides for every figure of a family whether it may be shown. Public pages, maps, reports and downloads read only what has been released here.',
  empty: 'No release yet.',
  emptyText: 'Releases happen by themselves as soon as a delivery has been released.',
  caption: 'Releases, the latest first',
  column: {
    family: 'Family of figures',
    state: 'State',
    when: 'When',
    shown: 'shown',
    secret: 'confidential',
    share: 'share shown',
    actor: 'Started by',
  },
  state: { current: 'in force', former: 'replaced', refused: 'not released' },
  notice: {
    current: 'This release is in force',
    former: 'This release has been replaced',
    refused: 'This release did not come about',
  },
  noticeText: {
    current: 'It decides what can be seen of this family of figures.',
    former: 'A later one decides what can be seen of this family of figures.',
    refused: 'What was released before can still be seen; nothing of the new state was shown.',
  },
  sheet: {
    preline: 'Release {{number}}',
    sentence_one:
      '{{shown}} cells are shown, {{count}} stays confidential. The simulated attack found no small count.',
    sentence_other:
      '{{shown}} cells are shown, {{count}} stay confidential. The simulated attack found no small count.',
    problems: 'What stands in the way',
    problemsCaption: 'Reasons, and what helps',
    where: 'Where',
    why: 'Why',
    help: 'What helps',
    whole: 'whole family',
    further_one: 'There is {{count}} more spot of this kind.',
    further_other: 'There are {{count}} more spots of this kind.',
    extent: 'Extent',
    cells: 'Cells',
    cellsText: '{{shown}} shown, {{secret}} confidential',
    covers: 'Covers',
    coversText: '{{series}} series, {{places}} places, {{periods}} periods',
    certificate: 'Certificate',
    certificateLead:
      'The certificate records how the figures were protected and checked. Its checksum proves later that the release is unchanged.',
    method: 'Method',
    methodText: 'linear programs one after the other, audit by whole-number counterexamples',
    version: 'Version of the method',
    primary: 'Confidential for their own size',
    secondary: 'Confidential to protect others',
    checked: 'Simulated attack',
    checkedText_one: '{{count}} spot attacked, no small count found',
    checkedText_other: '{{count}} spots attacked, no small count found',
    notSafe: 'without a safe result',
    duration: 'Computing time',
    durationText: '{{seconds}} seconds',
    sha256: 'Checksum (SHA-256)',
    back: 'All releases',
  },
  why: {
    'not-a-count': 'A count must be a whole number from 0.',
    'repeated-cell': 'The same figure occurs twice.',
    'unknown-cell': 'A sum refers to a figure that does not exist.',
    'value-missing': 'A figure without value was to be shown.',
    'bad-threshold': 'The threshold of the source is not a whole number from 2.',
    unprotectable:
      'This small count could be computed from others, even if everything else here stayed confidential.',
    'out-of-time': 'After {{seconds}} seconds no safe result had been found.',
    'solver-failed': 'The computation broke off.',
    'series-elsewhere':
      'The series is part of another one, or has it as its base, and that one is not in this family.',
    'place-not-there': 'This place was not there at the end of the period; its figures belong to no sum.',
  },
  help: {
    'not-a-count':
      'Have the value corrected in the delivery, or keep the series as an amount, score or rate.',
    'repeated-cell': 'Remove the repeated row from the delivery.',
    'unknown-cell': 'Check the places and categories of the family.',
    'value-missing': 'Check the delivery of the figure.',
    'bad-threshold': 'Correct the threshold of the source.',
    unprotectable:
      'Check the sums of the delivery (a difference to the parts often gives a small count away), or have the figure delivered together with another one.',
    'out-of-time': 'Divide the family, or release fewer categories at once.',
    'solver-failed': 'Start the release once more. If it stays like this, tell the system administration.',
    'series-elsewhere': 'Put both series into the same family.',
    'place-not-there':
      'Check from when to when the place is there (administration, places), or have the figure delivered for its successors.',
  },
  note: {
    title: 'Why does it say “confidential” here?',
    small:
      'Figures about children and families are personal when they are small: somebody who knows the place would recognise the people. Small counts therefore stay confidential, mostly 1 to 4. A 0 is shown.',
    others:
      'Some larger figures stay confidential too. Otherwise the small one could be worked out, for instance as the town minus all other areas, or as all children minus those examined.',
    same: 'Confidential means the same everywhere: table, map, chart, report and download leave out the same figure.',
  },
}

export const confidentialityTexts = { de, en }
