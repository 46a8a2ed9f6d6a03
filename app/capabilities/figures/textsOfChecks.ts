import { refusalTextsDe, refusalTextsEn } from '#app/platform/tables/texts.ts'
import type { Texts } from '#app/texts/texts.ts'

/** Why a file, a cell or a command is refused: plain sentences that say what to do. */
export const problemTextsDe = {
  refusal: refusalTextsDe,
  problem: {
    'unreadable-value': '„{{text}}“ ist keine Zahl und keines der üblichen Zeichen.',
    'ambiguous-number':
      '„{{text}}“ kann Tausend oder eine Kommazahl sein. Bitte legen Sie für die Spalte fest, wie Nachkommastellen geschrieben sind.',
    'not-whole': '„{{text}}“ ist keine ganze Zahl; diese Zahlenreihe zählt aber ganze Fälle.',
    negative: '„{{text}}“ ist negativ; das kann bei dieser Zahlenreihe nicht sein.',
    'percent-not-expected': '„{{text}}“ ist ein Prozentwert; diese Zahlenreihe steht aber nicht in Prozent.',
    'currency-not-expected': '„{{text}}“ ist ein Geldbetrag; diese Zahlenreihe steht aber nicht in Euro.',
    'fraction-of-cent': '„{{text}}“ hat Bruchteile von Cent.',
    'too-large-number': '„{{text}}“ ist größer, als hier gespeichert werden kann.',
    'date-instead-of-number':
      'Hier steht ein Datum ({{text}}). Vermutlich hat Excel eine Zahl wie 1.3 in ein Datum verwandelt.',
    'formula-error': 'Die Formel dieser Zelle ergibt einen Fehler: {{text}}.',
    'formula-without-value':
      'Hier steht eine Formel ohne Ergebnis. Bitte öffnen Sie die Datei in Excel und speichern Sie sie neu.',
    'merged-value': 'Dieser Wert ist über mehrere Zellen verbunden. Es ist nicht klar, für welche er gilt.',
    'no-place': 'Hier fehlt der Ort.',
    'unknown-place': 'Den Ort „{{text}}“ gibt es hier nicht. Bitte ordnen Sie ihn zu.',
    'unconfirmed-place': '„{{text}}“ ähnelt einem bekannten Ort. Bitte bestätigen Sie die Zuordnung.',
    'ambiguous-place':
      '„{{text}}“ heißen mehrere Orte: {{instead}}. Bitte wählen Sie, welcher gemeint ist, oder nennen Sie in der Zeile auch den übergeordneten Ort oder einen Schlüssel.',
    'place-ended': '„{{text}}“ gab es am Ende dieses Zeitraums nicht mehr. Nachfolger: {{instead}}.',
    'place-not-yet': '„{{text}}“ gab es am Ende dieses Zeitraums noch nicht. Vorher: {{instead}}.',
    'no-series': 'Es ist nicht klar, zu welcher Zahlenreihe diese Werte gehören.',
    'unknown-series': 'Die Zahlenreihe „{{text}}“ gibt es bei dieser Quelle nicht.',
    'no-period': 'Es ist nicht klar, für welchen Zeitraum diese Werte gelten.',
    'unknown-period': '„{{text}}“ ist für diese Zahlenreihe kein lesbarer Zeitraum.',
    'no-dimension-value': 'Hier fehlt die Angabe zum Merkmal.',
    'unknown-dimension-value': 'Die Angabe „{{text}}“ ist für dieses Merkmal nicht bekannt.',
    'dimension-not-in-series': 'Diese Zahlenreihe wird nicht nach „{{text}}“ unterschieden.',
    'duplicate-different': 'Dasselbe Feld steht schon weiter oben, dort aber mit einem anderen Wert.',
  },
  no: {
    'unknown-delivery': 'Diese Lieferung gibt es nicht.',
    'unknown-source': 'Diese Quelle gibt es nicht.',
    'not-read-yet': 'Die Datei ist noch nicht fertig gelesen.',
    'file-refused': 'Die Datei lässt sich nicht lesen.',
    'has-problems': 'Es sind noch Stellen zu klären. Nichts wurde gespeichert.',
    'nothing-to-store': 'In der Datei wurden keine Zahlen gefunden. Nichts wurde gespeichert.',
    'still-draft': 'Diese Lieferung ist wieder ein Entwurf: Jemand hat sie inzwischen zurückgegeben.',
    'already-delivered':
      'Diese Lieferung ist schon abgegeben. Ändern lässt sie sich erst wieder, wenn sie zurückgegeben wird.',
    'already-checked': 'Diese Lieferung ist schon geprüft.',
    'already-released': 'Diese Lieferung ist schon freigegeben. Es wurde nichts doppelt gespeichert.',
    'already-replaced': 'Diese Lieferung ist schon durch eine korrigierte ersetzt.',
    'being-released': 'Diese Lieferung wird gerade übernommen. Es wird nichts doppelt gespeichert.',
    'already-discarded': 'Diese Lieferung ist schon verworfen.',
    'already-withdrawn': 'Diese Lieferung ist schon zurückgezogen.',
    'not-released': 'Diese Lieferung ist nicht freigegeben.',
    'nothing-to-replace':
      'Die Lieferung, die korrigiert werden soll, gibt es bei dieser Quelle nicht oder sie gilt nicht mehr.',
    'replaced-meanwhile':
      'Die Lieferung, die hiermit korrigiert werden soll, ist inzwischen durch eine andere ersetzt worden. Nichts wurde gespeichert.',
    'request-missing': 'Bitte schreiben Sie, worum Sie die Stelle bitten.',
    'reason-missing':
      'Es sind noch Fragen offen. Bitte schreiben Sie, warum die Zahlen trotzdem gelten können. Nichts wurde gespeichert.',
    'said-missing': 'Bitte schreiben Sie etwas dazu und wählen Sie mindestens eine Frage aus.',
    'text-too-long': 'Der Text ist zu lang: höchstens 4.000 Zeichen. Nichts wurde gespeichert.',
    'nothing-to-book':
      'Hier lässt sich nichts buchen: Nach den Zahlen, die jetzt gelten, fehlt nichts mehr, ein Teil fehlt ganz, oder den Ort „nicht zuordenbar“ gibt es hier nicht.',
    'already-settled': 'Diese Fragen hat inzwischen jemand anderes entschieden.',
    'read-otherwise':
      'Inzwischen hat jemand geändert, wie diese Datei gelesen wird. Unten steht der neue Stand. Bitte sehen Sie ihn durch und entscheiden Sie noch einmal; von Ihrer Eingabe wurde nichts übernommen.',
    'changed-since':
      'Seit der Vorschau hat sich etwas geändert, zum Beispiel eine Zahlenreihe oder ein Ort. Bitte lesen Sie die Datei noch einmal. Nichts wurde gespeichert.',
    'unknown-series':
      'Die Datei enthält Zahlenreihen, die es noch nicht gibt. Bitte legen Sie diese in der Vorschau an. Nichts wurde gespeichert.',
    'proposals-not-yours':
      'Die Datei bringt neue Zahlenreihen mit. Anlegen darf sie, wer Zahlenreihen dieser Stelle festlegen darf. Nichts wurde gespeichert.',
  },
  doubt: {
    'no-values-found': 'Es wurde keine Spalte mit Zahlen erkannt.',
    'column-not-read': 'Spalte {{letters}} wird nicht gelesen.',
    'column-not-read-named': 'Spalte {{letters}} („{{heading}}“) wird nicht gelesen.',
    'sheet-not-read': 'Das Blatt „{{text}}“ wird nicht gelesen.',
    'place-assumed': 'In der Datei steht kein Ort. Angenommen ist: {{place}}.',
    'period-from-title': 'Der Zeitraum ist der Überschrift „{{text}}“ entnommen.',
    'period-from-file-name': 'Der Zeitraum ist dem Dateinamen „{{text}}“ entnommen.',
    'series-from-title': 'Die Zahlenreihe ist der Überschrift „{{text}}“ entnommen.',
    'series-only-one': 'Angenommen ist die einzige Zahlenreihe der Quelle: {{text}}.',
  },
} as const

