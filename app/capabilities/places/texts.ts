import { refusalTextsDe, refusalTextsEn } from '#app/platform/tables/texts.ts'
import type { Texts } from '#app/texts/texts.ts'
import { boundaryTextsDe, boundaryTextsEn } from './boundaries/texts.ts'
import { keepingTextsDe } from './keeping/textsDe.ts'
import { keepingTextsEn } from './keeping/textsEn.ts'
import { pointTextsDe } from './points/textsDe.ts'
import { pointTextsEn } from './points/textsEn.ts'
import { recutTextsDe } from './recut/textsDe.ts'
import { recutTextsEn } from './recut/textsEn.ts'
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
  recut: recutTextsDe,
  until: 'bis',
  from: 'seit',
  boundaries: boundaryTextsDe,
  points: pointTextsDe,
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
  recut: recutTextsEn,
  until: 'until',
  from: 'since',
  boundaries: boundaryTextsEn,
  points: pointTextsEn,
}

export const placesTexts = { de, en }
