import { useTranslation } from 'react-i18next'
import { dayInWords } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'

type Dated = { readonly validFrom?: string | undefined; readonly validTo?: string | undefined }

/** Says from when to when a place is there. */
export function useValidity(): (place: Dated, language: Language) => string {
  const { t } = useTranslation('places')
  return ({ validFrom, validTo }, language) => {
    const [from, to] = [validFrom, validTo].map((day) => day && dayInWords(day, language))
    if (from && to) return t('keeping.sinceUntil', { from, to })
    if (from) return t('keeping.since', { day: from })
    return to ? t('keeping.until', { day: to }) : t('keeping.always')
  }
}
