import type { Language } from '#app/plain/format.ts'
import type { Translate } from './naming.ts'
import type { Verification } from './verification.ts'

const numbers = { de: new Intl.NumberFormat('de-DE'), en: new Intl.NumberFormat('en-GB') }

/** The verdict on a chain: a title, and what exactly is wrong. */
export function describeVerification(
  verification: Verification,
  t: Translate,
  language: Language,
): { readonly title: string; readonly sentences: readonly string[] } {
  const number = (count: number) => numbers[language].format(count)
  if (verification.state === 'intact') {
    const { count } = verification
    if (count === 0) return { title: t('check.intactNone'), sentences: [] }
    return {
      title: count === 1 ? t('check.intactOne') : t('check.intact', { number: number(count) }),
      sentences: [],
    }
  }
  const { kind, position, fitting } = verification
  const before =
    fitting === 0 ? t('check.fittingNone') : t('check.fitting', { count: fitting, number: number(fitting) })
  return {
    title: t('check.broken'),
    sentences: [`${t(`check.${kind}`, { position })} ${before}`, t('check.tell')],
  }
}
