import type { i18n, TFunction } from 'i18next'
import { useContext } from 'react'
import { I18nContext } from 'react-i18next'
import type { Language } from '#app/plain/format.ts'

function useInstance(): i18n {
  const { i18n } = useContext(I18nContext)
  return i18n
}

/** The language of the page, for number and date formats. */
export function useLanguage(): Language {
  return useInstance().language === 'en' ? 'en' : 'de'
}

const translators = new WeakMap<i18n, TFunction<'ui'>>()

/**
 * The words of the shared components. `useTranslation` subscribes every component that calls it, which a table of a thousand
 * cells can't afford; a page never changes its language without being asked for anew.
 */
export function useUiText(): TFunction<'ui'> {
  const instance = useInstance()
  const translate = translators.get(instance) ?? instance.getFixedT(null, 'ui')
  translators.set(instance, translate)
  return translate
}
