import type { TFunction } from 'i18next'
import { dayInWords, monthInWords } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type { Period } from '#app/plain/period.ts'

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
    month: monthInWords(start.slice(0, 7), language),
    date: dayInWords(start, language),
  })
}
