import { z } from 'zod'
import type { Language } from '#app/plain/format.ts'

const locales = { de: 'de-DE', en: 'en-GB' } as const

/** "1. Januar 2026" of 2026-01-01. */
export const dayInWords = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  )

/** The day that it is in Germany, as ISO date. */
export const dayOf = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })

/** Whether it is a day between the founding of the first town's statistics and far ahead, as a date field gives it. */
export const isDay = (text: string): boolean =>
  z.iso.date().safeParse(text).success && text >= '1900-01-01' && text <= '2100-12-31'
