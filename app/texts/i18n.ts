import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages } from '#app/plain/format.ts'
import { resources } from './resources.ts'

function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  instance.use(initReactI18next)
  void instance.init({
    lng: language,
    fallbackLng: false,
    resources,
    ns: Object.keys(resources.de),
    defaultNS: 'shell',
    initAsync: false,
    // React and the SVG builder escape; the Typst builder does so itself.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

const instances = new Map<Language, i18n>()

/** One instance per language, made once: a request never changes the language of another. */
export function i18nFor(language: Language): i18n {
  let instance = instances.get(language)
  if (!instance) {
    instance = createI18n(language)
    instances.set(language, instance)
  }
  return instance
}

export function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((language) => language === text)
}
