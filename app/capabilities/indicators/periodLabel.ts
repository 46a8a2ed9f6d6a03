import type { Language } from '#app/plain/format.ts'

/** The key of a period as people read it: a key date as "30.09.2018" (English "30/09/2018"); all others stand as they are. */
export function periodLabel(periodKey: string, language: Language): string {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(periodKey)
  if (!date) return periodKey
  return [date[3], date[2], date[1]].join(language === 'de' ? '.' : '/')
}
