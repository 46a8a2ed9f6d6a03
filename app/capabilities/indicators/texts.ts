import { exactTexts } from './exactTexts.ts'
import { formTexts } from './formTexts.ts'
import { pageTexts } from './pageTexts.ts'
import { targetTexts } from './targetTexts.ts'

/** All words of this capability, as one namespace. */
export const indicatorsTexts = {
  de: { ...pageTexts.de, ...formTexts.de, ...exactTexts.de, ...targetTexts.de },
  en: { ...pageTexts.en, ...formTexts.en, ...exactTexts.en, ...targetTexts.en },
}
