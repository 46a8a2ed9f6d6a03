import { formTexts } from './formTexts.ts'
import { pageTexts } from './pageTexts.ts'

/** All words of this capability, as one namespace. */
export const indicatorsTexts = {
  de: { ...pageTexts.de, ...formTexts.de },
  en: { ...pageTexts.en, ...formTexts.en },
}
