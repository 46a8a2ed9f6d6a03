import type { Texts } from '#app/texts/texts.ts'

/** What is wrong with a field of a definition. */
export const problemTextsDe = {
  problem: {
    missing: 'Geben Sie einen Namen an.',
    'name-long': 'Hier sind höchstens 160 Zeichen möglich.',
    'text-long': 'Hier sind höchstens 4.000 Zeichen möglich.',
    characters: 'Hier stehen Zeichen, die man nicht sehen kann. Tippen Sie den Text bitte neu.',
    choose: 'Bitte wählen Sie etwas aus der Liste.',
    'key-form':
      'Das Kürzel beginnt mit einem Buchstaben und hat nur kleine Buchstaben a bis z, Ziffern und Unterstriche.',
    'key-taken': 'Dieses Kürzel trägt schon eine andere Zahlenreihe.',
    'name-taken':
      'In dieser Quelle heißt schon eine andere Zahlenreihe so; Dateien ließen sich nicht zuordnen.',
    'decimals-form': 'Geben Sie eine Zahl von 0 bis 4 an.',
    'sum-of-rates': 'Quoten und Punktwerte lassen sich nicht zusammenzählen.',
    'sum-of-key-dates': 'Bestände an Stichtagen lassen sich nicht zusammenzählen; wählen Sie „letzter Wert“.',
    'base-of-rate': 'Eine Bezugsgröße haben nur Quoten und Punktwerte.',
    'own-kind': 'Das ist die eigene Art von Zeiträumen; wählen Sie nur andere.',
    'aliases-many': 'Hier sind höchstens 50 Zeilen möglich.',
    'has-figures':
      'Das lässt sich nicht mehr ändern, denn es gibt schon gelieferte Zahlen, die so gelesen und geschützt wurden. Legen Sie dafür eine neue Zahlenreihe an.',
    'part-of-count': 'Das geht nur zwischen Anzahlen; die Bezugsgröße einer Quote ist eine Anzahl.',
    'part-of-itself': 'So wäre die Zahlenreihe ein Teil von sich selbst.',
    'other-period': 'Beide müssen dieselbe Art von Zeiträumen haben.',
    'other-family':
      'Beide müssen in derselben Familie sein, sonst ließe sich aus ihnen ein geheimer Wert berechnen.',
    taken: 'Diesen Namen gibt es schon.',
    number: 'Geben Sie eine ganze Zahl von 2 bis 1.000 an.',
    double: 'Diese Ausprägung steht zweimal da.',
    none: 'Geben Sie mindestens eine Ausprägung an.',
    'in-use': 'Diese Ausprägung haben schon gelieferte Zahlen; sie lässt sich nur umbenennen.',
    date: 'Geben Sie ein Datum an.',
  },
} as const

export const problemTextsEn: Texts<typeof problemTextsDe> = {
  problem: {
    missing: 'Enter a name.',
    'name-long': 'At most 160 characters are possible here.',
    'text-long': 'At most 4,000 characters are possible here.',
    characters: 'There are characters here that cannot be seen. Please type the text again.',
    choose: 'Please choose from the list.',
    'key-form': 'The key begins with a letter and has only small letters a to z, digits and underscores.',
    'key-taken': 'Another series has this key already.',
    'name-taken': 'Another series of this source has this name already; files could not be matched.',
    'decimals-form': 'Enter a number from 0 to 4.',
    'sum-of-rates': 'Rates and scores cannot be added up.',
    'sum-of-key-dates': 'Stocks on key dates cannot be added up; choose “last value”.',
    'base-of-rate': 'Only rates and scores have a base.',
    'own-kind': 'This is the kind of period of the series itself; choose others only.',
    'aliases-many': 'At most 50 lines are possible here.',
    'has-figures':
      'This can no longer be changed, because figures have been delivered that were read and protected this way. Create a new series for it.',
    'part-of-count': 'This is possible between counts only; the base of a rate is a count.',
    'part-of-itself': 'The series would be a part of itself.',
    'other-period': 'Both must have the same kind of period.',
    'other-family': 'Both must be in the same family, else a secret value could be computed from them.',
    taken: 'This name exists already.',
    number: 'Enter a whole number from 2 to 1,000.',
    double: 'This value stands here twice.',
    none: 'Enter at least one value.',
    'in-use': 'Delivered figures have this value; it can only be renamed.',
    date: 'Enter a date.',
  },
}
