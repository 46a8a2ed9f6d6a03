import type { TFunction } from 'i18next'
import type { Language } from '#app/plain/format.ts'
import { i18nFor } from '#app/texts/i18n.ts'

export type Words = TFunction<['indicators', 'ui']>

/** The words of this capability where no component is at hand (downloads, form errors). */
export function wordsIn(language: Language): Words {
  return i18nFor(language).getFixedT(null, ['indicators', 'ui'])
}
