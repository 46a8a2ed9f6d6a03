import type { TFunction } from 'i18next'
import type { Language } from '#app/plain/format.ts'
import type { Period } from '#app/plain/period.ts'

const locales = { de: 'de-DE', en: 'en-GB' } as const

/** A day as people write it ("15. März 2027"). */
export const dayText = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  )

/** A month as people write it ("März 2027"). `month`: YYYY-MM. */
export const monthText = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

/** A period in words: "Schuljahr 2017/18", "3. Quartal 2018", "März 2018". */
export function periodName(
  { kind, key, start }: Pick<Period, 'kind' | 'key' | 'start'>,
  language: Language,
  t: TFunction<'figures'>,
): string {
  return t(`calendar.periodName.${kind}`, {
    key,
    year: key.slice(0, 4),
    number: key.slice(-1),
    month: monthText(start.slice(0, 7), language),
    date: dayText(start, language),
  })
}
