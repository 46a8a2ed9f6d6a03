import { useLanguage } from './language.ts'

const locales = { de: 'de-DE', en: 'en-GB' } as const

/** A calendar day ("14. März 2018"). `iso`: YYYY-MM-DD. */
export function DateText({ iso }: { iso: string }) {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' })
  return <time dateTime={iso}>{format.format(new Date(`${iso}T00:00:00Z`))}</time>
}

/** A month ("November 2026"). `month`: YYYY-MM. */
export function MonthText({ month }: { month: string }) {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(locales[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return <time dateTime={month}>{format.format(new Date(`${month}-01T00:00:00Z`))}</time>
}

/** A moment, in German time ("14. März 2018 um 09:05"). `at`: ISO 8601 with zone. */
export function TimeText({ at }: { at: string }) {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  })
  return <time dateTime={at}>{format.format(new Date(at))}</time>
}
