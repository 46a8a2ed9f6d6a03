import { monthInWords } from './day.ts'
import type { Language } from './format.ts'

/**
 * The key of a period as people read it where its kind stands elsewhere: a key date as "30.09.2018" (English "30/09/2018"), a
 * month as "März 2018", half-years and quarters by their number; a year, school year or cohort is its key.
 */
export function periodLabel(key: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(key) ?? []
  if (day !== undefined) return [day, month, year].join(language === 'de' ? '.' : '/')
  if (month !== undefined)
    return Number(month) >= 1 && Number(month) <= 12 ? monthInWords(key, language) : key
  const [, of, letter, number] = /^(\d{4})-([HQ])(\d)$/.exec(key) ?? []
  if (letter === undefined) return key
  const isHalf = letter === 'H'
  if (language === 'de') return `${number}. ${isHalf ? 'Halbjahr' : 'Quartal'} ${of}`
  return `${isHalf ? 'half-year' : 'quarter'} ${number} of ${of}`
}