export const problemTextsEn: Texts<typeof problemTextsDe> = {
  refusal: refusalTextsEn,
  problem: {
    'unreadable-value': '“{{text}}” is no number and none of the usual signs.',
    'ambiguous-number':
      '“{{text}}” may be a thousand or a decimal fraction. Please settle for the column how decimals are written.',
    'not-whole': '“{{text}}” is not a whole number, but this series counts whole cases.',
    negative: '“{{text}}” is negative, which this series can’t be.',
    'percent-not-expected': '“{{text}}” is a percentage, but this series is not in percent.',
    'currency-not-expected': '“{{text}}” is an amount of money, but this series is not in euros.',
    'fraction-of-cent': '“{{text}}” has fractions of a cent.',
    'too-large-number': '“{{text}}” is larger than what can be stored here.',
    'date-instead-of-number':
      'There is a date here ({{text}}). Probably Excel turned a number such as 1.3 into a date.',
    'formula-error': 'The formula of this cell gives an error: {{text}}.',
    'formula-without-value':
      'There is a formula without a result here. Please open the file in Excel and save it again.',
    'merged-value': 'This value is merged over several cells. It is not clear for which it holds.',
    'no-place': 'The place is missing here.',
    'unknown-place': 'There is no place “{{text}}” here. Please assign it.',
    'unconfirmed-place': '“{{text}}” resembles a known place. Please confirm the match.',
    'ambiguous-place':
      'Several places are called “{{text}}”: {{instead}}. Please choose which one is meant, or name the place above it or a key in the row, too.',
    'place-ended': '“{{text}}” was no longer there at the end of this period. Successors: {{instead}}.',
    'place-not-yet': '“{{text}}” was not there yet at the end of this period. Before: {{instead}}.',
    'no-series': 'It is not clear which series these values belong to.',
    'unknown-series': 'This source has no series “{{text}}”.',
    'no-period': 'It is not clear for which period these values hold.',
    'unknown-period': '“{{text}}” is no readable period for this series.',
    'no-dimension-value': 'The value of the dimension is missing here.',
    'unknown-dimension-value': '“{{text}}” is not known for this dimension.',
    'dimension-not-in-series': 'This series is not broken down by “{{text}}”.',
    'duplicate-different': 'The same cell stands further up, but with another value.',
  },
  no: {
    'unknown-delivery': 'There is no such delivery.',
    'unknown-source': 'There is no such source.',
    'not-read-yet': 'The file has not been read to its end yet.',
    'file-refused': 'The file can’t be read.',
    'has-problems': 'Some places have to be settled first. Nothing was stored.',
    'nothing-to-store': 'No figures were found in the file. Nothing was stored.',
    'still-draft': 'This delivery is a draft again: somebody has returned it meanwhile.',
    'already-delivered':
      'This delivery has been handed in already. It can be changed again only once it is returned.',
    'already-checked': 'This delivery has been checked already.',
    'already-released': 'This delivery has been released already. Nothing was stored twice.',
    'already-replaced': 'This delivery has been replaced by a corrected one already.',
    'being-released': 'This delivery is being taken over right now. Nothing is stored twice.',
    'already-discarded': 'This delivery has been discarded already.',
    'already-withdrawn': 'This delivery has been withdrawn already.',
    'not-released': 'This delivery is not released.',
    'nothing-to-replace': 'The delivery to be corrected does not exist at this source, or holds no longer.',
    'replaced-meanwhile':
      'The delivery that this one corrects has been replaced by another one meanwhile. Nothing was stored.',
    'request-missing': 'Please write what you ask of the office.',
    'reason-missing':
      'Some questions are still open. Please write why the figures may hold all the same. Nothing was stored.',
    'said-missing': 'Please write something and choose at least one question.',
    'text-too-long': 'The text is too long: 4,000 characters at most. Nothing was stored.',
    'nothing-to-book':
      'Nothing can be booked here: by the figures that hold now nothing is missing any more, a part is missing altogether, or there is no place “nicht zuordenbar” here.',
    'already-settled': 'Somebody else has settled these questions meanwhile.',
    'read-otherwise':
      'Meanwhile somebody has changed how this file is read. The new reading is below. Please look through it and decide again; nothing of your input was applied.',
    'changed-since':
      'Something has changed since the preview, for example a series or a place. Please read the file again. Nothing was stored.',
    'unknown-series':
      'The file holds series that do not exist yet. Please create them in the preview. Nothing was stored.',
    'proposals-not-yours':
      'The file brings new series. They can be created by those who may define series of this office. Nothing was stored.',
  },
  doubt: {
    'no-values-found': 'No column with figures was recognised.',
    'column-not-read': 'Column {{letters}} is not read.',
    'column-not-read-named': 'Column {{letters}} (“{{heading}}”) is not read.',
    'sheet-not-read': 'The sheet “{{text}}” is not read.',
    'place-assumed': 'The file names no place. Assumed: {{place}}.',
    'period-from-title': 'The period is taken from the heading “{{text}}”.',
    'period-from-file-name': 'The period is taken from the file name “{{text}}”.',
    'series-from-title': 'The series is taken from the heading “{{text}}”.',
    'series-only-one': 'Assumed is the only series of the source: {{text}}.',
  },
}
