import type { Texts } from '#app/texts/texts.ts'

/** What happens to places, their streets, boundaries and facilities. */
export const placeActionsDe = {
  'action.places.create': 'Orte angelegt oder geändert',
  'action.places.boundaries': 'Grenzen von Orten geändert',
  'action.places.change': 'Ort geändert',
  'action.places.remove': 'Ort entfernt',
  'action.places.split': 'Ort aufgeteilt',
  'action.places.merge': 'Orte zusammengelegt',
  'action.places.recut': 'Orte neu zugeschnitten',
  'action.places.rename': 'Ort umbenannt',
  'action.places.move': 'Ort anders zugeordnet',
  'action.places.undo': 'Änderung eines Ortes zurückgenommen',
  'action.places.streets': 'Straßenverzeichnis übernommen',
  'action.places.points': 'Liste von Einrichtungen übernommen',
  'action.places.point-create': 'Einrichtung angelegt',
  'action.places.point-change': 'Einrichtung geändert',
  'action.places.point-remove': 'Einrichtung entfernt',
  'action.places.upload-discard': 'Hochgeladene Datei zu Orten verworfen',
  'action.places.upload-choices': 'Lesart einer Datei zu Orten geändert',
  'action.places.upload': 'Datei zu Orten hochgeladen',
} as const

export const placeActionsEn: Texts<typeof placeActionsDe> = {
  'action.places.create': 'Places created or changed',
  'action.places.boundaries': 'Boundaries of places changed',
  'action.places.change': 'Place changed',
  'action.places.remove': 'Place removed',
  'action.places.split': 'Place split',
  'action.places.merge': 'Places merged',
  'action.places.recut': 'Places cut anew',
  'action.places.rename': 'Place renamed',
  'action.places.move': 'Place put under another one',
  'action.places.undo': 'Change of a place taken back',
  'action.places.streets': 'Street register taken over',
  'action.places.points': 'List of facilities taken over',
  'action.places.point-create': 'Facility added',
  'action.places.point-change': 'Facility changed',
  'action.places.point-remove': 'Facility removed',
  'action.places.upload-discard': 'Uploaded file about places discarded',
  'action.places.upload-choices': 'Reading of a file about places changed',
  'action.places.upload': 'File about places uploaded',
}
