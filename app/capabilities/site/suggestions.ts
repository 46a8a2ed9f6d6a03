import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import type { SiteContent, SitePageKind } from './site.ts'

/** What stands in the form of a page before anything was written: to be checked by the town, never shown to the public. */
export function suggestContent(kind: SitePageKind, town: string, language: Language): SiteContent {
  const { t } = i18nFor(language)
  if (kind === 'accessibility')
    return {
      body: town,
      law: t('site:form.suggestion.law'),
      enforcement: t('site:form.suggestion.enforcement'),
    }
  if (kind === 'privacy')
    return {
      legalBasis: t('site:form.suggestion.legalBasis'),
      supervisory: t('site:form.suggestion.supervisory'),
    }
  return kind === 'imprint' ? { body: town } : {}
}
