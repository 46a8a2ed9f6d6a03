import { refusalTextsDe, refusalTextsEn } from '#app/platform/tables/texts.ts'
import type { Texts } from '#app/texts/texts.ts'
import { boundaryTextsDe, boundaryTextsEn } from './boundaries/texts.ts'
import { keepingTextsDe } from './keeping/textsDe.ts'
import { keepingTextsEn } from './keeping/textsEn.ts'
import { streetTextsDe, streetTextsEn } from './streets/texts.ts'

const de = {
  administration: 'Verwaltung',
  cancel: 'Abbrechen',
  upload: {
    missing: 'Wählen Sie eine Datei aus.',
    broken: 'Die Datei ist nicht ganz angekommen. Bitte versuchen Sie es noch einmal.',
    'too-large': 'Die Datei ist größer als {{megabytes}} MB.',
  },
  refusal: refusalTextsDe,
  streets: streetTextsDe,
  keeping: keepingTextsDe,
  until: 'bis',
  from: 'seit',
  boundaries: boundaryTextsDe,
  problem: {
    'not-json': 'Die Datei mit den Grenzen ist kein lesbares GeoJSON. Bitte exportieren Sie sie neu.',
    'not-a-collection':
      'Die Datei enthält „{{found}}“ statt einer Sammlung von Flächen. Erwartet wird GeoJSON vom Typ „FeatureCollection“.',
    empty: 'Die Datei enthält keine Flächen.',
    'other-reference-system':
      'Die Grenzen stehen im Koordinatensystem „{{name}}“. Bitte exportieren Sie sie in WGS 84 (EPSG:4326), also in Grad.',
    'no-name': 'Fläche {{feature}} trägt keinen Namen (Eigenschaft „key“ oder „name“).',
    'unknown-place': 'Fläche {{feature}}: Den Ort „{{name}}“ gibt es hier nicht.',
    twice: 'Fläche {{feature}}: „{{name}}“ kommt in der Datei ein zweites Mal vor.',
    'no-surface': 'Fläche {{feature}} („{{name}}“) ist keine Fläche, sondern „{{found}}“.',
    'broken-ring':
      'Fläche {{feature}} („{{name}}“): Eine Grenzlinie ist nicht geschlossen oder enthält etwas anderes als Koordinaten.',
    'not-degrees':
      'Fläche {{feature}} („{{name}}“): Die Koordinaten sind keine Grad, vermutlich UTM. Bitte exportieren Sie in WGS 84 (EPSG:4326).',
    swapped:
      'Fläche {{feature}} („{{name}}“): Länge und Breite sind vertauscht; GeoJSON nennt die Länge zuerst.',
  },
} as const

const en: Texts<typeof de> = {
  administration: 'Administration',
  cancel: 'Cancel',
  upload: {
    missing: 'Choose a file.',
    broken: 'The file didn’t arrive completely. Please try once more.',
    'too-large': 'The file is larger than {{megabytes}} MB.',
  },
  refusal: refusalTextsEn,
  streets: streetTextsEn,
  keeping: keepingTextsEn,
  until: 'until',
  from: 'since',
  boundaries: boundaryTextsEn,
  problem: {
    'not-json': 'The file of boundaries is no readable GeoJSON. Please export it again.',
    'not-a-collection':
      'The file holds “{{found}}” instead of a collection of areas. Expected is GeoJSON of type “FeatureCollection”.',
    empty: 'The file holds no areas.',
    'other-reference-system':
      'The boundaries are given in the reference system “{{name}}”. Please export them in WGS 84 (EPSG:4326), in degrees.',
    'no-name': 'Area {{feature}} has no name (property “key” or “name”).',
    'unknown-place': 'Area {{feature}}: there is no place “{{name}}” here.',
    twice: 'Area {{feature}}: “{{name}}” occurs a second time in the file.',
    'no-surface': 'Area {{feature}} (“{{name}}”) is not a surface but “{{found}}”.',
    'broken-ring':
      'Area {{feature}} (“{{name}}”): a boundary isn’t closed or holds something else than coordinates.',
    'not-degrees':
      'Area {{feature}} (“{{name}}”): the coordinates aren’t degrees, probably UTM. Please export in WGS 84 (EPSG:4326).',
    swapped:
      'Area {{feature}} (“{{name}}”): longitude and latitude are swapped; GeoJSON names longitude first.',
  },
}

export const placesTexts = { de, en }
