import { useTranslation } from 'react-i18next'
import type { Language } from '#app/plain/format.ts'

/** The language of the page, for number and date formats. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'de'
}
