import type { Texts } from '#app/texts/texts.ts'

const de = {
  'targets.link': 'Zielwerte setzen',
  'targets.title': 'Zielwerte',
  'targets.lead': 'Zielwerte von „{{indicator}}“ für die Orte Ihres Bereichs.',
  'targets.held': 'Was jetzt gilt',
  'targets.none': 'Für diese Kennzahl hat noch kein Ort einen Zielwert.',
  'targets.caption': 'Geltende Zielwerte nach Orten',
  'targets.place': 'Ort',
  'targets.goal': 'Zielwert',
  'targets.decidedBy': 'Beschlossen von',
  'targets.change': 'ändern',
  'targets.choose': 'Ort wählen',
  'targets.section': 'Zielwert für {{place}}',
  'targets.pathHint':
    'Je Zeile ein Jahr und ein Wert, zum Beispiel „2027: 95“. Der letzte Wert gilt weiter. Leer: Der Zielwert endet.',
  'targets.validFrom': 'Gültig ab',
  'targets.note': 'Bemerkung',
  'targets.noteEn': 'Bemerkung auf Englisch',
  'targets.done': 'Der Zielwert ist gespeichert.',
} as const

const en: Texts<typeof de> = {
  'targets.link': 'Set targets',
  'targets.title': 'Targets',
  'targets.lead': 'Targets of “{{indicator}}” for the places in your scope.',
  'targets.held': 'What holds now',
  'targets.none': 'No place has a target for this indicator yet.',
  'targets.caption': 'Targets that hold, by place',
  'targets.place': 'Place',
  'targets.goal': 'Target',
  'targets.decidedBy': 'Decided by',
  'targets.change': 'change',
  'targets.choose': 'Choose a place',
  'targets.section': 'Target for {{place}}',
  'targets.pathHint':
    'One year and one value per line, for example “2027: 95”. The last value holds on. Empty: the target ends.',
  'targets.validFrom': 'Holds from',
  'targets.note': 'Note',
  'targets.noteEn': 'Note in English',
  'targets.done': 'The target is stored.',
}

export const targetTexts = { de, en }
