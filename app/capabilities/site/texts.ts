import { administrationDe, administrationEn } from './textsOfAdministration.ts'
import { formsDe, formsEn } from './textsOfForms.ts'
import { pagesDe, pagesEn } from './textsOfPages.ts'
import { privacyDe, privacyEn } from './textsOfPrivacy.ts'

export const siteTexts = {
  de: { ...pagesDe, ...administrationDe, privacy: privacyDe, form: formsDe },
  en: { ...pagesEn, ...administrationEn, privacy: privacyEn, form: formsEn },
}
