import type { Language } from './format.ts'

// Making a formatter costs a hundred times what using one does, and lists ask for a thousand days.
const inGermany = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' })
const formats = (options: Intl.DateTimeFormatOptions): Readonly<Record<Language, Intl.DateTimeFormat>> => ({
  de: new Intl.DateTimeFormat('de-DE', options),
  en: new Intl.DateTimeFormat('en-GB', options),
})
const days = formats({ dateStyle: 'long', timeZone: 'UTC' })
const months = formats({ month: 'long', year: 'numeric', timeZone: 'UTC' })
const moments = formats({ dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' })

/** Whether a text is a day of the calendar as forms send it ("2026-02-28"); `Date.parse` takes the 30th for one, too. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** The calendar day in Germany, as ISO date: what is due "today" changes at midnight there, not in Greenwich. */
export const germanDay = (moment: Date): string => inGermany.format(moment)

/** A day as people write it ("15. März 2027"). `iso`: YYYY-MM-DD. */
export const dayInWords = (iso: string, language: Language): string =>
  days[language].format(new Date(`${iso}T00:00:00Z`))

/** A month as people write it ("März 2027"). `month`: YYYY-MM. */
export const monthInWords = (month: string, language: Language): string =>
  months[language].format(new Date(`${month}-01T00:00:00Z`))

/** A moment in German time ("14. März 2018 um 09:05"). */
export const momentInWords = (moment: Date, language: Language): string => moments[language].format(moment)
