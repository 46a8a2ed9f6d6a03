import type { Language } from '#app/plain/format.ts'
import type { CheckResult } from './check.server.ts'
import type { Translate } from './naming.ts'
import type { Verification } from './verification.ts'

const numbers = { de: new Intl.NumberFormat('de-DE'), en: new Intl.NumberFormat('en-GB') }

/** Nothing is wrong, neither in the chain itself nor against what was noted. */
export function isSound({ verification, noted }: CheckResult): boolean {
  return verification.state === 'intact' && (noted === undefined || noted.state === 'held')
}

/**
 * One verdict: a title, and what exactly is wrong. A chain that fits in itself but isn't the noted one was rewritten or cut:
 * that is no less broken.
 */
export function describeCheck(
  { verification, noted }: CheckResult,
  t: Translate,
  language: Language,
): { readonly title: string; readonly sentences: readonly string[] } {
  const { title, sentences } = describeVerification(verification, t, language)
  if (!noted) return { title, sentences }
  const sentence = t(`check.${noted.state}`, { position: noted.position })
  if (noted.state === 'lost' && verification.state === 'intact')
    return { title: t('check.broken'), sentences: [sentence, t('check.tell')] }
  return { title, sentences: [...sentences, sentence] }
}

function describeVerification(
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
