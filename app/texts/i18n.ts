import i18next, { type FormatterModule, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatNumber, type Language, languages } from '#app/plain/format.ts'
import { resources } from './resources.ts'

/** Places of a text at which numbers say how many: they get marks between thousands, which years, lines and identifiers don't. */
const howMany = new Set(
  'count limit shown corners streets new changed same most cells rows places areas total fields'.split(' '),
)

/** "10.000" in German and "10,000" in English, wherever a text says how many. */
const numberWriter = (language: Language): FormatterModule => ({
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format(value: unknown, _format, _language, options) {
    const isMany = howMany.has(String(options?.interpolationkey)) && Number.isInteger(value)
    return isMany ? formatNumber(value as number, 0, language) : (value as string)
  },
})

function createI18n(language: Language): i18n {
  const instance = i18next.createInstance()
  instance.use(initReactI18next).use(numberWriter(language))
  void instance.init({
    lng: language,
    fallbackLng: false,
    resources,
    ns: Object.keys(resources.de),
    defaultNS: 'shell',
    initAsync: false,
    // React and the SVG builder escape; the Typst builder does so itself.
    interpolation: { escapeValue: false, alwaysFormat: true },
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
