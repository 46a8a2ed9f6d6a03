import { auditTexts } from '#app/capabilities/accounts/audit/texts.ts'
import { peopleTexts } from '#app/capabilities/accounts/people/texts.ts'
import { signInTexts } from '#app/capabilities/accounts/signIn/texts.ts'
import { singleSignOnTexts } from '#app/capabilities/accounts/singleSignOn/texts.ts'
import { accountsTexts } from '#app/capabilities/accounts/texts.ts'
import { archiveTexts } from '#app/capabilities/archive/texts.ts'
import { confidentialityTexts } from '#app/capabilities/confidentiality/texts.ts'
import { figuresTexts } from '#app/capabilities/figures/texts.ts'
import { goalsTexts } from '#app/capabilities/goals/texts.ts'
import { indicatorsTexts } from '#app/capabilities/indicators/texts.ts'
import { organisationsTexts } from '#app/capabilities/organisations/texts.ts'
import { placesTexts } from '#app/capabilities/places/texts.ts'
import { profilesTexts } from '#app/capabilities/profiles/texts.ts'
import { reportsTexts } from '#app/capabilities/reports/texts.ts'
import { siteTexts } from '#app/capabilities/site/texts.ts'
import { uiTexts } from '#app/ui/texts.ts'
import { shellTexts } from './shell.ts'

/** Every interface text of the product, by language and namespace (a namespace per capability). */
export const resources = {
  de: {
    shell: shellTexts.de,
    ui: uiTexts.de,
    accounts: accountsTexts.de,
    signIn: signInTexts.de,
    people: peopleTexts.de,
    singleSignOn: singleSignOnTexts.de,
    audit: auditTexts.de,
    site: siteTexts.de,
    places: placesTexts.de,
    organisations: organisationsTexts.de,
    confidentiality: confidentialityTexts.de,
    figures: figuresTexts.de,
    indicators: indicatorsTexts.de,
    goals: goalsTexts.de,
    profiles: profilesTexts.de,
    reports: reportsTexts.de,
    archive: archiveTexts.de,
  },
  en: {
    shell: shellTexts.en,
    ui: uiTexts.en,
    accounts: accountsTexts.en,
    signIn: signInTexts.en,
    people: peopleTexts.en,
    singleSignOn: singleSignOnTexts.en,
    audit: auditTexts.en,
    site: siteTexts.en,
    places: placesTexts.en,
    organisations: organisationsTexts.en,
    confidentiality: confidentialityTexts.en,
    figures: figuresTexts.en,
    indicators: indicatorsTexts.en,
    goals: goalsTexts.en,
    profiles: profilesTexts.en,
    reports: reportsTexts.en,
    archive: archiveTexts.en,
  },
}
