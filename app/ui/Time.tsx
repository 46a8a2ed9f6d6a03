import { dayInWords, momentInWords, monthInWords } from '#app/plain/day.ts'
import { useLanguage } from './language.ts'

/** A calendar day ("14. März 2018"). `iso`: YYYY-MM-DD. */
export function DateText({ iso }: { iso: string }) {
  return <time dateTime={iso}>{dayInWords(iso, useLanguage())}</time>
}

/** A month ("November 2026"). `month`: YYYY-MM. */
export function MonthText({ month }: { month: string }) {
  return <time dateTime={month}>{monthInWords(month, useLanguage())}</time>
}

/** A moment, in German time ("14. März 2018 um 09:05"). `at`: ISO 8601 with zone. */
export function TimeText({ at }: { at: string }) {
  return <time dateTime={at}>{momentInWords(new Date(at), useLanguage())}</time>
}
