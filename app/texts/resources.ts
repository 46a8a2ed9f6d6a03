import { accountsTexts } from '#app/capabilities/accounts/texts.ts'
import { uiTexts } from '#app/ui/texts.ts'
import { shellTexts } from './shell.ts'

/** Every interface text of the product, by language and namespace (a namespace per capability). */
export const resources = {
  de: {
    shell: shellTexts.de,
    ui: uiTexts.de,
    accounts: accountsTexts.de,
  },
  en: {
    shell: shellTexts.en,
    ui: uiTexts.en,
    accounts: accountsTexts.en,
  },
}
